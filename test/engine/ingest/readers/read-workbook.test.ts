import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { excelDateText } from '../../../../src/engine/ingest/readers/excel-date.ts'
import { readFile } from '../../../../src/engine/ingest/readers/read-file.ts'
import type { TableSource } from '../../../../src/engine/ingest/readers/table-source.ts'
import { SourceArchive } from '../../../../src/engine/ingest/sources/source-archive.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-workbook-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface SheetSpec {
  readonly name?: string
  readonly rows: readonly (readonly (XLSX.CellObject | string | number | boolean | null)[])[]
  readonly merges?: readonly string[]
  readonly hidden?: 0 | 1 | 2
}

/** A workbook of the cells given, written as .xlsx and read back by us. */
async function read(sheets: readonly SheetSpec[], is1904 = false): Promise<TableSource[]> {
  const book = XLSX.utils.book_new()
  for (const [index, { name = `Sheet${index + 1}`, rows, merges = [] }] of sheets.entries()) {
    const sheet = XLSX.utils.aoa_to_sheet(rows.map((row) => [...row]))
    sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range))
    XLSX.utils.book_append_sheet(book, sheet, name)
  }
  book.Workbook = { WBProps: { date1904: is1904 }, Sheets: sheets.map(({ hidden = 0 }) => ({ Hidden: hidden })) }
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  return await readFile(path, join(folder, 'work'))
}
const number = (v: number, z: string): XLSX.CellObject => ({ t: 'n', v, z })
const problems = (table: TableSource) => Object.fromEntries(table.problems.map((problem) => [problem.code, problem.count]))

describe('cells', () => {
  it('are values with all their digits, never what a format shows of them', async () => {
    const [table] = await read([
      {
        rows: [
          ['id', 'amount', 'share', 'text', 'yes'],
          [number(1234.56789, '0'), number(0.1234567, '0%'), number(10_015_671_933.110031, '#,##0.00'), '0012345678901234567', true],
        ],
      },
    ])
    expect(table!.sample).toEqual([['1234.56789', '0.1234567', '10015671933.110031', '0012345678901234567', 'TRUE']])
  })

  it('are dates where the number format says so', async () => {
    const rows = [
      ['day', 'moment', 'plain'],
      [number(45296, 'yyyy-mm-dd'), number(45296.5, 'yyyy/m/d h:mm'), number(45296, '0')],
      [number(45297, 'm/d/yy'), number(45296.75, 'yyyy"年"m"月"d"日" h:mm'), number(45297, '#,##0')],
    ]
    const [table] = await read([{ rows }])
    expect(table!.sample).toEqual([
      ['2024-01-05', '2024-01-05 12:00:00', '45296'],
      ['2024-01-06', '2024-01-05 18:00:00', '45297'],
    ])
  })

  it('count days from 1904 where the workbook does', async () => {
    const [table] = await read(
      [
        {
          rows: [
            ['day', 'n'],
            [number(43834, 'yyyy-mm-dd'), 1],
          ],
        },
      ],
      true,
    )
    expect(table!.sample[0]![0]).toBe('2024-01-05')
  })

  it('with errors become empty and are reported by name', async () => {
    const error = (v: number): XLSX.CellObject => ({ t: 'e', v })
    const [table] = await read([
      {
        rows: [
          ['a', 'b'],
          [error(42), 1],
          [error(7), 2],
          ['x', 3],
        ],
      },
    ])
    expect(table!.sample).toEqual([
      ['', '1'],
      ['', '2'],
      ['x', '3'],
    ])
    expect(table!.problems[0]).toMatchObject({ code: 'cells-error', count: 2, examples: ['#N/A', '#DIV/0!'] })
  })

  it('with formulas hold their saved result', async () => {
    const [table] = await read([
      {
        rows: [
          ['a', 'b'],
          [{ t: 'n', v: 7, f: '3+4' }, 'x'],
        ],
      },
    ])
    expect(table!.sample).toEqual([['7', 'x']])
  })

  it('keep line breaks, quotes and commas', async () => {
    const [table] = await read([
      {
        rows: [
          ['a', 'b'],
          ['two\nlines', 'say "hi", now'],
        ],
      },
    ])
    expect(table!.sample).toEqual([['two\nlines', 'say "hi", now']])
    expect(readFileSync(table!.rendition.path, 'utf8')).toBe('$row,a,b\n1,"two\nlines","say ""hi"", now"\n')
  })
})

