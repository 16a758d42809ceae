import { DataType, tableFromIPC, type Vector } from 'apache-arrow'
import { dayText, timestampText } from '../engine/database/calendar-text.ts'

/** Integers and decimals are numbers where a double says exactly the same, else text. Days and times are ISO text. */
export type Cell = string | number | boolean | null

const millisecondsPerDay = 86_400_000

export interface CellTable {
  readonly names: readonly string[]
  readonly rowCount: number
  cell(row: number, column: number): Cell
}

export function readCells(bytes: Uint8Array): CellTable {
  const table = tableFromIPC(bytes)
  const readers = table.schema.fields.map((_field, index) => readerOf(table.getChildAt(index)))
  return {
    names: table.schema.fields.map(({ name }) => name),
    rowCount: table.numRows,
    cell: (row, column) => readers[column]?.(row) ?? null,
  }
}

function readerOf(vector: Vector | null): (row: number) => Cell {
  if (!vector) return () => null
  const read = cellReader(vector.type)
  return (row) => {
    const value: unknown = vector.get(row)
    return value === null || value === undefined ? null : read(value)
  }
}

function cellReader(type: DataType): (value: unknown) => Cell {
  if (DataType.isDate(type)) return (value) => dayText(Math.floor(Number(value) / millisecondsPerDay))
  if (DataType.isTimestamp(type)) return (value) => momentText(Number(value))
  if (DataType.isDecimal(type)) return (value) => exactNumber(decimalText(value as Uint32Array, type.scale))
  if (DataType.isInt(type)) return (value) => exactNumber(String(value))
  if (DataType.isFloat(type)) return (value) => (Number.isFinite(value) ? Number(value) : null)
  if (DataType.isBool(type)) return (value) => value === true
  return String
}

/** Arrow hands a timestamp over as milliseconds since 1970, microseconds as their fraction. */
function momentText(milliseconds: number): string {
  return timestampText(BigInt(Math.round(milliseconds * 1000)), 1_000_000n).replace(' ', 'T')
}

/** Little-endian two's complement words as exact decimal text. */
function decimalText(words: Uint32Array, scale: number): string {
  const unsigned = words.reduceRight((value, word) => (value << 32n) | BigInt(word), 0n)
  const unscaled = BigInt.asIntN(words.length * 32, unsigned)
  if (scale === 0) return String(unscaled)
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`
}

/** A number where its text comes back the same, and no whole number beyond 2^53. */
function exactNumber(text: string): number | string {
  const number = Number(text)
  const isExact = String(number) === text && (!Number.isInteger(number) || Number.isSafeInteger(number))
  return isExact ? number : text
}
