import { readArrowTable, type ArrowColumn } from '../engine/database/arrow-table.ts'

/** Integers and decimals are numbers where a double says exactly the same, else text. Days and times are ISO text. */
export type Cell = string | number | boolean | null

export interface CellTable {
  readonly names: readonly string[]
  readonly rowCount: number
  /** null also where there is no such column. */
  cell(row: number, name: string): Cell
}

export function readCells(bytes: Uint8Array): CellTable {
  const table = readArrowTable(bytes)
  const columns = new Map(table.columns.map((column) => [column.name, column]))
  return {
    names: table.columns.map(({ name }) => name),
    rowCount: table.rowCount,
    cell(row, name) {
      const column = columns.get(name)
      return column ? cellOf(column, row) : null
    },
  }
}

function cellOf(column: ArrowColumn, row: number): Cell {
  const value = column.at(row)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'object') return JSON.stringify(value)
  if (column.kind === 'double') return Number.isFinite(value) ? Number(value) : null
  if (column.kind === 'integer' || column.kind === 'decimal') return exactNumber(value.toString())
  return column.kind === 'timestamp' ? value.toString().replace(' ', 'T') : value.toString()
}

/** A number where its text comes back the same, and no whole number beyond 2^53; `12.50` is 12.5. */
function exactNumber(text: string): number | string {
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  const number = Number(plain)
  const isExact = String(number) === plain && (!Number.isInteger(number) || Number.isSafeInteger(number))
  return isExact ? number : plain
}
