import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doctorCheckIds, type DoctorProgress } from '../../../src/contract/doctor.ts'
import { openEngine, runImport, still, upload } from '../ingest/engine-fixture.ts'
import { broken, copyOf, examine, importSamples, spoil } from './damaged-workspace.ts'

let folder: string
let tiny: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-doctor-'))
  tiny = join(folder, 'tiny.helmdeck')
  await importSamples('tiny', tiny)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a healthy workspace', () => {
  it('keeps every promise, and each was looked at, with progress up to the last', async () => {
    const engine = await openEngine(copyOf(tiny))
    const progress: DoctorProgress[] = []
    const report = await engine.handlers.workspace.doctor({}, { ...still, progress: (step) => void progress.push(step) })
    await engine.close()
    expect(broken(report)).toEqual({})
    expect([report.ok, report.dataVersion]).toEqual([true, 2])
    expect(report.checks.map(({ id }) => id)).toEqual([...doctorCheckIds])
    const checked = Object.fromEntries(report.checks.map((check) => [check.id, check.checked]))
    // 3 accounts, 6 leads, 12 deals; three files; one settings document and its journal.
    expect(checked).toMatchObject({ 'data-version': 1, 'rows-accounted': 3 + 21, quarantine: 0, sources: 3, documents: 2, leftovers: 3 })
    expect([...new Set(progress.map(({ check }) => check))]).toEqual([...doctorCheckIds])
    expect(progress.map(({ fraction }) => fraction)).toEqual(
      progress.map(({ fraction }) => fraction).toSorted((left, right) => left - right),
    )
  })

  it('is one in which names were matched, the matches undone and made again', async () => {
    const engine = await openEngine(copyOf(tiny))
    const deals = 'Opportunity ID,Opportunity Name,Account Name,Amount,Close Date,Stage,Created Date,Opportunity Owner\n'
    const more = '006T90,Spare drum,BETA CLINICS (Sample),500,6/29/2026,Closed Won,6/1/2026,BOB example\n'
    await runImport(engine, { uploads: [await upload(engine, 'more.csv', deals + more)] })
    const { matches } = await engine.handlers.imports.matches({}, still)
    expect(Object.fromEntries(matches.map(({ entity, from, to }) => [entity, [from, to]]))).toEqual({
      account: ['BETA CLINICS (Sample)', 'Beta Clinics (sample)'],
      person: ['BOB example', 'Bob Example'],
    })
    expect(matches).toHaveLength(2)
    for (const undone of [true, false]) {
      for (const { id } of matches) await engine.handlers.imports.setMatch({ id, undone }, still)
      expect(broken(await engine.handlers.workspace.doctor({}, still))).toEqual({})
    }
    await engine.close()
  })

  it('is one whose marts another version of the product built: they are built anew when it is opened, once', async () => {
    const path = copyOf(tiny)
    await spoil(path, `update mart.opportunity set amount_reporting = 1; update meta.marts_version set version = 'of another version'`)
    for (const dataVersion of [3, 3]) {
      const report = await examine(path)
      expect(broken(report)).toEqual({})
      expect(report.dataVersion).toBe(dataVersion)
    }
  })

  it('is not changed by being looked into', async () => {
    const path = copyOf(tiny)
    await spoil(path, `update mart.opportunity set amount = 1 where source_id = '006T02'`)
    const engine = await openEngine(path)
    const first = await engine.handlers.workspace.doctor({}, still)
    expect(broken(first)).toEqual({ marts: ['mart.opportunity: 12 (…)'] })
    expect(await engine.handlers.workspace.doctor({}, still)).toEqual(first)
    await engine.close()
  })

  it('can be left in the middle', async () => {
    const engine = await openEngine(copyOf(tiny))
    const stop = new AbortController()
    const looking = engine.handlers.workspace.doctor(
      {},
      { signal: stop.signal, progress: ({ check }) => check === 'marts' && stop.abort() },
    )
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' })
    expect(broken(await engine.handlers.workspace.doctor({}, still))).toEqual({})
    await engine.close()
  })
})

type Damage<How> = [what: string, how: readonly How[], broken: Record<string, unknown>]

/** Damages that break different promises: one look finds each of them. */
function together<How>(...damages: readonly [what: string, how: How, broken: Record<string, unknown>][]): Damage<How> {
  const broken = damages.flatMap(([, , promises]) => Object.entries(promises))
  if (new Set(broken.map(([id]) => id)).size !== broken.length) throw new Error('two of the damages break the same promise')
  return [damages.map(([what]) => what).join(', '), damages.map(([, how]) => how), Object.fromEntries(broken)]
}

