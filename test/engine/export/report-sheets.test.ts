import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { errorText } from '../../../src/contract/error-text.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { ExactSum } from '../../../src/engine/export/exact-sum.ts'
import { checkFitsExcel } from '../../../src/engine/export/fits-excel.ts'
import { numberFormat } from '../../../src/engine/export/number-format.ts'
import { marksOf } from '../../../src/engine/export/report-marks.ts'
import { totalsOf } from '../../../src/engine/export/report-totals.ts'
import type { CellFormat, CellValue, SheetColumn } from '../../../src/engine/export/sheet.ts'
import { writeWorkbook } from '../../../src/engine/export/workbook.ts'
import { seed } from '../../seed.ts'
import { faultsOf, unpack } from './pptx/check-package.ts'

const column = (header: string, format: CellFormat, values: readonly CellValue[], more: Partial<SheetColumn> = {}): SheetColumn => ({
  header,
  format,
  width: 14,
  at: (row) => values[row] ?? null,
  ...more,
})

it('codes, days and long numbers come back as what they are, in every zone', async () => {
  // 2024-03-10: 54 years x 365 + 13 leap days + 31 + 29 + 9 = 19,792 days after 1970-01-01, which is serial 25,569.
  const before = process.env['TZ']
  for (const zone of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']) {
    process.env['TZ'] = zone
    const long = '9'.repeat(32_767)
    const columns = [
      column('n', 'integer', [202_811, 1_000_000_000_000_001n]),
      column('code', 'text', ['0012', '=1+1']),
      column('day', 'date', ['2024-03-10', null]),
      column('text', 'text', ['🚀\u0007\u000b', long]),
    ]
    const bytes = await writeWorkbook([{ name: 'Types', columns, rows: 2 }])
    const sheet = XLSX.read(bytes).Sheets['Types'] ?? {}
    expect([sheet['A2'], sheet['A3']]).toMatchObject([
      { t: 'n', v: 202_811 },
      { t: 's', v: '1000000000000001' },
    ])
    expect([sheet['B2'], sheet['B3']]).toMatchObject([
      { t: 's', v: '0012' },
      { t: 's', v: '=1+1' },
    ])
    expect(sheet['B3']).not.toHaveProperty('f')
    expect(sheet['C2']).toMatchObject({ t: 'n', v: 45_361 })
    expect([sheet['D2'], sheet['D3']]).toMatchObject([{ v: '🚀\u0007\u000b' }, { v: long }])
  }
  if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
})

it('what Excel does not take is refused before anything is written, in words that say what to do', () => {
  const refusalOf = (columns: readonly SheetColumn[], rows: number): string => {
    try {
      checkFitsExcel([{ name: 'Big', columns, rows }])
    } catch (error) {
      if (error instanceof HelmdeckError) return errorText(error.code, error.details).en
    }
    return ''
  }
  expect(refusalOf([column('Note', 'text', ['x', 'y'.repeat(32_768)])], 2)).toMatch(/"Note" has 32768 characters in row 2.*32767.*CSV/)
  expect(
    refusalOf(
      Array.from({ length: 16_385 }, () => column('A', 'integer', [])),
      1,
    ),
  ).toMatch(/16385 columns.*16384/)
  expect(
    refusalOf(
      Array.from({ length: 100 }, () => column('A', 'integer', [])),
      1_000_000,
    ),
  ).toMatch(/cells/)
  expect(refusalOf([column('Note', 'text', ['y'.repeat(32_767)])], 1)).toBe('')
})

it('a total is a formula only where the finest rows add up to it, and subtotals are not counted twice', () => {
  const levels = [1, 2, 2, 1, 2, 0]
  const of = (values: readonly CellValue[]) =>
    totalsOf({ rows: 6, depth: 2, level: (row) => levels[row] ?? 0, columns: [{ at: (row) => values[row] ?? null, why: null, parts: [] }] })
  const right = of(['0.30', '0.10', '0.20', '7', '7', '7.30'])
  expect([0, 3, 5].map((row) => right.formula(row, 0))).toEqual(['SUBTOTAL(9,A3:A4)', 'SUBTOTAL(9,A6:A6)', 'SUBTOTAL(9,A2:A6)'])
  expect(right.why).toEqual([])
  // Distinct deals: a subtotal of 2 over rows of 2 and 1. The total above it can't be a sum either.
  const distinct = of([2, 2, 1, 7, 7, 10])
  expect([0, 3, 5].map((row) => distinct.formula(row, 0))).toEqual([null, 'SUBTOTAL(9,A6:A6)', null])
  expect(distinct.why).toEqual([
    { row: 0, column: 0, why: 'overlap' },
    { row: 5, column: 0, why: 'overlap' },
  ])
  const cent = of(['0.30', '0.10', '0.20', '7', '7', '7.31'])
  expect(cent.formula(5, 0)).toBeNull()
})

