import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { api, type Api } from '../../src/contract/api.ts'
import { openDatabase } from '../../src/engine/database/database.ts'
import { prepareFolder, type WorkspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { createEngineHost, type EngineHost } from '../../src/server/engine-host.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { streamWire } from '../../src/transport/socket.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { programPath } from '../programs.ts'

const entry = programPath('engine-process')

async function startHost(): Promise<{ folder: WorkspaceFolder; host: EngineHost }> {
  const folder = await prepareFolder(join(temporaryFolder(), 'hosted.helmdeck'), { create: true })
  const host = createEngineHost({ folder, entry, execArgv: [], log: createLog('silent') })
  onTestFinished(() => host.close())
  return { folder, host }
}

async function clientOf(host: EngineHost): Promise<Api> {
  const socket = await host.connect()
  const client = createClient(api, streamWire(socket))
  onTestFinished(() => void socket.destroy())
  socket.resume()
  return client
}

describe('the engine as a child process', () => {
  it('serves every connection from one process', async () => {
    const { host } = await startHost()
    const [first, second] = await Promise.all([clientOf(host), clientOf(host)])
    await first.workspace.saveSettings({ reportingCurrency: 'USD' })
    expect((await second.workspace.info({})).reportingCurrency).toBe('USD')
    expect(host.enginePid()).not.toBe(process.pid)
  })

  it('is started again after it was killed, and what was pending is rejected', async () => {
    const { host } = await startHost()
    const client = await clientOf(host)
    await client.workspace.saveSettings({ reportingCurrency: 'USD' })
    const killed = host.enginePid() as number
    const pending = client.workspace.watch({}).catch((error: unknown) => error)
    process.kill(killed, 'SIGKILL')
    expect(await pending).toMatchObject({ code: 'engine-unavailable' })
    await expect(client.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })
    const again = await clientOf(host)
    expect((await again.workspace.info({})).reportingCurrency).toBe('USD')
    expect(host.enginePid()).not.toBe(killed)
  })

  it('is not started where another process owns the workspace, until that one leaves', async () => {
    const { folder, host } = await startHost()
    const owner = await openWorkspace({ path: folder.root, create: true, log: createLog('silent') })
    const attached = await clientOf(host)
    await attached.workspace.saveSettings({ reportingCurrency: 'USD' })
    expect(host.enginePid()).toBeNull()
    await owner.close()
    await expect(attached.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })
    expect((await (await clientOf(host)).workspace.info({})).reportingCurrency).toBe('USD')
    expect(host.enginePid()).not.toBeNull()
  })

  it('says why it cannot start', async () => {
    const { folder, host } = await startHost()
    await host.connect().then((socket) => socket.destroy())
    await host.close()
    const database = await openDatabase({ file: folder.databaseFile, allowedFolder: folder.root })
    await database.run('insert into meta.schema_version (version) values (9999)')
    await database.close()
    const later = createEngineHost({ folder, entry, execArgv: [], log: createLog('silent') })
    await expect(later.connect()).rejects.toMatchObject({ code: 'workspace-newer', details: { found: 9999 } })
    await later.close()
  })

  it('leaves the workspace free when its host closes', async () => {
    const { folder, host } = await startHost()
    await clientOf(host)
    await host.close()
    const next = await openWorkspace({ path: folder.root, create: false, log: createLog('silent') })
    expect(next.role).toBe('owner')
    await next.close()
  })
})
