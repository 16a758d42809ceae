import { describe, expect, it } from 'vitest'
import { cellMarks } from '../../../renderer/report/cell-marks.ts'
import { addRule, changeValue, plainValue, removeRule, resetWidth, setFormat, setWidth } from '../../../renderer/report/look-moves.ts'
import { ruleOf } from '../../../renderer/report/MarksEditor.tsx'
import { pivotLayout, stretched } from '../../../renderer/report/pivot-columns.ts'
import { pivotAsText } from '../../../renderer/report/pivot-copy.ts'
import { foldedRows, foldedTo, headerGroups, visibleRows } from '../../../renderer/report/pivot-rows.ts'
import { lookOfColumn } from '../../../src/contract/look-of-value.ts'
import { writeCell, writeFigure } from '../../../src/charts/value-look.ts'
import { Look } from '../../../src/contract/documents.ts'
import type { ReportColumn } from '../../../src/contract/report-result.ts'
import { reportOf, rowColumn, valueColumn } from '../charts/report-of.ts'

const won = valueColumn('won', { unit: 'money' })
const nested = reportOf(
  [rowColumn('team'), rowColumn('owner'), won],
  [
    ['East', null, '30.50', 1],
    ['East', 'Ann', '10.25', 2],
    ['East', 'Ben', '20.25', 2],
    ['West', null, '-5.00', 1],
    ['West', 'Cy', '-5.00', 2],
    [null, null, '25.50', 0],
  ],
)
const at = (values: Look['values']) => {
  const marks = cellMarks(nested, { values })
  return [0, 1, 2, 3, 4, 5].map((row) => marks(row, won))
}

