import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportSpecInput } from '../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { migrate } from '../../src/engine/database/migrate.ts'
import { generateSample } from '../../src/engine/sample/generate-sample.ts'
import { ask, contextOf, type Cell } from '../engine/report/ask.ts'
import type { CarriedSet } from './round-trip/carried.ts'
import { absentKinds, kindsOfFiles } from './round-trip/file-kinds.ts'
import { fxiaoke } from './round-trip/fxiaoke.ts'
import { gbk } from './round-trip/gbk.ts'
import { hubspot } from './round-trip/hubspot.ts'
import { salesforce } from './round-trip/salesforce.ts'
import { figures, type Figure } from './round-trip/figures.ts'
import { folderChanges, type FileChanges } from './round-trip/files.ts'
import { compareRows, filledKinds, forgottenColumns } from './round-trip/rows.ts'
import { runCli } from './run-cli.ts'

const rows = 300
const seed = 3
const days = { first: '2026-09-30', 'week-later': '2026-10-07' } as const
type Day = keyof typeof days

const carriedSets: Readonly<Record<string, CarriedSet>> = { salesforce, hubspot, fxiaoke, gbk }

let folder: string
let companies: Readonly<Record<Day, Database>>

/** The company's own workspace as of the first day, and the same company as of a week later. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  const made = await runCli(['sample', 'w.helmdeck', '--rows', String(rows), '--seed', String(seed), '--exports', 'out', '--json'], {
    folder,
  })
  expect([made.code, made.err]).toEqual([0, ''])
  const later = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(later)
  await generateSample(later, { rows, seed, until: days.first, asOf: days['week-later'] }, { loadedAt: new Date('2026-10-08T00:00:00Z') })
  companies = { first: await open('w'), 'week-later': later }
}, 600_000)
afterAll(async () => {
  for (const company of Object.values(companies)) await company.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(name: string): Promise<Database> {
  const path = join(folder, `${name}.helmdeck`)
  return await openDatabase({ file: join(path, 'data.duckdb'), allowedFolder: path })
}

interface Outcome extends FileChanges {
  readonly name: string
  readonly recognisedAs: string
  readonly rowsRead: number
  readonly quarantined: number
  readonly openQuestions: readonly unknown[]
}

/** An export that doesn't mark what was deleted has to be declared whole for it to vanish. */
function fullFlag(set: string, day: Day): string[] {
  return day === 'first' || set === 'salesforce' ? [] : ['--full']
}

/** The cells of the answer, in an order that doesn't depend on how a thing is called by a computer. */
async function answer(database: Database, day: Day, set: string, spec: ReportSpecInput): Promise<Cell[][]> {
  // Only the GBK set has rates; without one nothing sums up yuan and dollars, and only customers abroad pay in dollars.
  const isMoney = spec.values.some(({ metric }) => /value|margin|received/.test(metric) && metric !== 'target_value')
  const filters = [{ field: 'account.country', op: 'in' as const, values: ['中国'] }]
  const { table } = await ask(database, contextOf(days[day]), {
    ...spec,
    asOf: days[day],
    ...(isMoney && set !== 'gbk' ? { filters } : {}),
  })
  return table
    .map((row) => row.slice(0, (spec.rows?.length ?? 0) + spec.values.length))
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
}

const asked = new Map<string, Promise<Cell[][]>>()

/** What the company itself answers: the same for every set that is asked in the same way. */
async function companyAnswer(day: Day, set: string, figure: Figure): Promise<Cell[][]> {
  const key = `${day} ${set === 'gbk'} ${figure.asks}`
  const known = asked.get(key) ?? askCompany(day, set, figure)
  asked.set(key, known)
  return await known
}

async function askCompany(day: Day, set: string, { spec, companyRows }: Figure): Promise<Cell[][]> {
  if (companyRows === undefined) return await answer(companies[day], day, set, spec)
  const rows = await answer(companies[day], day, set, { ...spec, rows: [...companyRows] })
  return rows.map(([first, second, ...rest]) => [`${first}-${second}`, ...rest])
}

describe.each(Object.entries(carriedSets))('the %s export comes back', (set, carried) => {
  it('with every column that the company fills either carried or exempt', async () => {
    expect(await forgottenColumns(companies.first, carried)).toEqual([])
    expect((await filledKinds(companies.first)).filter((kind) => !(kind in carried))).toEqual(absentKinds[set])
  })

  describe.each(['first', 'week-later'] as const)('as of %s', (day) => {
    let outcomes: readonly Outcome[]
    let workspace: Database
    beforeAll(async () => {
      const { code, out, err } = await runCli(['import', `${set}.helmdeck`, `out/${set}/${day}`, ...fullFlag(set, day), '--json'], {
        folder,
      })
      expect([code, err]).toEqual([0, ''])
      outcomes = (JSON.parse(out) as { files: Outcome[] }).files
      workspace = await open(set)
    }, 120_000)
    afterAll(() => workspace.close())

    it('each file as what it is, without quarantine or questions', () => {
      expect(Object.fromEntries(outcomes.map(({ name, recognisedAs }) => [name, recognisedAs]))).toEqual(kindsOfFiles[set])
      expect(outcomes.filter(({ quarantined, openQuestions }) => quarantined + openQuestions.length > 0)).toEqual([])
    })

    it('with as many rows new, changed, the same and gone as the files say', () => {
      const counted = outcomes.map(({ name, rowsRead, loaded, updated, unchanged, vanished }) => [
        name,
        { rows: rowsRead, loaded, updated, unchanged, vanished },
      ])
      const earlier = day === 'first' ? null : join(folder, 'out', set, 'first')
      expect(Object.fromEntries(counted)).toEqual(folderChanges(earlier, join(folder, 'out', set, day)))
    })

    it.each(Object.keys(carried))('with every %s', async (entity) => {
      const found = await compareRows(companies[day], workspace, entity, carried[entity]!)
      expect(found.rows).toBeGreaterThan(0)
      expect([...found.missing.slice(0, 3), `${found.missing.length} missing`]).toEqual(['0 missing'])
      expect([...found.unexpected.slice(0, 3), `${found.unexpected.length} unexpected`]).toEqual(['0 unexpected'])
    })

    it.each(figures.filter(({ of = [set] }) => of.includes(set)))('with the same answer for $asks', async (figure) => {
      const expected = await companyAnswer(day, set, figure)
      const found = await answer(workspace, day, set, figure.spec)
      expect(expected.length).toBeGreaterThan(0)
      if (figure.within === undefined) expect(found).toEqual(expected)
      else expect(Math.abs(Number(found[0]?.[0]) - Number(expected[0]?.[0]))).toBeLessThanOrEqual(figure.within)
    })
  })
})
