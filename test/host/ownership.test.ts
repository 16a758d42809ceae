import { readdirSync, readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Change } from '../../src/contract/workspace.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace, type OpenWorkspace } from '../../src/host/open-workspace.ts'
import type { OwnerRecord } from '../../src/host/workspace-lock.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { startProcess } from './workspace-process.ts'

async function open(path: string): Promise<OpenWorkspace> {
  const workspace = await openWorkspace({ path, create: true, log: createLog('silent') })
  onTestFinished(() => workspace.close())
  return workspace
}

function lockOf(path: string): OwnerRecord {
  const name = readdirSync(join(path, 'lock')).sort().at(-1)
  return JSON.parse(readFileSync(join(path, 'lock', String(name)), 'utf8')) as OwnerRecord
}

describe('one workspace and several processes', () => {
  it('has one owner; the second attaches and both see what either changes', async () => {
    const path = join(temporaryFolder(), 'shared.helmdeck')
    const owner = await startProcess()
    expect(await owner.open(path)).toBe('owner')
    const first = await open(path)
    const second = await open(path)
    expect([first.role, second.role]).toEqual(['client', 'client'])

    const changes: Change[] = []
    let opened = (): void => undefined
    let changed = (): void => undefined
    const isOpen = new Promise<void>((resolve) => (opened = resolve))
    const hasChanged = new Promise<void>((resolve) => (changed = resolve))
    const watching = first.api.workspace.watch(
      {},
      {
        onProgress: (change) => {
          changes.push(change)
          if (change.kind === 'opened') opened()
          else changed()
        },
      },
    )
    await isOpen
    await second.api.workspace.saveSettings({ reportingCurrency: 'CNY' })
    await hasChanged
    expect(changes.at(-1)).toMatchObject({ kind: 'settings' })
    expect((await first.api.workspace.settings({})).reportingCurrency).toBe('CNY')
    await Promise.all([expect(watching).rejects.toMatchObject({ code: 'engine-unavailable' }), owner.leave()])
  })

  it('rejects everything pending and later when the owner is killed, and then takes its place', async () => {
    const path = join(temporaryFolder(), 'killed.helmdeck')
    const owner = await startProcess()
    await owner.open(path)
    const socketFolder = dirname(lockOf(path).socket)
    const client = await open(path)
    await client.api.workspace.saveSettings({ reportingCurrency: 'EUR' })
    const pending = client.api.workspace.watch({}).catch((error: unknown) => error)
    await owner.kill()
    expect(await pending).toMatchObject({ code: 'engine-unavailable' })
    await expect(client.api.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })

    const next = await open(path)
    expect(next.role).toBe('owner')
    expect((await next.api.workspace.settings({})).reportingCurrency).toBe('EUR')
    expect(() => statSync(socketFolder)).toThrow('ENOENT')
  })

  it('gives the place of a killed owner to exactly one of those who race for it', async () => {
    const path = join(temporaryFolder(), 'raced.helmdeck')
    const owner = await startProcess()
    await owner.open(path)
    await owner.kill()
    const racers = await Promise.all([startProcess(), startProcess(), startProcess()])
    const roles = await Promise.all(racers.map((racer) => racer.open(path)))
    expect(roles.sort()).toEqual(['client', 'client', 'owner'])
    await Promise.all(racers.map((racer) => racer.leave()))
  })

  it('is free at once when the owner leaves, whose socket is gone', async () => {
    const path = join(temporaryFolder(), 'left.helmdeck')
    const owner = await startProcess()
    await owner.open(path)
    const { socket } = lockOf(path)
    await owner.leave()
    expect(() => statSync(dirname(socket))).toThrow('ENOENT')
    expect((await open(path)).role).toBe('owner')
  })
})

describe('the socket of an owner', () => {
  it('lies in a folder that only its user can enter', async () => {
    const path = join(temporaryFolder(), 'own.helmdeck')
    await open(path)
    expect(statSync(dirname(lockOf(path).socket)).mode & 0o777).toBe(0o700)
  })

  it.each([
    ['the wrong token', `helmdeck/1 ${'0'.repeat(64)}\n`],
    ['a part of the token', 'helmdeck/1 \n'],
    ['a call instead of the token', '\0\0\0\x10\xff\xff\xff\xff{"type":"call"}\n'],
    ['a line without an end', 'x'.repeat(5000)],
  ])('cuts a connection that names %s', async (_what, greeting) => {
    const path = join(temporaryFolder(), 'own.helmdeck')
    await open(path)
    const socket = connect(lockOf(path).socket)
    const received: Buffer[] = []
    socket.on('data', (chunk) => received.push(chunk))
    socket.on('error', () => undefined)
    socket.write(greeting, 'latin1')
    await once(socket, 'close')
    expect(Buffer.concat(received).byteLength).toBe(0)
  })
})
