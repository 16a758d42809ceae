import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/engine/database/database.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { programPath } from '../programs.ts'
import { runCli } from './run-cli.ts'

const spec = JSON.stringify({ values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }] })
const rows = 200_000
let many = ''

beforeAll(() => {
  const lines = Array.from({ length: rows }, (_, row) => `K${row},Deal ${row},${row % 977}.50,Won,2026-01-05,Account ${row % 500}`)
  many = `Opportunity ID,Opportunity Name,Amount,Stage,Created Date,Account Name\n${lines.join('\n')}\n`
})

/** Starts an import and kills it the moment `isReached` holds, looked at whenever something in the workspace changes. */
async function killImport(folder: string, workspace: string, isReached: () => boolean): Promise<string | null> {
  const child = spawn(process.execPath, [programPath('cli'), 'import', workspace, 'many.csv'], {
    cwd: '/',
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent' },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const places = ['.', 'incoming', 'sources'].map((place) => join(folder, workspace, place))
  const look = (): void => void (isReached() && child.kill('SIGKILL'))
  const watchers = places.map((place) => watch(place, { recursive: place.endsWith('incoming') }, look))
  const [, signal] = (await ended) as [number | null, string | null]
  for (const watcher of watchers) watcher.close()
  return signal
}

async function report(folder: string): Promise<unknown> {
  return (JSON.parse((await runCli(['report', 'w.helmdeck', '-'], { folder, input: spec })).out) as { total: unknown }).total
}

/** What a whole workspace is like, asked of its database by somebody else. */
async function isWhole(workspace: string, expected: { readonly deals: number; readonly loads: number }): Promise<void> {
  const database = await openDatabase({ file: join(workspace, 'data.duckdb'), allowedFolder: null })
  try {
    const [counts] = await database.rows(`select
      (select count(*) from model.opportunity) as deals,
      (select count(distinct (source, source_id)) from model.opportunity) as different,
      (select count(*) from mart.opportunity) as in_mart,
      (select count(*) from meta.load) as loads,
      (select count(*) from model.opportunity where load_id not in (select id from meta.load)) as orphans`)
    expect(counts).toEqual({ deals: expected.deals, different: expected.deals, in_mart: expected.deals, loads: expected.loads, orphans: 0 })
    const hashes = await database.rows<{ hash: string }>('select distinct hash from meta.file order by hash')
    expect(readdirSync(join(workspace, 'sources')).toSorted()).toEqual(hashes.map(({ hash }) => hash))
  } finally {
    await database.close()
  }
  expect(readdirSync(join(workspace, 'incoming'))).toEqual([])
  expect(readdirSync(workspace).filter((name) => name.endsWith('.tmp') || name.endsWith('.wal'))).toEqual([])
}

describe('an owner that is killed in the middle of an import of 200,000 rows', () => {
  const filesIn = (place: string): string[] => (existsSync(place) ? (readdirSync(place, { recursive: true }) as string[]) : [])
  const moments: readonly (readonly [string, (workspace: string, databaseBytes: number) => boolean])[] = [
    [
      'while the file arrives',
      (workspace) => filesIn(join(workspace, 'incoming')).some((name) => name.includes('original') || name.endsWith('.csv')),
    ],
    ['while it is read', (workspace) => filesIn(join(workspace, 'incoming')).some((name) => name.endsWith('.rows.csv'))],
    ['while its source is kept', (workspace) => readdirSync(join(workspace, 'sources')).length > 1],
    [
      'while the database is written',
      (workspace, databaseBytes) => statSync(join(workspace, 'data.duckdb')).size > databaseBytes + 2_000_000,
    ],
  ]

  it.each(moments)(
    '%s leaves the state before or after, and nothing half done',
    async (_when, isReached) => {
      const folder = temporaryFolder()
      const workspace = join(folder, 'w.helmdeck')
      mkdirSync(folder, { recursive: true })
      writeFileSync(
        join(folder, 'two.csv'),
        'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2026-01-05\nB,b,250,Won,2026-01-06\n',
      )
      writeFileSync(join(folder, 'many.csv'), many)
      expect((await runCli(['import', 'w.helmdeck', 'two.csv'], { folder })).code).toBe(0)
      const databaseBytes = statSync(join(workspace, 'data.duckdb')).size
      expect(await killImport(folder, 'w.helmdeck', () => isReached(workspace, databaseBytes))).toBe('SIGKILL')
      const total = await report(folder)
      // The sum of 0.50 ... 976.50 over 200,000 rows, 204 whole rounds of 977 and 692 more, and the two deals: worked out as 204 x (976 x 977 / 2) + 691 x 692 / 2 + 200,000 / 2 + 350.
      const after = { opportunity_count: rows + 2, won_value: 204 * ((976 * 977) / 2) + (691 * 692) / 2 + rows / 2 + 350 }
      const before = { opportunity_count: 2, won_value: 350 }
      expect([before, after]).toContainEqual(total)
      expect((await runCli(['doctor', 'w.helmdeck'], { folder })).code).toBe(0)
      const isBefore = JSON.stringify(total) === JSON.stringify(before)
      await isWhole(workspace, isBefore ? { deals: 2, loads: 1 } : { deals: rows + 2, loads: 2 })
    },
    120_000,
  )
})
