import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportSets } from '../../src/engine/sample/export-sets.ts'
import { writeSampleExports } from '../../src/engine/sample/write-exports.ts'
import { runCli } from './run-cli.ts'
import { playWeek, type PlayedWeek } from './week-later/play-week.ts'

// Deals and what tells of them. The other files, and the other two sets, belong to the soak.
const sets = {
  salesforce: ['Opportunity.csv', 'Opportunity History Report.csv', 'Account.csv', 'User.csv'],
  gbk: ['商机.csv', '商机阶段记录.csv', '员工.csv', '汇率.csv'],
}

/** Kinds that the generator plants in every week. */
const kinds = ['new', 'changed', 'vanished', 'moved', 'advanced', 'won', 'lost', 'slipped']

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  await writeSampleExports(
    join(folder, 'out'),
    { rows: 3000, seed: 5, until: '2026-09-30' },
    { loadedAt: new Date('2026-10-08T00:00:00Z') },
    exportSets.filter(({ folder: set }) => set in sets),
  )
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (words: readonly string[]): Promise<string> => {
  const { code, out, err } = await runCli(words, { folder })
  expect([code, err]).toEqual([0, ''])
  return out
}

describe.each(Object.entries(sets))('a week later, the %s set', (set, files) => {
  let week: PlayedWeek
  beforeAll(async () => {
    week = await playWeek(folder, set, run, files)
  }, 120_000)

  it('has changed exactly the deals that its files say, each in the way they say', () => {
    for (const kind of kinds) expect([kind, (week.planted[kind] ?? []).length]).not.toEqual([kind, 0])
    expect(week.told).toEqual(week.planted)
  })

  it('is counted as it is listed', () => {
    const { entities, deals } = week.changes
    const deal = entities.find(({ entity }) => entity === 'opportunity')
    const size = (kind: string): number => week.planted[kind]?.length ?? 0
    expect([deal?.new, deal?.changed, deal?.vanished, deal?.returned]).toEqual(['new', 'changed', 'vanished', 'returned'].map(size))
    expect(deals?.moves).toEqual(Object.fromEntries(Object.keys(deals?.moves ?? {}).map((move) => [move, size(move)])))
    expect(deals?.stages.reduce((sum, { deals: count }) => sum + count, 0)).toBe(size('moved'))
  })

  it('is gone without a trace when its load is undone', () => {
    expect(week.undone).toEqual(week.before)
  })
})