describe('what is wrong in the data is found and named', () => {
  it.each<Damage<string>>([
    together([
      'a lead twice',
      `insert into model.lead select * from model.lead where source_id = '00QT01'`,
      {
        'unique-keys': [expect.stringMatching(/^lead file\/00QT01 \(2\)$/), expect.stringMatching(/^lead id \d+ \(2\)$/)],
        'rows-accounted': ['lead 7 ≠ 6'],
        // Each of the two is linked to the deal of both, and the deal to both of them.
        marts: expect.arrayContaining([expect.stringMatching(/^mart\.lead: 6 ≠ \d+$/)]),
        'filled-columns': expect.arrayContaining(['lead.company: 6 ≠ 7']),
        totals: ['lead_count: 6 ≠ 7'],
      },
    ]),
    together([
      'a lead that is gone',
      `delete from model.lead where source_id = '00QT06'`,
      {
        'rows-accounted': ['lead 5 ≠ 6'],
        marts: expect.arrayContaining(['mart.lead: 6 ≠ 5']),
        'filled-columns': expect.arrayContaining(['lead.company: 6 ≠ 5']),
        totals: ['lead_count: 6 ≠ 5'],
      },
    ]),
    together([
      'a name that stands for nobody',
      `update meta.reference set id = 424242 where entity = 'person' and raw = 'Ann Example'`,
      {
        references: ['person "Ann Example" → id 424242'],
        marts: expect.arrayContaining([expect.stringMatching(/^mart\.person: \d+ ≠ \d+$/)]),
      },
    ]),
    together([
      'a name that stands for two',
      `insert into meta.reference (ref, entity, raw, match_key, id, rule, undone) select 4242, entity, raw, match_key, id, rule, undone from meta.reference where entity = 'account' and raw = 'Gamma Foods (sample)'`,
      { references: ['account "Gamma Foods (sample)" (2)'], marts: expect.arrayContaining([expect.stringMatching(/^mart\.account: /)]) },
    ]),
    together([
      'an owner of deals who is not in the list of people',
      `update mart.opportunity set owner_ref = 4242 where owner_ref in (select ref from mart.person where name = 'Bob Example')`,
      { references: ['opportunity owner_ref 4242 (5)'], marts: ['mart.opportunity: 12 (…)'] },
    ]),
    together([
      'an outcome nobody can read',
      `update meta.load set outcome = '[{"name"'`,
      { 'rows-accounted': expect.arrayContaining(['load 1: outcome', 'load 1 leads.csv: -']) },
    ]),
    together([
      'more rows read than the file has',
      `update meta.file set rows = 11 where name = 'opportunities.csv'`,
      {
        'rows-accounted': ['load 1 opportunities.csv: 12 > 11'],
        'row-origins': ['opportunity file/006T12: file 3 row 12'],
        sources: [expect.stringMatching(/^opportunities\.csv: \d+ ≠ 11$/)],
      },
    ]),
    together([
      'a row of no load',
      `update model.account set load_id = 88 where source_id = '001T02'`,
      { 'row-origins': ['account file/001T02: load 88'], marts: ['mart.account: 6 (…)', 'mart.customer: 3 (…)'] },
    ]),
    together([
      'a check that cannot even be made',
      'drop table meta.quarantine',
      { 'rows-accounted': [expect.stringContaining('quarantine')], quarantine: [expect.stringContaining('quarantine')] },
    ]),
    together(
      ['a second data version', 'insert into meta.state values (7)', { 'data-version': ['meta.state: 2 rows, from 2'] }],
      [
        'two versions of a row at a time, one ended by no load',
        `create table history.lead as select * replace (0::integer as load_id), 88::integer as ended_by from model.lead where source_id = '00QT03'`,
        { history: ['lead file/00QT03: 0 - 88', 'lead file/00QT03: 1 - …'] },
      ],
      [
        'a lead whose deal does not exist',
        `update mart.lead set opportunity_id = 424242 where source_id = '00QT02'`,
        { links: ['lead opportunity_id 424242 (1)'], marts: ['mart.lead: 6 (…)'] },
      ],
      [
        'a count of filled columns that is off',
        `update meta.filled_column set filled = filled + 1 where entity = 'lead' and column_name = 'status'`,
        { 'filled-columns': ['lead.status: 7 ≠ 6'] },
      ],
    ),
    together(
      [
        'a name of a kind there is none of',
        `insert into meta.reference (ref, entity, raw, match_key, id, rule, undone) values (4242, 'planet', 'Mars', 'mars', 1, 'name', false)`,
        { references: ['planet "Mars"'] },
      ],
      [
        'a mart with a changed amount, and an owner who stands there twice, so that sums over owners are more than the whole',
        `update mart.opportunity set amount_reporting = 1 where source_id = '006T02'; insert into mart.person select * from mart.person where name = 'Ann Example'`,
        {
          marts: ['mart.opportunity: 12 (…)', expect.stringMatching(/^mart\.person: /)],
          totals: expect.arrayContaining([expect.stringMatching(/^lead_count \/ owner\.name: \d+ ≠ 6$/)]),
        },
      ],
      [
        'an outcome that does not add up',
        `update meta.load set outcome = replace(outcome, '"loaded":12', '"loaded":11')`,
        { 'rows-accounted': ['load 1 opportunities.csv: 12 ≠ 11 + 0', 'opportunity 12 ≠ 11'] },
      ],
    ),
    together(
      [
        'a quarantined row that the outcome does not know',
        `insert into meta.quarantine select 1, 1, id, 2, null, null, 'untyped', '无', 'none' from meta.file where name = 'leads.csv'`,
        { 'rows-accounted': ['load 1 leads.csv: 0 ≠ 1 quarantined'] },
      ],
      [
        'a row of no file',
        `update model.account set file_id = 77 where source_id = '001T01'`,
        { 'row-origins': ['account file/001T01: file 77'], marts: ['mart.customer: 3 (…)'] },
      ],
    ),
    together(
      ['a mart that is missing', 'drop table mart.customer_touch', { marts: [expect.stringMatching(/^mart\.customer_touch: - ≠ \d+$/)] }],
      [
        'a quarantined row of no file',
        `insert into meta.quarantine values (1, 1, 99, 5, null, null, 'untyped', '无', 'none')`,
        { quarantine: ['load 1 file 99 row 5'] },
      ],
    ),
  ])('%s', async (_what, sql, expected) => {
    const path = copyOf(tiny)
    for (const one of sql) await spoil(path, one)
    const found = broken(await examine(path))
    const { marts, 'filled-columns': filled, ...others } = found
    const { marts: wantedMarts, 'filled-columns': wantedFilled, ...wanted } = expected
    expect(others).toEqual(wanted)
    expect(marts).toEqual(wantedMarts)
    expect(filled).toEqual(wantedFilled)
  })
})