describe('serial days', () => {
  it.each<[number, string, boolean, string | null]>([
    [1, 'yyyy-mm-dd', false, '1900-01-01'],
    [59, 'yyyy-mm-dd', false, '1900-02-28'],
    [60, 'yyyy-mm-dd', false, null],
    [61, 'yyyy-mm-dd', false, '1900-03-01'],
    [25569, 'yyyy-mm-dd', false, '1970-01-01'],
    [45351, 'd-mmm', false, '2024-02-29'],
    [0, 'yyyy-mm-dd', true, '1904-01-01'],
    [0.395833333333333, 'h:mm', false, '09:30:00'],
    [1.5, '[h]:mm', false, '36:00:00'],
    [45296.395833333336, 'yyyy-mm-dd hh:mm', false, '2024-01-05 09:30:00'],
    [45296.99999999, 'yyyy-mm-dd hh:mm', false, '2024-01-05 23:59:59.999'],
    [45296, 'yyyy-mm-dd hh:mm', false, '2024-01-05 00:00:00'],
    [-1, 'yyyy-mm-dd', false, null],
  ])('%d under %s (1904: %s) is %s', (serial, format, is1904, text) => expect(excelDateText(serial, format, is1904)).toBe(text))
})

describe('sheets', () => {
  it('are tables of their own, the hidden ones too, and what holds none is named', async () => {
    const tables = await read([
      {
        name: '商机',
        rows: [
          ['名称', '金额'],
          ['甲', 1],
        ],
      },
      { name: 'Empty', rows: [] },
      {
        name: 'Lists',
        rows: [
          ['code', 'label'],
          ['a', 'A'],
        ],
        hidden: 1,
      },
    ])
    expect(tables.map((table) => [table.sheet, table.id === `${table.hash}#${table.sheet}`])).toEqual([
      ['商机', true],
      ['Lists', true],
    ])
    expect(problems(tables[0]!)).toEqual({ 'sheet-empty': 1 })
    expect(problems(tables[1]!)).toEqual({ 'sheet-hidden': 1 })
  })

  it('may start anywhere, have a title, blank rows inside and a row of totals', async () => {
    const rows = [
      [null],
      [null, '销售报表'],
      [null],
      [null, '客户', '城市', '金额'],
      [null, '甲', '北京', 1],
      [null],
      [null, '乙', '上海', 2],
      [null, '合计', null, 3],
    ]
    const [table] = await read([{ rows }])
    expect(table!.headers).toEqual(['客户', '城市', '金额'])
    expect(table!.sample).toEqual([
      ['甲', '北京', '1'],
      ['乙', '上海', '2'],
    ])
    expect(table!.dialect.headerRecord).toBe(4)
    expect(table!.counts).toEqual({ rows: 4, loadable: 2, blank: 1, footer: 1, rejected: 0 })
    expect(problems(table!)).toEqual({ 'title-lines': 1, 'rows-blank': 1, 'rows-total': 1 })
  })

  it('numbers rows so that header row + row number is the row in the spreadsheet', async () => {
    const [table] = await read([{ rows: [['Report'], [], ['a', 'b'], [1, 'x'], [], [2, 'y']] }])
    expect(readFileSync(table!.rendition.path, 'utf8')).toBe('$row,a,b\n1,1,x\n3,2,y\n')
    expect(table!.dialect.headerRecord + 3).toBe(6)
  })

  it('join a header of merged groups with the names below', async () => {
    const rows = [
      ['2024 plan', null, null, null, null],
      ['Customer', null, 'Amount', null, 'Owner'],
      ['Name', 'City', 'Plan', 'Actual', null],
      ['Acme', 'Bonn', 10, 12, 'Ada'],
      ['Globex', 'Kiel', 20, 18, 'Bob'],
    ]
    const [table] = await read([{ rows, merges: ['A1:E1', 'A2:B2', 'C2:D2', 'E2:E3'] }])
    expect(table!.headers).toEqual(['Customer Name', 'Customer City', 'Amount Plan', 'Amount Actual', 'Owner'])
    expect(table!.counts.loadable).toBe(2)
    expect(problems(table!)).toEqual({ 'title-lines': 1, 'header-merged': 2 })
  })

  it('with a header alone are listed with no rows', async () => {
    const [table] = await read([{ rows: [['name', 'amount']] }])
    expect([table!.headers, table!.fault?.code]).toEqual([['name', 'amount'], 'file-header-only'])
  })

  it('show their rows from the archive', async () => {
    const [table] = await read([
      {
        name: 'Deals',
        rows: [
          ['a', 'b'],
          ['x', 1],
          ['y, z', 2],
        ],
      },
    ])
    const archive = new SourceArchive(folder)
    await archive.keep({ hash: table!.hash, name: 'book.xlsx', path: join(folder, 'book.xlsx') }, [table!])
    expect(await archive.readSourceRow({ hash: table!.hash, sheet: 'Deals', row: 2 })).toEqual({
      headers: ['a', 'b'],
      cells: ['y, z', '2'],
      original: '"y, z",2',
    })
    expect((await archive.readOriginal(table!.hash)).equals(readFileSync(join(folder, 'book.xlsx')))).toBe(true)
  })
})

describe('a workbook that is all blank', () => {
  it('is file-empty', async () => {
    await expect(read([{ rows: [] }, { rows: [[null, ' ']] }])).rejects.toMatchObject({ code: 'file-empty' })
  })
})
