import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTestWorkspace, uploadText } from './import-fixture.ts'
import type { TestWorkspace } from './import-fixture.ts'
import { load } from './load-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
})
afterEach(() => workspace.database.close())

const rows = async (sql: string): Promise<Record<string, unknown>[]> => await workspace.database.rows(sql)
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

describe('hostile files', () => {
  it('keeps any header as a field of its own, whatever it holds', async () => {
    const headers = [
      'Deal ID',
      'Deal Stage',
      'Amount',
      `'; drop table model.opportunity; --`,
      'say "hi"',
      '💰 profit',
      'x'.repeat(10_000),
      `${'x'.repeat(10_000)}y`,
      'row_number',
      'v_amount',
      'select',
      'a\nb',
      '\\',
      '%',
      '$row',
      'is_deleted\u200b',
      'Ünïcödé',
      '名称（含税）',
    ]
    const text = `${headers.map(cell).join(',')}\n${headers.map((_, index) => (index === 0 ? 'D1' : index === 1 ? 'Proposal' : String(index))).join(',')}\n`
    const { files } = await load(workspace, [await uploadText(workspace, 'deals.csv', text)])
    expect(files.map(({ recognisedAs, loaded, quarantined }) => [recognisedAs, loaded, quarantined])).toEqual([['opportunity', 1, 0]])
    const fields = await rows('select header, column_name from meta.custom_column')
    expect(new Set(fields.map(({ column_name: name }) => name)).size).toBe(fields.length)
    expect(fields.every(({ column_name: name }) => /^x_[\p{L}\p{N}_]{1,64}$/u.test(String(name)))).toBe(true)
    expect(fields.length).toBeGreaterThanOrEqual(headers.length - 5)
    const again = await load(workspace, [
      await uploadText(
        workspace,
        'deals.csv',
        `${text}${headers.map((_, index) => (index === 0 ? 'D2' : index === 1 ? 'Proposal' : '7')).join(',')}\n`,
      ),
    ])
    expect(again.files.map(({ loaded, unchanged }) => [loaded, unchanged])).toEqual([[1, 1]])
    expect((await rows('select header from meta.custom_column')).length).toBe(fields.length)
  })

  it('keeps both of two columns with one name', async () => {
    await load(workspace, [await uploadText(workspace, 'deals.csv', 'Deal ID,Deal Stage,Amount,Note,note\nD1,Proposal,1,first,second\n')])
    const fields = await rows('select column_name from meta.custom_column order by 1')
    expect(fields).toHaveLength(2)
    const [row] = await rows(`select ${fields.map(({ column_name: name }) => `"${String(name)}"`).join(', ')} from model.opportunity`)
    expect(
      Object.values(row ?? {})
        .map(String)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['first', 'second'])
  })

  it('makes a table of a file it does not know, and knows its rows again', async () => {
    const text = 'colour,weather,mood\nred,rain,1\nblue,sun,2\nblue,sun,2\n'
    const first = await load(workspace, [await uploadText(workspace, 'My diary.csv', text)])
    expect(first.files.map(({ recognisedAs, loaded }) => [recognisedAs, loaded])).toEqual([['custom', 3]])
    expect(await rows('select x_colour, x_mood from model.custom_my_diary order by all')).toEqual([
      { x_colour: 'blue', x_mood: 2 },
      { x_colour: 'blue', x_mood: 2 },
      { x_colour: 'red', x_mood: 1 },
    ])
    const more = await load(workspace, [await uploadText(workspace, 'My diary.csv', `${text}green,fog,3\n`)])
    expect(more.files.map(({ loaded, unchanged }) => [loaded, unchanged])).toEqual([[1, 3]])
  })

  it('widens a field whose values change their type, and loses none', async () => {
    await load(workspace, [await uploadText(workspace, 'deals.csv', 'Deal ID,Deal Stage,Amount,Seats\nD1,Proposal,1,10\n')])
    await load(workspace, [await uploadText(workspace, 'deals.csv', 'Deal ID,Deal Stage,Amount,Seats\nD2,Proposal,1,10.5\n')])
    await load(workspace, [await uploadText(workspace, 'deals.csv', 'Deal ID,Deal Stage,Amount,Seats\nD3,Proposal,1,many\n')])
    expect(await rows('select x_seats from model.opportunity order by source_id')).toEqual([
      { x_seats: '10.0' },
      { x_seats: '10.5' },
      { x_seats: 'many' },
    ])
    expect(await rows('select type from meta.custom_column')).toEqual([{ type: 'text' }])
  })

  it('keeps a field as text when one late cell is no number', async () => {
    const lines = Array.from({ length: 2500 }, (_, index) => `D${index},Proposal,1,${index === 2400 ? 'n. a.' : `"${index},000.5"`}`)
    await load(workspace, [await uploadText(workspace, 'deals.csv', `Deal ID,Deal Stage,Amount,Extra\n${lines.join('\n')}\n`)])
    expect(await rows(`select x_extra from model.opportunity where source_id in ('D2400', 'D7') order by source_id`)).toEqual([
      { x_extra: 'n. a.' },
      { x_extra: '7,000.5' },
    ])
  })

  it('accounts for every row of any table: read = loaded + updated + unchanged + quarantined, and the second time nothing is new', async () => {
    const id = fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 30 }).map((value) => `D${value}`) },
      fc.constantFrom('', ' ', '无'),
    )
    const amount = fc.oneof(
      fc.integer().map(String),
      fc.constantFrom('', '1,234.50', '¥12', '(3)', 'abc', '12e3', '９', '-', '1.2.3', '0x10', 'NaN', 'Infinity', '99999999999999999999'),
    )
    const date = fc.oneof(
      fc.constantFrom(
        '2025-01-01',
        '2025-02-30',
        '2025/3/4',
        '31.12.2025',
        '2025年5月6日',
        '',
        'soon',
        '0000-00-00',
        '2025-01-01T10:00:00Z',
        '45000',
      ),
      fc.string({ maxLength: 8 }),
    )
    const note = fc.string({ unit: 'grapheme', maxLength: 20 })
    const record = fc.tuple(id, fc.constantFrom('Proposal', 'Closed Won', '赢单', ''), amount, date, note)
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 60 }), async (table) => {
        const own = await openTestWorkspace()
        try {
          const clean = (text: string): string => cell(text.replaceAll('\0', '').replaceAll('\r', ''))
          const text = `Deal ID,Deal Stage,Amount,Create Date,Remark\n${table.map((cells) => cells.map(clean).join(',')).join('\n')}\n`
          const uploads = [await uploadText(own, 'deals.csv', text)]
          const read = uploads[0]?.table.counts
          const [first] = (await load(own, uploads)).files
          if (!first || !read) throw new Error('no outcome')
          expect(first.rowsRead).toBe(read.loadable + read.rejected)
          expect(first.loaded + first.updated + first.unchanged + first.quarantined).toBe(first.rowsRead)
          const [kept] = await own.database.rows<{ deals: number; aside: number }>(
            'select (select count(*) from model.opportunity) as deals, (select count(*) from meta.quarantine) as aside',
          )
          if (first.recognisedAs === 'opportunity') expect(kept).toEqual({ deals: first.loaded, aside: first.quarantined })
          const second = await load(own, [await uploadText(own, 'deals.csv', text)])
          expect([second.load === null, second.files[0]?.loaded, second.files[0]?.updated]).toEqual([true, 0, 0])
        } finally {
          await own.database.close()
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)
})

