import { tableFromIPC } from 'apache-arrow'
import type { Data, DataType, Vector } from 'apache-arrow'
import { cellReader, kindOf } from './arrow-cells.ts'
import type { CellKind, CellReader, CellValue } from './arrow-cells.ts'

export type { CellKind, CellValue } from './arrow-cells.ts'

export interface ArrowColumn {
  readonly name: string
  readonly kind: CellKind
  readonly hasNulls: boolean
  at(row: number): CellValue
  /** All cells of the column, from the first row to the last. */
  values(): CellValue[]
  /** All cells of a column of whole numbers up to 32 bits or of floats; NaN where there is none. Throws for any other column. */
  numbers(): Float64Array
}

export interface ArrowTable {
  readonly rowCount: number
  readonly columns: readonly ArrowColumn[]
  /** The first column of that name; throws where there is none. */
  column(name: string): ArrowColumn
}

/**
 * Reads an Arrow IPC stream. Whole numbers up to 32 bits and floats are numbers, 64 bits bigint, decimals exact text,
 * dates `2017-12-31`, timestamps `2017-12-31 23:59:59[.5]`, times `08:05:00`, dictionaries their text, binary bytes.
 */
export function readArrowTable(bytes: Uint8Array): ArrowTable {
  const table = tableFromIPC(bytes)
  const columns = table.schema.fields.map((field, index) => {
    const vector = table.getChildAt(index)
    if (vector === null) throw new Error(`the stream has no column ${index}`)
    return arrowColumn(field.name, vector)
  })
  return {
    rowCount: table.numRows,
    columns,
    column: (name) => {
      const found = columns.find((column) => column.name === name)
      if (found === undefined) throw new Error(`the table has no column ${name}`)
      return found
    },
  }
}

interface Batch {
  readonly firstRow: number
  readonly length: number
  readonly read: CellReader
}

function arrowColumn(name: string, vector: Vector): ArrowColumn {
  const batches = batchesOf(vector.data)
  let last = batches[0]
  const batchOf = (row: number): Batch => {
    if (last !== undefined && row >= last.firstRow && row < last.firstRow + last.length) return last
    last = batches.find((batch) => row >= batch.firstRow && row < batch.firstRow + batch.length)
    if (last === undefined) throw new RangeError(`row ${row} of ${vector.length}`)
    return last
  }
  return {
    name,
    kind: kindOf(vector.type as DataType),
    hasNulls: vector.nullCount > 0,
    at: (row) => {
      const batch = batchOf(row)
      return batch.read(row - batch.firstRow)
    },
    numbers: () => numbersOf(name, vector),
    values: () => batches.flatMap((batch) => Array.from({ length: batch.length }, (_, index) => batch.read(index))),
  }
}

function numbersOf(name: string, vector: Vector): Float64Array {
  const numbers = new Float64Array(vector.length)
  let at = 0
  for (const data of vector.data) {
    const values: unknown = data.values
    if (!(values instanceof Float64Array || values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array))
      throw new Error(`${name} is no column of plain numbers`)
    numbers.set(values.subarray(0, data.length), at)
    if (data.nullCount > 0) {
      const read = cellReader(data)
      for (let row = 0; row < data.length; row += 1) if (read(row) === null) numbers[at + row] = NaN
    }
    at += data.length
  }
  return numbers
}

function batchesOf(data: readonly Data[]): Batch[] {
  let firstRow = 0
  return data
    .filter((batch) => batch.length > 0)
    .map((batch) => {
      const start = firstRow
      firstRow += batch.length
      return { firstRow: start, length: batch.length, read: cellReader(batch) }
    })
}
