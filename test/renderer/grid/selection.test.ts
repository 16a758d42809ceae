import { describe, expect, it } from 'vitest'
import { rangeAsText } from '../../../renderer/grid/copy.ts'
import type { GridColumn } from '../../../renderer/grid/grid-column.ts'
import { columnDigits, headerText } from '../../../renderer/grid/grid-column.ts'
import { objectRows } from '../../../renderer/grid/grid-rows.ts'
import { isInside, keepWithin, moveSelection, rangeOf, type Selection } from '../../../renderer/grid/selection.ts'

const bounds = { rows: 100, columns: 5, page: 20 }
const at = (row: number, column: number): Selection => ({ anchor: { row, column }, focus: { row, column } })
const press = (key: string, held: { shift?: boolean; mod?: boolean } = {}) => ({ key, shift: held.shift ?? false, mod: held.mod ?? false })

describe('moving in a table', () => {
  it('stops at its edges', () => {
    expect(moveSelection(at(0, 0), press('ArrowUp'), bounds)).toEqual(at(0, 0))
    expect(moveSelection(at(99, 4), press('ArrowRight'), bounds)).toEqual(at(99, 4))
    expect(moveSelection(at(90, 2), press('PageDown'), bounds)).toEqual(at(99, 2))
  })

  it('jumps to the ends', () => {
    expect(moveSelection(at(50, 2), press('Home'), bounds)).toEqual(at(50, 0))
    expect(moveSelection(at(50, 2), press('End', { mod: true }), bounds)).toEqual(at(99, 4))
    expect(moveSelection(at(50, 2), press('ArrowDown', { mod: true }), bounds)).toEqual(at(99, 2))
  })

  it('keeps its anchor while Shift is held', () => {
    const moved = moveSelection(at(3, 1), press('ArrowDown', { shift: true }), bounds)
    expect(moved).toEqual({ anchor: { row: 3, column: 1 }, focus: { row: 4, column: 1 } })
  })

  it('takes the whole table with Ctrl A', () => {
    expect(rangeOf(moveSelection(at(3, 1), press('a', { mod: true }), bounds)!)).toEqual({ top: 0, bottom: 99, left: 0, right: 4 })
  })

  it('leaves other keys and empty tables alone', () => {
    expect(moveSelection(at(3, 1), press('x'), bounds)).toBe(null)
    expect(moveSelection(at(0, 0), press('ArrowDown'), { ...bounds, rows: 0 })).toBe(null)
  })

  it('keeps to the cells that are left when the table becomes smaller', () => {
    const selection = { anchor: { row: 1, column: 0 }, focus: { row: 9, column: 4 } }
    expect(keepWithin(selection, 100, 5)).toBe(selection)
    expect(keepWithin(selection, 5, 2)).toEqual({ anchor: { row: 1, column: 0 }, focus: { row: 4, column: 1 } })
    expect(keepWithin(selection, 0, 5)).toBe(null)
  })

  it('spans the same cells whichever corner it started from', () => {
    const range = rangeOf({ anchor: { row: 5, column: 3 }, focus: { row: 2, column: 4 } })
    expect(range).toEqual({ top: 2, bottom: 5, left: 3, right: 4 })
    expect(isInside(range, 2, 3)).toBe(true)
    expect(isInside(range, 6, 3)).toBe(false)
  })
})

const columns: GridColumn[] = [
  { id: 'name', title: 'Account', type: 'text' },
  { id: 'value', title: 'Won value', type: 'decimal', unit: 'money', currency: 'USD' },
]
const rows = objectRows(
  [
    ['Acme\tCorp', '1234567.5'],
    ['=1+1', null],
    ['-5 °C', '10'],
    ['-x', '2'],
  ] as const,
  { name: (row) => row[0], value: (row) => row[1] },
)

describe('copying', () => {
  it('gives headers, tabs and unrounded numbers without separators', () => {
    const text = rangeAsText(columns, ['Account', 'Won value ($)'], rows, { top: 0, bottom: 1, left: 0, right: 1 }, 'en')
    expect(text).toBe('Account\tWon value ($)\r\n"Acme\tCorp"\t1234567.5\r\n\'=1+1\t')
  })

  it('takes only the columns of the range', () => {
    expect(rangeAsText(columns, ['Account', 'Won value ($)'], rows, { top: 2, bottom: 2, left: 1, right: 1 }, 'en')).toBe(
      'Won value ($)\r\n10',
    )
  })

  it('disarms text that a spreadsheet would run, and leaves negative figures alone', () => {
    expect(rangeAsText(columns, ['Account', ''], rows, { top: 2, bottom: 3, left: 0, right: 0 }, 'en')).toBe("Account\r\n-5 °C\r\n'-x")
  })
})

describe('columns', () => {
  it('say their unit in the header', () => {
    expect(headerText(columns[1]!, 'en')).toBe('Won value ($)')
    expect(headerText({ id: 'd', title: '平均销售周期', type: 'double', unit: 'days' }, 'zh')).toBe('平均销售周期 (天)')
  })

  it('show cents only where the rows have some', () => {
    expect(columnDigits(columns[1]!, rows)).toBe(2)
    expect(columnDigits(columns[1]!, objectRows(['10.00', null, '7'], { value: (row) => row }))).toBe(0)
  })
})