describe('cells that only look like values', () => {
  const file = (cells: readonly string[], column: string, good: string): string =>
    `Deal ID,Deal Stage,Amount,${column}\n${Array.from({ length: 1500 }, (_, index) => `D${index},Proposal,1,${cells[index - 1400] ?? good}`).join('\n')}\n`

  it.each([
    ['Create Date', '2025-01-02', ['infinity', '-infinity', 'epoch', '200000-01-01', '2025-02-30', '0001-01-01 (BC)', 'tomorrow']],
    ['Create Date', '2025-01-02 10:00', ['infinity', 'nonsense 10:00']],
    ['Create Date', '1704412800000', ['99999999999999999999', 'soon', '1e400']],
    ['Create Date', '45296', ['99999999', '-5', 'x']],
    ['Probability', '50', ['NaN', 'inf', '-Infinity', '1e999']],
    ['Amount in company currency', '5', []],
  ])('puts rows aside whose %s is written like %s elsewhere but holds something else', async (column, good, bad) => {
    const { files } = await load(workspace, [await uploadText(workspace, 'deals.csv', file(bad, column, good))])
    expect(files.map(({ rowsRead, loaded, quarantined }) => [rowsRead, loaded, quarantined])).toEqual([
      [1500, 1500 - bad.length, bad.length],
    ])
    expect(await rows('select row_number, value from meta.quarantine order by row_number')).toEqual(
      bad.map((value, index) => ({ row_number: 1401 + index, value })),
    )
    expect(await rows('select count(*) as deals from mart.opportunity')).toEqual([{ deals: 1500 - bad.length }])
  })

  it('puts ragged records aside with what is wrong with them', async () => {
    const { files } = await load(workspace, [
      await uploadText(
        workspace,
        'deals.csv',
        'Deal ID,Deal Name,Deal Stage,Amount\nD1,One,Proposal,1\nD2,Two\nD3,Three,Proposal,3,4,5\nD4,Four,Proposal,4\n',
      ),
    ])
    expect(files.map(({ rowsRead, loaded, quarantined }) => [rowsRead, loaded, quarantined])).toEqual([[4, 2, 2]])
    expect(await rows('select row_number, reason_code, reason_en from meta.quarantine order by 1')).toEqual([
      { row_number: 2, reason_code: 'too-few-cells', reason_en: 'has fewer cells than the header' },
      { row_number: 3, reason_code: 'too-many-cells', reason_en: 'has more cells than the header' },
    ])
  })
})
