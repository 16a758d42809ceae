import type { StudyColumn, StudyTable } from '../../../src/contract/study-result.ts'
import { columnOf, isBound, isNumeric, keyLabel, type Words } from '../../../src/charts/study-look.ts'
import type { GridColumn } from '../../grid/grid-column.ts'
import type { GridRows } from '../../grid/grid-rows.ts'

/** A column of the table on screen; `interval` are the columns that say from where to where it may lie. */
export interface ShownColumn {
  readonly column: StudyColumn
  readonly interval: readonly [from: StudyColumn, to: StudyColumn] | null
}

/** The columns in their order, an interval together with its value. */
export function shownColumns(table: StudyTable): ShownColumn[] {
  return table.columns
    .filter((column) => !isBound(table, column.id))
    .map((column) => {
      const [from, to] = [columnOf(table, `${column.id}_from`), columnOf(table, `${column.id}_to`)]
      return { column, interval: from === undefined || to === undefined ? null : [from, to] }
    })
}

/** Columns as the grid draws and copies them. */
export function gridColumns(columns: readonly StudyColumn[], language: Words['language'], currency: string | null): GridColumn[] {
  return columns.map(({ id, label, type, unit, words }) => ({
    id,
    title: label[language],
    // What has words is told by them, and stands left like other text.
    type: words === undefined ? type : 'text',
    unit,
    currency,
  }))
}

/** The cells, those of key columns by their words; words that are measured are left out where there are none. */
export function tableRows(table: StudyTable, words: Words): GridRows {
  return {
    count: table.rows.length,
    value(row, id) {
      const cell = table.rows[row]?.[id] ?? null
      const column = columnOf(table, id)
      if (cell === null && column?.role === 'value' && column.type === 'text') return ''
      const isTold = column !== undefined && (column.words !== undefined || (column.role === 'key' && !isNumeric(column)))
      return isTold ? keyLabel(column, cell, words) : cell
    },
  }
}

/** What a row is about, in words. */
export function rowName(table: StudyTable, row: number, words: Words): string {
  const keys = table.columns.filter(({ role }) => role === 'key')
  return keys.map((column) => keyLabel(column, table.rows[row]?.[column.id], words)).join(' · ')
}