it('sums of decimals are exact, whatever their lengths', () => {
  const cents = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 14n })
  const text = (units: bigint): string => {
    const digits = (units < 0n ? -units : units).toString().padStart(3, '0')
    return `${units < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
  }
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 60 }), (all) => {
      const sum = new ExactSum()
      for (const one of all) sum.add(text(one))
      // The same in another order and other pieces.
      const off = new ExactSum()
      for (const one of all.toReversed()) for (const piece of [one / 3n, one - one / 3n]) off.add(text(piece))
      expect(sum.equals(off)).toBe(true)
      off.add('0.01')
      expect(sum.equals(off)).toBe(false)
    }),
    { seed },
  )
})

it('Excel writes 万 and 亿, K and M as the screen does', () => {
  const money = { unit: 'money', type: 'decimal', currency: 'CNY' } as const
  const shown = (code: string | null, value: number): string => XLSX.SSF.format(code ?? 'General', value)
  const wan = numberFormat(money, { language: 'zh', format: { scale: 'wan' } })
  // 123,456 without three digits is 123, and with the point put before the last one 12.3.
  expect(wan).toBe(String.raw`[>=100000000]"¥"0\.00,,"亿";[>=10000]"¥"0\.0,"万";"¥"#,##0`)
  const thousands = numberFormat(
    { unit: 'count', type: 'integer' },
    { language: 'en', format: { scale: 'thousands', digits: 1 }, largest: 5e6 },
  )
  expect([1_234_567, 12_345, 999].map((value) => shown(thousands, value))).toEqual(['1.2M', '12.3K', '999'])
  expect(shown(numberFormat({ unit: 'percent', type: 'double' }, { language: 'en' }), 0.1234)).toBe('12.3%')
  expect(shown(numberFormat(money, { language: 'zh' }), 1234.5)).toBe('¥1,234.50')
})

it('marks reach totals only where the look says so, and cells are held against their own kind', () => {
  const levels = [1, 1, 1, 0]
  const won = { id: 'won_value', label: { zh: '', en: '' }, type: 'decimal', unit: 'money', role: 'value' } as const
  const marks = (totals: boolean) =>
    marksOf({
      rows: 4,
      depth: 1,
      level: (row) => levels[row] ?? 0,
      columns: [{ column: won, place: 1, at: (row) => [5, -3, 2, 4][row] ?? null }],
      look: { values: { won_value: { bars: true, shades: 'diverging', rules: [{ when: 'above', than: 4, tone: 'good' }], totals } } },
      redUpGreenDown: false,
    })
  expect(marks(false).map(({ cells }) => cells)).toEqual(['B2:B4', 'B2:B4'])
  expect(marks(true).map(({ cells }) => cells)).toEqual(['B2:B4', 'B2:B4', 'B5:B5', 'B5:B5'])
  expect(marks(false)[0]?.rules).toMatchObject([{ is: 'bar', reachesBelow: true, reachesAbove: true }])
  expect(marks(false)[1]?.rules).toMatchObject([
    { is: 'formula', formula: 'AND(ISNUMBER(B2),B2>=4)' },
    { is: 'diverging', size: 5 },
  ])
})

it('a workbook with everything in it has no part that leads nowhere', async () => {
  const columns = [
    column('Name', 'text', ["a'b", 'c']),
    column('Won', 'money', ['1.50', '2.50'], { formula: (row) => (row === 1 ? 'A1+1' : null) }),
  ]
  const chart = {
    kind: 'bar',
    grouping: 'clustered',
    categories: ["a'b", 'c'],
    series: [{ name: 'Won', values: [1.5, 2.5], format: '0.0', colour: null }],
    lines: [],
    axisFormat: '0',
    secondFormat: null,
    hasLegend: false,
    gap: 50,
    description: 'x',
  } as const
  const bytes = await writeWorkbook([
    {
      name: "Bob's",
      key: 'rows',
      columns,
      rows: 2,
      notes: [{ row: 1, column: 1, text: 'why & so' }],
      charts: [{ chart, cells: { sheet: null, categories: 0, series: [1], from: 0, to: 2 } }],
      marks: [{ cells: 'B2:B3', rules: [{ is: 'bar', colour: '0B7A75', below: 'C2413B', reachesBelow: true, reachesAbove: true }] }],
      depth: (row) => row,
    },
    {
      name: 'Pivot',
      columns: [],
      rows: 0,
      filter: false,
      pivot: { source: 'rows', rows: [0], columns: [], values: [{ column: 1, label: 'Won ', numberFormat: '0' }], total: 'Total' },
    },
  ])
  expect(faultsOf(bytes)).toEqual([])
  const parts = unpack(bytes)
  expect(parts.get('xl/charts/chart1_1.xml')?.toString()).toContain("<c:f>'Bob''s'!$B$2:$B$3</c:f>")
  expect(parts.get('xl/pivotCache/pivotCacheDefinition1.xml')?.toString()).toContain('ref="A1:B3"')
  const sheet = XLSX.read(bytes, { cellFormula: true }).Sheets["Bob's"] ?? {}
  expect(sheet['B3']).toMatchObject({ v: 2.5, f: 'A1+1' })
  expect((sheet['B3'] as XLSX.CellObject).c?.[0]?.t).toBe('why & so')
})
