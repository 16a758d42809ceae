import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import type { CellFormat, CellValue, SheetColumn } from '../../../src/engine/export/sheet.ts'
import { writeWorkbook } from '../../../src/engine/export/workbook.ts'

function column(header: string, format: CellFormat, values: readonly CellValue[]): SheetColumn {
  return { header, format, width: 14, at: (row) => values[row] ?? null }
}

async function readBack(columns: readonly SheetColumn[], rows: number, name = 'Report') {
  const bytes = await writeWorkbook([{ name, columns, rows }])
  const book = XLSX.read(bytes, { cellDates: false, cellNF: true })
  return { book, sheet: book.Sheets[book.SheetNames[0] ?? ''] ?? {} }
}

describe('a workbook read back by SheetJS', () => {
  it('keeps numbers as numbers, dates as Excel serials and texts as texts', async () => {
    // 2017-12-31 is day 17,531 since 1970-01-01 (47 years x 365 + 12 leap days + 364), so serial 25,569 + 17,531 = 43,100.
    const { sheet } = await readBack(
      [
        column('客户', 'text', ['Ada & <Söhne>', '007', null]),
        column('Won', 'money', ['1134672.5', 10_005_534n, null]),
        column('Rate', 'percent', [0.6315005, null, null]),
        column('Day', 'date', ['2017-12-31', '2017-12-31', '0009-01-01']),
        column('At', 'timestamp', ['2017-12-31 18:00:00', null, null]),
        column('Open', 'boolean', [true, false, null]),
      ],
      3,
    )
    expect(sheet['A2']).toMatchObject({ t: 's', v: 'Ada & <Söhne>' })
    expect(sheet['A3']).toMatchObject({ t: 's', v: '007' })
    expect(sheet['B2']).toMatchObject({ t: 'n', v: 1_134_672.5, z: '#,##0.00' })
    expect(sheet['B3']).toMatchObject({ t: 'n', v: 10_005_534 })
    expect(sheet['C2']).toMatchObject({ t: 'n', v: 0.6315005, z: '0.0%' })
    expect(sheet['D2']).toMatchObject({ t: 'n', v: 43_100 })
    expect(sheet['D4']).toMatchObject({ t: 's', v: '0009-01-01' })
    expect(sheet['E2']).toMatchObject({ t: 'n', v: 43_100.75 })
    expect(sheet['F2']).toMatchObject({ t: 'b', v: true })
    expect(sheet['A4']).toBeUndefined()
  })

  it('never writes a formula, whatever a text begins with', async () => {
    const hostile = ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1']
    const { sheet } = await readBack([column('Name', 'text', hostile)], hostile.length)
    hostile.forEach((text, index) => {
      expect(sheet[`A${index + 2}`]).toMatchObject({ t: 's', v: text })
      expect(sheet[`A${index + 2}`]).not.toHaveProperty('f')
    })
  })

  it('keeps a number of more than 15 digits as text rather than change it', async () => {
    const { sheet } = await readBack([column('Id', 'integer', [9_007_199_254_740_993n, 999_999_999_999_999n])], 2)
    expect(sheet['A2']).toMatchObject({ t: 's', v: '9007199254740993' })
    expect(sheet['A3']).toMatchObject({ t: 'n', v: 999_999_999_999_999 })
  })

  it('carries control characters, emoji and literal escapes unharmed', async () => {
    const texts = ['bell\u0007', '喆堃 𠮷 🚀', '_x0041_', 'line\nbreak']
    const { sheet } = await readBack([column('Text', 'text', texts)], texts.length)
    expect(texts.map((_, index) => (sheet[`A${index + 2}`] as XLSX.CellObject).v)).toEqual(texts)
  })

  it('makes sheet names that Excel accepts and never two alike', async () => {
    const one = { name: '销售/[2017]: "won"?', columns: [column('A', 'text', ['x'])], rows: 1 }
    const book = XLSX.read(await writeWorkbook([one, one, { ...one, name: 'x'.repeat(40) }]))
    expect(book.SheetNames).toEqual(['销售  2017   "won"', '销售  2017   "won" (2)', 'x'.repeat(31)])
  })

  it('writes a header alone where there are no rows', async () => {
    const { sheet } = await readBack([column('Won', 'money', [])], 0)
    expect(sheet['A1']).toMatchObject({ t: 's', v: 'Won' })
    expect(sheet['!ref']).toBe('A1')
  })
})