describe('folding', () => {
  it('hides the rows of a group and keeps its subtotal and the total', () => {
    expect(visibleRows(nested, new Set([0]))).toEqual([0, 3, 4, 5])
    expect(visibleRows(nested, new Set())).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('closes a whole level, and holds when the rows stand in another order', () => {
    const groups = foldedTo(nested, 1)
    expect(visibleRows(nested, foldedRows(nested, groups))).toEqual([0, 3, 5])
    expect(foldedTo(nested, 2).size).toBe(0)
    const turned = reportOf(
      [rowColumn('team'), rowColumn('owner'), won],
      [
        ['West', null, 1, 1],
        ['West', 'Cy', 1, 2],
        ['East', null, 1, 1],
        ['East', 'Ann', 1, 2],
      ],
    )
    expect([...foldedRows(turned, new Set(['["East"]']))]).toEqual([2])
  })
})

describe('marks', () => {
  it('hold cells against cells of their own level and leave totals out unless they are wanted', () => {
    const shades = at({ won: { shades: 'accent' } })
    // 10.25 and 20.25 between -5 and 20.25: 15.25 / 25.25 and the whole.
    expect(shades.map(({ shade }) => shade)).toEqual([undefined, 15.25 / 25.25, 1, undefined, 0, undefined])
    expect(at({ won: { shades: 'accent', totals: true } }).map(({ shade }) => shade)).toEqual([1, 15.25 / 25.25, 1, 0, 0, 0])
  })

  it('shade both sides of zero by the larger side', () => {
    expect(at({ won: { shades: 'diverging' } })[4]?.shade).toBe(-5 / 20.25)
  })

  it('draw bars from zero, to the left where a figure is below', () => {
    const bars = at({ won: { bars: true } }).map(({ bar }) => bar)
    expect(bars[2]).toEqual({ from: 5 / 25.25, to: 1, negative: false })
    expect(bars[4]).toEqual({ from: 0, to: 5 / 25.25, negative: true })
    expect(bars[5]).toBeUndefined()
  })

  it('take the first rule that a cell meets, both ends included, before any shade', () => {
    const tones = at({
      won: {
        shades: 'accent',
        rules: [
          { when: 'below', than: -5, tone: 'bad' },
          { when: 'between', from: 10.25, to: 12, tone: 'warning' },
          { when: 'above', than: 10, tone: 'good' },
        ],
      },
    })
    expect(tones.map(({ tone }) => tone)).toEqual([undefined, 'warning', 'good', undefined, 'bad', undefined])
    expect(tones[2]).not.toHaveProperty('shade')
  })

  it('find the largest and the smallest of a column, equal ones together', () => {
    const report = reportOf(
      [rowColumn('owner'), won],
      [
        ['a', 3, 1],
        ['b', 9, 1],
        ['c', 9, 1],
        ['d', null, 1],
        ['e', 1, 1],
        [null, 22, 0],
      ],
    )
    const tones = (rule: 'top' | 'bottom', n: number) => {
      const marks = cellMarks(report, { values: { won: { rules: [{ when: rule, n, tone: 'good' }] } } })
      return [0, 1, 2, 3, 4, 5].filter((row) => marks(row, won).tone !== undefined)
    }
    expect(tones('top', 1)).toEqual([1, 2])
    expect(tones('top', 3)).toEqual([0, 1, 2])
    expect(tones('bottom', 1)).toEqual([4])
    expect(tones('bottom', 99)).toEqual([0, 1, 2, 4])
  })

  it('of a value hold for its comparisons and its columns, unless those have their own', () => {
    const look = { values: { won: { bars: true }, 'won@previous-year': { shades: 'accent' as const } } }
    expect(lookOfColumn(look, { id: 'won|GTX' })).toEqual({ bars: true })
    expect(lookOfColumn(look, { id: 'won@previous-period|GTX' })).toEqual({ bars: true })
    expect(lookOfColumn(look, { id: 'won@previous-year|GTX' })).toEqual({ shades: 'accent' })
    expect(lookOfColumn(look, { id: 'lost' })).toBeUndefined()
  })
})

describe('a format', () => {
  const money = { unit: 'money', language: 'zh', currency: 'CNY' } as const

  it('writes in full, in 万 and 亿, or in K, M and B, in either language', () => {
    expect(writeCell('12345678.90', undefined, money)).toBe('12,345,679')
    expect(writeCell('12345678.90', { digits: 2 }, money)).toBe('12,345,678.90')
    expect(writeCell('12345678.90', { scale: 'wan' }, money)).toBe('1,234.6万')
    expect(writeCell('1234567890', { scale: 'wan', digits: 2 }, money)).toBe('12.35亿')
    expect(writeCell('-12345678.90', { scale: 'thousands', digits: 0 }, money)).toBe('−12M')
    expect(writeCell('999', { scale: 'thousands' }, money)).toBe('999')
    expect(writeCell(null, { scale: 'wan' }, money)).toBe('–')
  })

  it('leaves percentages and days their own scale', () => {
    expect(writeCell(0.1234, { scale: 'wan', digits: 2 }, { unit: 'percent', language: 'zh' })).toBe('12.34%')
  })

  it('keeps the unit where there is no head to carry it', () => {
    expect(writeFigure('-12345678.90', { scale: 'wan' }, money)).toBe('−¥1,234.6万')
    expect(writeFigure('1234.5', { digits: 1 }, money)).toBe('¥1,234.5')
  })
})

describe('moves of a look', () => {
  it('leave nothing behind that says nothing, and are looks at every step', () => {
    const steps = [
      (look: Look) => setWidth(look, 'won', 12.4),
      (look: Look) => changeValue(look, 'won', { bars: true, shades: 'accent' }),
      (look: Look) => setFormat(look, 'won', { digits: 2 }),
      (look: Look) => addRule(look, 'won', { when: 'top', n: 3, tone: 'good' }),
      (look: Look) => removeRule(look, 'won', 0),
      (look: Look) => changeValue(look, 'won', { bars: false }),
      (look: Look) => plainValue(look, 'won'),
      (look: Look) => resetWidth(look, 'won'),
    ]
    const looks = steps.reduce<Look[]>((done, step) => [...done, step(done.at(-1) ?? {})], [])
    for (const look of looks) expect(Look.parse(look)).toEqual(look)
    expect(looks[0]).toEqual({ widths: { won: 40 } })
    expect(looks[5]).toEqual({ widths: { won: 40 }, values: { won: { shades: 'accent', format: { digits: 2 } } } })
    expect(looks.at(-1)).toEqual({})
  })

  it('read what is typed as a rule, percentages as people write them, and nothing of what is none', () => {
    const typed = { when: 'above', tone: 'good', first: '', second: '', isPercent: false } as const
    expect(ruleOf({ ...typed, first: ' 1,250.5 ' })).toEqual({ when: 'above', than: 1250.5, tone: 'good' })
    expect(ruleOf({ ...typed, first: '12.3%', isPercent: true })).toEqual({ when: 'above', than: 0.123, tone: 'good' })
    expect(ruleOf({ ...typed, when: 'between', first: '5', second: '-2' })).toEqual({ when: 'between', from: -2, to: 5, tone: 'good' })
    expect(ruleOf({ ...typed, when: 'top', first: '3', isPercent: true })).toEqual({ when: 'top', n: 3, tone: 'good' })
    for (const first of ['', 'ten', '1e999', '--3']) expect(ruleOf({ ...typed, first })).toBeNull()
    for (const first of ['0', '1.5', '-2', '1001']) expect(ruleOf({ ...typed, when: 'bottom', first })).toBeNull()
  })
})

describe('the columns', () => {
  const under = (id: string, path: string | null, more: Partial<ReportColumn> = {}): ReportColumn =>
    valueColumn(`${id}|${path}`, { path: [path], ...more })
  const crossed = reportOf(
    [
      rowColumn('owner'),
      under('won', 'a'),
      under('lost', 'a'),
      under('won', null),
      under('lost', null),
      valueColumn('won|total', { isColumnTotal: true }),
    ],
    [
      ['Ann "A"', 1.5, 2, null, 4, 1.5, 1],
      ['=Ben', 5, 6, 7, 8, 12, 1],
      [null, 6.5, 8, 7, 12, 13.5, 0],
    ],
  )
  const layout = (report = crossed, look: Look = {}) =>
    pivotLayout({
      report,
      words: { language: 'en', none: '(none)', other: 'Other', total: 'Total' },
      write: { cell: (_, value) => String(value), figure: (_, value) => String(value) },
      unitOf: (unit) => (unit === 'money' ? '¥' : ''),
      look,
    })

  it('stand in groups where several values stand under each value of the column shelf', () => {
    const { columns, hasGroups } = layout()
    expect(hasGroups).toBe(true)
    expect(headerGroups(columns.slice(1).map(({ group }) => group))).toEqual([
      { label: 'a', span: 2 },
      { label: '(none)', span: 2 },
      { label: 'Total', span: 1 },
    ])
    expect(layout(nested).hasGroups).toBe(false)
  })

  it('keep the widths they were given and share what is left over', () => {
    const { columns } = layout(nested, { widths: { won: 100 } })
    const [team, owner, figure] = stretched(columns, 1000, { won: 100 })
    expect(figure).toBe(100)
    expect((team ?? 0) + (owner ?? 0)).toBeCloseTo(900)
    expect(stretched(columns, 10, {})).toEqual(columns.map(({ width }) => width))
  })

  it('are copied with their heads, and rows with what they are called', () => {
    const text = pivotAsText(crossed, layout(), [0, 1, 2], { top: 0, bottom: 2, left: 2, right: 3 })
    expect(text.split('\r\n')).toEqual(['\ta\t(none)', 'owner\tlost|a\twon|null', '"Ann ""A"""\t2\t', "'=Ben\t6\t7", 'Total\t8\t7'])
  })

  it('copy figures as the engine gave them and a row head alone where only that was selected', () => {
    expect(pivotAsText(nested, layout(nested), [1, 3, 5], { top: 0, bottom: 1, left: 0, right: 2 }).split('\r\n')).toEqual([
      'team\towner\twon (¥)',
      'East\tAnn\t10.25',
      'West\t\t-5.00',
    ])
    expect(pivotAsText(nested, layout(nested), [1], { top: 0, bottom: 0, left: 1, right: 1 })).toBe('owner\r\nAnn')
  })
})
