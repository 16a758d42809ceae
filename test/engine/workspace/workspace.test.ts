import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/contract/workspace.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { openTestEngine, type TestWorkspace } from './open-test-engine.ts'

const now = () => new Date('2026-03-10T20:00:00Z')

/** What a load would leave behind, put there while nobody has the workspace open. */
async function reopenedWith(sql: string, first: TestWorkspace): Promise<TestWorkspace> {
  await first.engine.close()
  const database = await openDatabase({ file: join(first.folder, 'data.duckdb'), allowedFolder: first.folder })
  await database.run(sql)
  await database.close()
  return openTestEngine({ folder: first.folder, now })
}

function opportunity(values: string, columns: string): string {
  return `insert into model.opportunity (id, source, source_id, load_id, file_id, row_number, row_hash, ${columns}) values ${values}`
}

describe('the workspace', () => {
  it('describes an empty workspace: no rows, and what each missing file would add', async () => {
    const { api } = await openTestEngine({ now })
    const info = await api.workspace.info({})
    expect(info).toMatchObject({
      name: 'test',
      dataVersion: 0,
      clock: '2026-03-11',
      clockIsToday: true,
      lastLoadAt: null,
      quarantined: 0,
      matches: 0,
    })
    expect(info.entities).toHaveLength(31)
    expect(info.entities.every(({ rows }) => rows === 0)).toBe(true)
    expect(info.missing.map(({ need }) => need)).toContain('opportunity')
    expect(info.missing.find(({ need }) => need === 'payment')?.adds.en).toBe('money received')
    const { metrics, dimensions } = await api.catalog.list({})
    const needed = [...metrics, ...dimensions].flatMap(({ missing = [] }) => missing.map(({ need }) => need.split('.')[0]))
    for (const need of ['ticket', 'quote', 'touch']) {
      const isRead = needed.includes(need) || need === 'touch'
      expect([need, info.missing.some((missing) => missing.need === need)]).toEqual([need, isRead])
    }
  })

  it('counts what is there, without stubs and deleted rows', async () => {
    const rows = [1, 2, 3].map((id) => `(${id}, 's', '${id}', 1, 1, ${id}, ${id}, ${id === 2}, ${id === 3})`)
    const { api } = await reopenedWith(opportunity(rows.join(','), 'is_stub, is_deleted'), await openTestEngine({ now }))
    const info = await api.workspace.info({})
    expect(info.entities.find(({ entity }) => entity === 'opportunity')?.rows).toBe(1)
    expect(info.missing.map(({ need }) => need)).not.toContain('opportunity')
  })

  it.each([
    ['30 days ago stays today', '2026-02-09 10:00:00', '2026-03-11', true],
    ['31 days ago becomes the clock', '2026-02-08 23:59:59', '2026-02-08', false],
    ['in the future is no reason to go there', '2031-01-01 00:00:00', '2026-03-11', true],
  ])('takes the clock from the data: a last day %s', async (_what, createdAt, clock, clockIsToday) => {
    const { api } = await reopenedWith(
      opportunity(`(1, 's', '1', 1, 1, 1, 1, timestamp '${createdAt}')`, 'created_at'),
      await openTestEngine({ now }),
    )
    expect(await api.workspace.info({})).toMatchObject({ clock, clockIsToday })
  })

  it('counts the day a deal was closed, but no day on which an open one is expected to', async () => {
    const { api } = await openTestEngine({ now })
    const text =
      'Opportunity ID,Opportunity Name,Amount,Stage,Close Date,Created Date\nA,a,1,Closed Won,2026-01-20,2026-01-02\nB,b,2,Prospecting,2026-02-20,2026-01-03\n'
    const { upload } = await api.sources.begin({ name: 'deals.csv' })
    await api.sources.append({ upload, bytes: Buffer.from(text) })
    await api.sources.finish({ upload })
    await api.imports.run({ uploads: [upload] })
    expect(await api.workspace.info({})).toMatchObject({ clock: '2026-01-20', clockIsToday: false })
  })

  it('takes the clock that was set', async () => {
    const { api } = await openTestEngine({ now })
    await api.workspace.saveSettings({ clock: '2017-12-31' })
    expect(await api.workspace.info({})).toMatchObject({ clock: '2017-12-31', clockIsToday: false })
  })

  it('changes the settings named and leaves the others', async () => {
    const { api } = await openTestEngine()
    await api.workspace.saveSettings({ reportingCurrency: 'EUR', fiscalYearStartMonth: 4 })
    await api.workspace.saveSettings({ clock: '2017-12-31' })
    expect(await api.workspace.settings({})).toMatchObject({
      reportingCurrency: 'EUR',
      timeZone: 'Asia/Shanghai',
      firstDayOfWeek: 1,
      fiscalYearStartMonth: 4,
      clock: '2017-12-31',
    })
  })

  it('puts the settings where queries read them', async () => {
    const { api, engine, folder } = await openTestEngine()
    await api.workspace.saveSettings({ reportingCurrency: 'EUR' })
    await engine.close()
    const database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
    const rows = await database.rows<{ key: string; value: string | null }>('select key, value from meta.setting')
    await database.close()
    expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toMatchObject({
      clock: null,
      first_day_of_week: '1',
      fiscal_year_start_month: '1',
      reporting_currency: 'EUR',
      time_zone: 'Asia/Shanghai',
    })
  })

  it('takes over what somebody wrote into the settings document while nobody had it open', async () => {
    const first = await openTestEngine()
    await first.api.workspace.saveSettings({ reportingCurrency: 'EUR' })
    await first.engine.close()
    const file = join(first.folder, 'documents', 'settings', 'workspace.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"EUR"', '"USD"'))
    const again = await openTestEngine({ folder: first.folder })
    expect(await again.api.workspace.info({})).toMatchObject({ reportingCurrency: 'USD', dataVersion: 2 })
  })

  it('keeps the currency a first load settled, if a kill came before the document was written', async () => {
    const first = await openTestEngine()
    const again = await reopenedWith("update meta.setting set value = 'CNY' where key = 'reporting_currency'", first)
    expect((await again.api.workspace.settings({})).reportingCurrency).toBe('CNY')
    expect((await again.api.documents.read({ kind: 'settings', name: 'workspace' })).body).toMatchObject({ reportingCurrency: 'CNY' })
  })

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ clock: '2026-02-30' }, 'clock'],
    [{ reportingCurrency: 'euro' }, 'reportingCurrency'],
    [{ fiscalYearStartMonth: 13 }, 'fiscalYearStartMonth'],
  ])('refuses the setting %j', async (change, field) => {
    const { api } = await openTestEngine()
    const before = await api.workspace.settings({})
    await expect(api.workspace.saveSettings(change)).rejects.toMatchObject({ code: 'invalid-request', details: { field } })
    expect(await api.workspace.settings({})).toEqual(before)
  })

  it('tells everybody who watches what changed, first of all that it is open', async () => {
    const { api } = await openTestEngine()
    const stop = new AbortController()
    const seen: Change[] = []
    let sawAll = (): void => undefined
    const all = new Promise<void>((resolve) => (sawAll = resolve))
    let sawFirst = (): void => undefined
    const first = new Promise<void>((resolve) => (sawFirst = resolve))
    const watching = api.workspace.watch(
      {},
      {
        signal: stop.signal,
        onProgress: (change) => {
          seen.push(change)
          sawFirst()
          if (seen.length === 3) sawAll()
        },
      },
    )
    await first
    await api.workspace.saveSettings({ firstDayOfWeek: 7 })
    await api.documents.save({ kind: 'report', name: 'wins', body: { title: 'Wins', spec: { values: [{ metric: 'won_value' }] } } })
    await all
    stop.abort()
    await expect(watching).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toEqual([
      { kind: 'opened', dataVersion: 0, document: null },
      { kind: 'settings', dataVersion: 1, document: null },
      { kind: 'documents', dataVersion: 1, document: 'report/wins' },
    ])
  })
})
