import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { auditPage } from '../../../../src/engine/workspace/audit.ts'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import { runImport, still, upload, type TestEngine } from '../../ingest/engine-fixture.ts'
import {
  answersOf,
  deals,
  diskBytes,
  doctor,
  filesOn,
  importText,
  listed,
  makeBackup,
  makeCompany,
  moreDeals,
  openCopy,
  openForTest,
  saveReport,
} from './backup-fixture.ts'

let scratch = ''
let base = ''

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'helmdeck-backups-'))
  base = join(scratch, 'base.helmdeck')
  await makeCompany(base)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const company = (): Promise<TestEngine> => openCopy(base)

describe('a backup', () => {
  it('says what it holds, under the moment it was made', async () => {
    const engine = await company()
    const made = await makeBackup(engine, 'vor dem Import')
    expect(made).toMatchObject({
      reason: 'manual',
      note: 'vor dem Import',
      damaged: false,
      loads: 1,
      sources: 1,
      documents: 1,
    })
    expect(made.id).toMatch(/^2026-10-09T00-00-\d\d-000Z$/)
    expect(made.id.replace(/T(\d\d)-(\d\d)-(\d\d)-/, 'T$1:$2:$3.')).toBe(made.at)
    expect(made.entities).toContainEqual({ entity: 'opportunity', rows: 2 })
    expect(await listed(engine)).toEqual([made])
    expect(readdirSync(join(engine.folder, 'backups', made.id)).toSorted()).toEqual(['backup.json', 'data.duckdb', 'documents', 'sources'])
    expect((await doctor(engine)).checks.filter(({ ok }) => !ok)).toEqual([])
  })

  it('shares imported files with the workspace by hard links, and copies everything else', async () => {
    const engine = await company()
    const { id, bytes, sharedBytes } = await makeBackup(engine)
    const there = filesOn(engine.folder)
    const kept = filesOn(join(engine.folder, 'backups', id))
    const sum = (part: RegExp): number => [...kept].reduce((total, [name, file]) => total + (part.test(name) ? file.bytes : 0), 0)
    for (const [name, { inode }] of kept) {
      if (name === 'backup.json') continue
      expect([name, there.get(name)?.inode === inode]).toEqual([name, name.startsWith('sources/')])
    }
    expect(sharedBytes).toBe(sum(/^sources\//))
    expect(bytes).toBe(sum(/^(documents\/|data\.duckdb$)/))
  })

  it('of an unchanged workspace costs no more than its database and documents', async () => {
    const engine = await company()
    await makeBackup(engine)
    const one = diskBytes(join(engine.folder, 'backups'))
    const second = await makeBackup(engine)
    const description = filesOn(join(engine.folder, 'backups', second.id)).get('backup.json')?.bytes ?? 0
    expect(diskBytes(join(engine.folder, 'backups')) - one).toBe(second.bytes + description)
    expect(second.sharedBytes).toBeGreaterThan(0)
  })

  it('that is cancelled leaves nothing, and the workspace goes on answering', async () => {
    const engine = await company()
    const before = await answersOf(engine)
    const stop = new AbortController()
    const cancelled = engine.handlers.backups.make({ note: '' }, { signal: stop.signal, progress: () => stop.abort() })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(join(engine.folder, 'backups'))).toEqual([])
    expect(await answersOf(engine)).toEqual(before)
  })

  it('is removed alone: the others and the workspace keep their files', async () => {
    const engine = await company()
    const [first, second] = [await makeBackup(engine), await makeBackup(engine)]
    await engine.handlers.backups.remove({ backup: first.id }, still)
    expect((await listed(engine)).map(({ id }) => id)).toEqual([second.id])
    for (const backup of [first.id, 'latest', '../sources', '..', '2026-01-01T00-00-00-000Z']) {
      await expect(engine.handlers.backups.remove({ backup }, still)).rejects.toMatchObject({ code: 'backup-missing', details: { backup } })
    }
    expect(readdirSync(join(engine.folder, 'backups'))).toEqual([second.id])
  })

  it('lets questions asked meanwhile wait for their answer', async () => {
    const engine = await company()
    const before = await answersOf(engine)
    const making = makeBackup(engine)
    const asked = await Promise.all(Array.from({ length: 3 }, () => answersOf(engine)))
    await making
    for (const answers of asked) expect(answers).toEqual(before)
  })

  it('leaves what was known on an earlier day to be asked for again', async () => {
    const engine = await company()
    await importText(engine, 'more.csv', moreDeals)
    const known = ReportSpec.parse({ values: [{ metric: 'opportunity_count' }], asKnownOn: '2026-10-08' })
    const ask = async (): Promise<unknown> => (await engine.handlers.reports.run({ spec: known }, still)).n
    expect(await ask()).toEqual({ opportunity_count: 2 })
    const { id } = await makeBackup(engine)
    expect(await ask()).toEqual({ opportunity_count: 2 })
    await engine.handlers.backups.restore({ backup: id }, still)
    expect(await ask()).toEqual({ opportunity_count: 2 })
  })
})

describe('a restore', () => {
  it('brings back the same answers, loads, settings and documents with their journals', async () => {
    const engine = await company()
    await engine.handlers.workspace.saveSettings({ firstDayOfWeek: 7 }, still)
    const before = await answersOf(engine)
    expect(before).toMatchObject({ figures: { deals: 2, value: 350 } })
    const { id } = await makeBackup(engine)

    await importText(engine, 'more.csv', moreDeals)
    await saveReport(engine, 'third', 2)
    await engine.handlers.workspace.saveSettings({ firstDayOfWeek: 3 }, still)
    const after = await answersOf(engine)
    expect(after).toMatchObject({ figures: { deals: 3, value: 700 + 250 + 40 } })

    const { dataVersion } = await engine.handlers.workspace.info({}, still)
    const { mode } = statSync(join(engine.folder, 'data.duckdb'))
    const result = await engine.handlers.backups.restore({ backup: id }, still)
    expect(await answersOf(engine)).toEqual(before)
    expect((await doctor(engine)).checks.filter(({ ok }) => !ok)).toEqual([])
    expect(result.dataVersion).toBeGreaterThan(dataVersion)
    expect(statSync(join(engine.folder, 'data.duckdb')).mode).toBe(mode)
    expect((await engine.handlers.workspace.info({}, still)).dataVersion).toBe(result.dataVersion)
    expect(result.kept).toMatchObject({ reason: 'before-restore', note: id, loads: 2 })

    // The way back, which is a restore like any other.
    await engine.handlers.backups.restore({ backup: result.kept.id }, still)
    await engine.close()
    const again = await openForTest(engine.folder)
    expect(await answersOf(again)).toEqual(after)
  })

  it('shows every row of the restored files as it came, imports go on from there, and the backup stays what it was', async () => {
    const engine = await company()
    const { id } = await makeBackup(engine)
    const place = join(engine.folder, 'backups', id)
    const bytes = new Map([...filesOn(place).keys()].map((name) => [name, readFileSync(join(place, name), 'hex')]))
    await importText(engine, 'more.csv', moreDeals)
    // Read in another way, a kept file gets another index: the one in the backup has to stay.
    const recipe = { version: 1 as const, files: [{ name: 'deals.csv', headerRow: 2, columns: {} }] }
    await runImport(engine, { uploads: [await upload(engine, 'deals.csv', deals)], recipe })
    const [extra] = readdirSync(join(engine.folder, 'sources')).filter(
      (hash) => !readdirSync(join(engine.folder, 'backups', id, 'sources')).includes(hash),
    )
    await engine.handlers.backups.restore({ backup: id }, still)
    const sources = readdirSync(join(engine.folder, 'sources'))
    expect(sources).not.toContain(extra)
    expect(sources).toHaveLength(1)
    for (const [row, original] of deals.trim().split('\n').slice(1).entries()) {
      const found = await engine.handlers.reports.sourceRow({ hash: sources[0] ?? '', sheet: null, row: row + 1 }, still)
      expect(found.original).toBe(original)
    }
    await importText(engine, 'more.csv', moreDeals)
    expect(await answersOf(engine)).toMatchObject({ figures: { deals: 3, value: 990 } })
    expect((await doctor(engine)).ok).toBe(true)
    for (const [name, before] of bytes) expect([name, readFileSync(join(place, name), 'hex') === before]).toEqual([name, true])
  })

  it('forgets nothing that was done: the audit log goes on through both states', async () => {
    const engine = await company()
    const { id } = await makeBackup(engine)
    const second = await makeBackup(engine)
    await engine.handlers.backups.restore({ backup: id }, still)
    await engine.handlers.backups.restore({ backup: second.id }, still)
    await engine.close()
    const database = await openDatabase({ file: join(engine.folder, 'data.duckdb'), allowedFolder: null })
    const lines = (await auditPage(database, { offset: 0, limit: 100 })).entries
      .toReversed()
      .map(({ kind, subject }) => `${kind} ${subject}`)
    await database.close()
    expect(lines.slice(-4)).toEqual([`backup ${id}`, `backup ${second.id}`, `restore ${id}`, `restore ${second.id}`])
  })

  it('tells everybody who watches that everything changed', async () => {
    const engine = await company()
    const { id } = await makeBackup(engine)
    const seen: string[] = []
    const stop = new AbortController()
    const watching = engine.handlers.workspace.watch(
      {},
      { signal: stop.signal, progress: ({ kind, dataVersion }) => seen.push(`${kind} ${dataVersion}`) },
    )
    await expect.poll(() => seen).toHaveLength(1)
    const { dataVersion } = await engine.handlers.backups.restore({ backup: id }, still)
    expect(seen.slice(1)).toEqual([`data ${dataVersion}`, `documents ${dataVersion}`, `settings ${dataVersion}`])
    stop.abort()
    await expect(watching).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('answers questions asked meanwhile from one of the two states', async () => {
    const engine = await company()
    const { id } = await makeBackup(engine)
    await importText(engine, 'more.csv', moreDeals)
    let isDone = false
    const restoring = engine.handlers.backups.restore({ backup: id }, still).finally(() => (isDone = true))
    const byDay = ReportSpec.parse({ rows: [{ field: 'opportunity.created_at', grain: 'day' }], values: [{ metric: 'opportunity_count' }] })
    const rows = new Set<number>()
    while (!isDone) rows.add((await engine.handlers.reports.run({ spec: byDay }, still)).rowCount)
    await restoring
    expect([2, 3]).toEqual(expect.arrayContaining([...rows]))
  })

  it('of the latest takes none that a restore made; of those the last three stay, and every one that was asked for', async () => {
    const engine = await company()
    await expect(engine.handlers.backups.restore({ backup: 'latest' }, still)).rejects.toMatchObject({ code: 'backup-missing' })
    const asked = [await makeBackup(engine), await makeBackup(engine)]
    const kept: string[] = []
    for (const _ of [1, 2, 3, 4]) {
      const result = await engine.handlers.backups.restore({ backup: 'latest' }, still)
      expect(result.restored.id).toBe(asked[1]?.id)
      kept.push(result.kept.id)
    }
    const expected = [...asked.map(({ id }) => id), ...kept.slice(-3)].toReversed()
    expect((await listed(engine)).map(({ id }) => id)).toEqual(expected)
    expect(readdirSync(engine.folder).filter((name) => name.includes('restoring'))).toEqual([])
  })
})