describe('what is wrong in the folder is found and named', () => {
  const sourceOf = (path: string, index: number): string => {
    const names = readdirSync(join(path, 'sources')).sort()
    return join(path, 'sources', String(names[index]))
  }
  const journal = (path: string): string => join(path, 'documents', 'settings', 'journal', 'workspace')
  const current = (path: string): string => join(path, 'documents', 'settings', 'workspace.json')

  it.each<Damage<(path: string) => void>>([
    together(
      [
        'a source that is gone',
        (path) => rmSync(sourceOf(path, 0), { recursive: true }),
        { sources: [expect.stringMatching(/is not kept$/)] },
      ],
      ['a document that is no JSON', (path) => writeFileSync(current(path), '{"name":'), { documents: ['settings/workspace.json: JSON'] }],
      ['a source no load names', (path) => mkdirSync(join(path, 'sources', 'f'.repeat(64))), { leftovers: [`sources/${'f'.repeat(64)}`] }],
    ),
    together(
      [
        'a source with a changed byte',
        (path) => {
          const file = join(sourceOf(path, 1), 'index.json')
          const index = JSON.parse(readFileSync(file, 'utf8')) as { original: { bytes: number } }
          writeFileSync(file, JSON.stringify({ ...index, original: { ...index.original, bytes: index.original.bytes - 1 } }))
        },
        { sources: [expect.stringMatching(/: sha-256 [0-9a-f]{12}… ≠ [0-9a-f]{12}…$/)] },
      ],
      [
        'a version that its journal lacks',
        (path) => rmSync(journal(path), { recursive: true }),
        { documents: ['settings/workspace.json: journal 2: -'] },
      ],
    ),
    together(
      [
        'a source whose bytes cannot be read',
        (path) => writeFileSync(join(sourceOf(path, 1), 'original.blocks'), 'spoiled'),
        { sources: [expect.stringMatching(/\.csv: /)] },
      ],
      [
        'a document with a body of another kind',
        (path) => writeFileSync(current(path), readFileSync(current(path), 'utf8').replace('"firstDayOfWeek": 7', '"firstDayOfWeek": 9')),
        { documents: ['settings/workspace.json: body.firstDayOfWeek'] },
      ],
    ),
    together(
      [
        'a source without its row index',
        (path) => rmSync(join(sourceOf(path, 2), String(readdirSync(sourceOf(path, 2)).find((name) => name.endsWith('.rows'))))),
        { sources: [expect.stringContaining('ENOENT'), expect.anything()] },
      ],
      [
        'a journal with a gap',
        (path) =>
          writeFileSync(join(journal(path), '000004.json'), readFileSync(current(path), 'utf8').replace('"version": 2', '"version": 4')),
        { documents: ['settings/journal/workspace: 3: -'] },
      ],
    ),
  ])('%s', async (_what, damages, expected) => {
    const path = copyOf(tiny)
    for (const damage of damages) damage(path)
    expect(broken(await examine(path))).toEqual(expected)
  })

  it('what lies about and belongs to nothing, which is gone when the workspace is opened again', async () => {
    const path = copyOf(tiny)
    const report = await examine(path, () => {
      mkdirSync(join(path, 'incoming', 'dead'), { recursive: true })
      mkdirSync(join(path, 'sources', '.new-dead'))
      writeFileSync(join(path, 'documents', 'settings', 'workspace.json.0a.tmp'), '{')
    })
    expect(broken(report)).toEqual({
      leftovers: ['incoming/dead', 'sources/.new-dead', 'documents/settings/workspace.json.0a.tmp'],
    })
    expect(broken(await examine(path))).toEqual({})
  })
})
