/** A cell's value: dates and decimals are text, so that nothing is lost on the way to the screen or the clipboard. */
export type Value = string | number | bigint | boolean | null

/** Rows by index. A value is fetched when its cell is drawn or copied, never before. */
export interface GridRows {
  readonly count: number
  value(row: number, column: string): Value
}

/** Rows held as objects; `columns` says how a column's value is read from one. */
export function objectRows<Row>(rows: readonly Row[], columns: Readonly<Record<string, (row: Row) => Value>>): GridRows {
  return {
    count: rows.length,
    value(row, column) {
      const held = rows[row]
      return held === undefined ? null : (columns[column]?.(held) ?? null)
    },
  }
}
