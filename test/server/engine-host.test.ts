import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { api, type Api } from '../../src/contract/api.ts'
import { readCells } from '../../src/cli/arrow-cells.ts'
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

const wonValue = { values: [{ metric: 'won_value' }] }

async function take(client: Api, name: string, text: string): Promise<number | null> {
  const { upload } = await client.sources.begin({ name })
  await client.sources.append({ upload, bytes: Uint8Array.from(Buffer.from(text)) })
  await client.sources.finish({ upload })
  return (await client.imports.run({ uploads: [upload] })).load
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

  it('undoes a load in one window while others ask, undo the same and import: each answer is of one state, and all see the last', async () => {
    const { host } = await startHost()
    const [first, second] = await Promise.all([clientOf(host), clientOf(host)])
    const deals = (rows: string): string => `Deal ID,Deal Name,Account Name,Deal Stage,Deal Amount,Create Date\n${rows}`
    const one = await take(first, 'deals.csv', deals('D1,One,Acme,Closed Won,100,2025-01-01\nD2,Two,Acme,Closed Won,20,2025-01-02\n'))
    await take(first, 'more.csv', deals('D2,Two,Acme,Closed Won,25,2025-01-02\nD3,Three,Beta,Closed Won,3,2025-01-03\n'))
    const won = async (client: Api) => Number(readCells((await client.reports.run({ spec: wonValue })).bytes).cell(0, 'won_value'))
    expect(await won(second)).toBe(128)

    const versions: number[] = []
    const watching = second.workspace.watch({}, { onProgress: ({ dataVersion }) => versions.push(dataVersion) }).catch(() => undefined)
    let isWorking = true
    const undone = Promise.all([
      first.imports.setLoad({ load: one ?? 0, undone: true }),
      second.imports.setLoad({ load: one ?? 0, undone: true }),
      take(second, 'last.csv', deals('D4,Four,Beta,Closed Won,1000,2025-01-04\n')),
    ]).finally(() => (isWorking = false))
    const answers = new Set<number>()
    while (isWorking) answers.add(await won(second))
    const [mine, theirs] = await undone
    // 25 + 3 without the first load, 1000 more with the last file: nothing between.
    expect([...answers].filter((answer) => ![128, 28, 1028].includes(answer))).toEqual([])
    expect([await won(first), await won(second)]).toEqual([1028, 1028])
    expect(theirs.dataVersion).toBe(mine.dataVersion)
    expect((await second.imports.loads({})).loads.map(({ undone: isUndone }) => isUndone)).toEqual([false, false, true])
    await expect.poll(() => versions.at(-1)).toBe((await first.workspace.info({})).dataVersion)
    await host.close()
    await watching
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
