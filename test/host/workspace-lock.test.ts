import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { findOwner } from '../../src/host/find-owner.ts'
import { isAlive, ownIdentity } from '../../src/host/process-identity.ts'
import { claimLock, readLock, type OwnerRecord } from '../../src/host/workspace-lock.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'

const record = (socket: string): OwnerRecord => ({ owner: ownIdentity(), socket, token: 'ab'.repeat(32) })
const gone = { ...ownIdentity(), start: '1' }

describe('the lock of a workspace', () => {
  it('is readable for its user only and names process, socket and token', async () => {
    const folder = temporaryFolder()
    await claimLock(folder, record('/nowhere/s'), 0)
    const [name] = readdirSync(folder)
    const path = join(folder, String(name))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      owner: { pid: process.pid },
      socket: '/nowhere/s',
      token: 'ab'.repeat(32),
    })
  })

  it('is got by exactly one of many who want it', async () => {
    const folder = temporaryFolder()
    const claims = await Promise.all(Array.from({ length: 50 }, (_, index) => claimLock(folder, record(`/s${index}`), 0)))
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
    expect((await readLock(folder)).generation).toBe(1)
  })

  it('is got by exactly one of many who found the same owner dead', async () => {
    const folder = temporaryFolder()
    await claimLock(folder, { ...record('/dead'), owner: gone }, 0)
    const claims = await Promise.all(Array.from({ length: 50 }, (_, index) => claimLock(folder, record(`/s${index}`), 1)))
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
    expect(readdirSync(folder)).toEqual(['owner-000000002.json'])
  })

  it('is refused to a racer who judged an owner dead long ago', async () => {
    const folder = temporaryFolder()
    await claimLock(folder, { ...record('/dead'), owner: gone }, 0)
    const second = await claimLock(folder, record('/second'), 1)
    await second?.release()
    const third = await claimLock(folder, record('/third'), 2)
    expect(third).not.toBeNull()
    expect(await claimLock(folder, record('/late'), 1)).toBeNull()
    expect(await readLock(folder)).toMatchObject({ generation: 3, holder: { socket: '/third' } })
  })

  it('is free after a release, without the token, and goes on counting', async () => {
    const folder = temporaryFolder()
    const claim = await claimLock(folder, record('/s'), 0)
    await claim?.release()
    expect(await readLock(folder)).toEqual({ generation: 1, holder: 'nobody' })
    expect(readFileSync(join(folder, 'owner-000000001.json'), 'utf8')).not.toContain('abab')
  })

  it('is given up where its file stays unreadable', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'owner-000000004.json')
    writeFileSync(path, '{"owner":')
    expect(await readLock(folder)).toEqual({ generation: 4, holder: 'unreadable' })
    utimesSync(path, new Date(0), new Date(0))
    expect(await readLock(folder)).toEqual({ generation: 4, holder: 'nobody' })
  })
})

describe('whether an owner is alive', () => {
  it('is seen for this process', () => {
    expect(isAlive(ownIdentity())).toBe(true)
  })

  it('is not taken from a process id that was given to another process', () => {
    expect(isAlive({ ...ownIdentity(), start: '1' })).toBe(false)
  })

  it('is not taken from a process id of before the reboot', () => {
    expect(isAlive({ ...ownIdentity(), boot: '00000000-0000-0000-0000-000000000000' })).toBe(false)
  })

  it('is assumed for a machine that cannot be asked', () => {
    expect(isAlive({ pid: 1, host: `not-${hostname()}`, boot: null, start: null })).toBe(true)
  })
})

describe('an owner that lives but does not answer', () => {
  it('leaves the workspace in use, and the error names its process', async () => {
    const folder = await prepareFolder(join(temporaryFolder(), 'busy.helmdeck'), { create: true })
    await claimLock(folder.locks, record(join(folder.root, 'nobody-listens')), 0)
    await expect(findOwner(folder, 0)).rejects.toMatchObject({ code: 'workspace-in-use', details: { name: 'busy', pid: process.pid } })
  })
})
