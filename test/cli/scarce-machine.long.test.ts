import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { programPath } from '../programs.ts'
import { runCli } from './run-cli.ts'

const isRoot = process.getuid?.() === 0
const spec = JSON.stringify({ values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }] })
const two = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2026-01-05\nB,b,250,Won,2026-01-06\n'

/** Deals enough to fill a small disk: about 5 MB. */
function manyDeals(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `K${row},Deal number ${row} of a long list ${(row * 7919) % 100_003},${row % 977}.50,Won,2026-01-05`,
  )
  return `Opportunity ID,Opportunity Name,Amount,Stage,Created Date\n${lines.join('\n')}\n`
}

/** The command line as a process of its own, under `prefix` where one is given (another user, a limit). */
async function helmdeck(
  words: readonly string[],
  folder: string,
  prefix: readonly string[] = [],
  to?: string,
): Promise<{ code: number; err: string }> {
  const [program = '', ...rest] = [...prefix, process.execPath, programPath('cli'), ...words]
  const child = spawn(to === undefined ? program : 'sh', to === undefined ? rest : ['-c', `exec "$@" > ${to}`, 'sh', program, ...rest], {
    cwd: '/',
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')))
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>])
  return { code, err }
}

function errorOf({ code, err }: { code: number; err: string }): readonly [number, string] {
  return [code, (JSON.parse(err) as { error: { code: string } }).error.code]
}

/** A disk of its own with `megabytes`, where this user may mount one. */
function smallDisk(folder: string, megabytes: number): boolean {
  mkdirSync(folder)
  if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) return false
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return true
}

async function report(folder: string, workspace: string): Promise<unknown> {
  return (JSON.parse((await runCli(['report', workspace, '-'], { folder, input: spec })).out) as { total: unknown }).total
}

// Processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

describe('a full disk', () => {
  it.each([
    ['while the file arrives', 3_000_000],
    ['while the database grows', 9_000_000],
  ])('stops an import %s, and leaves the workspace as it was', async (_when, limit) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'two.csv'), two)
    writeFileSync(join(folder, 'many.csv'), manyDeals(60_000))
    expect((await runCli(['import', 'w.helmdeck', 'two.csv'], { folder })).code).toBe(0)
    const refused = await helmdeck(['import', 'w.helmdeck', 'many.csv', '--json'], folder, ['prlimit', `--fsize=${limit}`])
    expect(errorOf(refused)).toEqual([1, 'disk-full'])
    expect(refused.err).toContain('Free some space')
    expect(await report(folder, 'w.helmdeck')).toEqual({ opportunity_count: 2, won_value: 350 })
    expect(readdirSync(join(folder, 'w.helmdeck', 'incoming'))).toEqual([])
    expect(readdirSync(join(folder, 'w.helmdeck', 'sources'))).toHaveLength(1)
  })

  it('stops an import where the disk itself has no room, and what was there can be read again', async () => {
    const folder = temporaryFolder()
    const isMounted = smallDisk(join(folder, 'disk'), 14)
    const limits = isMounted ? [] : ['prlimit', '--fsize=5000000']
    writeFileSync(join(folder, 'two.csv'), two)
    writeFileSync(join(folder, 'many.csv'), manyDeals(60_000))
    expect((await runCli(['import', 'disk/w.helmdeck', 'two.csv'], { folder })).code).toBe(0)
    expect(errorOf(await helmdeck(['import', 'disk/w.helmdeck', 'many.csv', '--json'], folder, limits))).toEqual([1, 'disk-full'])
    expect(await report(folder, 'disk/w.helmdeck')).toEqual({ opportunity_count: 2, won_value: 350 })
  })

  it('stops a backup and a restore half-way, and leaves the workspace and its backups as they were', async () => {
    const folder = temporaryFolder()
    const workspace = join(folder, 'w.helmdeck')
    writeFileSync(join(folder, 'two.csv'), two)
    writeFileSync(join(folder, 'many.csv'), manyDeals(90_000))
    expect((await runCli(['import', workspace, 'two.csv'], { folder })).code).toBe(0)
    const made = await runCli(['backup', workspace, '--json'], { folder })
    const { id } = (JSON.parse(made.out) as { backup: { id: string } }).backup
    expect((await runCli(['import', workspace, 'many.csv'], { folder })).code).toBe(0)
    const before = await report(folder, workspace)
    expect(before).toMatchObject({ opportunity_count: 90_002 })
    // Room for the database of the backup, not for a second one of ninety thousand deals.
    const small = statSync(join(workspace, 'backups', id, 'data.duckdb')).size
    const large = statSync(join(workspace, 'data.duckdb')).size
    expect(large).toBeGreaterThan(2 * small)
    for (const words of [
      ['backup', workspace],
      ['restore', workspace, id],
    ]) {
      const refused = await helmdeck([...words, '--json'], folder, ['prlimit', `--fsize=${Math.floor((small + large) / 2)}`])
      expect(errorOf(refused)).toEqual([1, 'disk-full'])
      expect(readdirSync(join(workspace, 'backups'))).toEqual([id])
      expect(readdirSync(workspace).filter((name) => name.includes('restoring'))).toEqual([])
    }
    expect(await report(folder, workspace)).toEqual(before)
    expect((await runCli(['doctor', workspace], { folder })).code).toBe(0)
  })

  it('is no mistake of ours when the output goes to it', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'two.csv'), two)
    expect((await runCli(['import', 'w.helmdeck', 'two.csv'], { folder })).code).toBe(0)
    expect(errorOf(await helmdeck(['loads', 'w.helmdeck', '--json'], folder, [], '/dev/full'))).toEqual([1, 'disk-full'])
  })
})

describe('a folder that may not be written to', () => {
  it('is told apart from every other failure, and nothing appears in it', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'two.csv'), two)
    mkdirSync(join(folder, 'locked'))
    expect((await runCli(['import', 'locked/w.helmdeck', 'two.csv'], { folder })).code).toBe(0)
    // Root writes wherever it likes, so the call is made as nobody.
    if (!isRoot) for (const place of ['locked/w.helmdeck/lock', 'locked/w.helmdeck', 'locked']) chmodSync(join(folder, place), 0o555)
    onTestFinished(() => {
      if (!isRoot) for (const place of ['locked', 'locked/w.helmdeck', 'locked/w.helmdeck/lock']) chmodSync(join(folder, place), 0o755)
    })
    const asNobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
    for (const place of ['locked/w.helmdeck', 'locked/new.helmdeck']) {
      const refused = await helmdeck(['import', place, 'two.csv', '--json'], folder, asNobody)
      expect(errorOf(refused)).toEqual([1, 'workspace-unwritable'])
      expect(refused.err).toContain('Check its permissions')
    }
    expect(existsSync(join(folder, 'locked/new.helmdeck'))).toBe(false)
  })
})
