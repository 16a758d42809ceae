import type { GridColumn } from './grid-column.ts'

/** A column as it is shown in the reader's language. */
export interface Look {
  readonly column: GridColumn
  readonly header: string
  readonly width: number
  readonly text: (row: number) => string
}
