import { DataType, tableFromIPC, type Vector } from 'apache-arrow'
import type { GridRows, Value } from './grid-rows.ts'

const dayLength = 86_400_000

/** Reads an Arrow IPC stream as rows, without turning it into objects first. Columns are the fields of the stream. */
export function arrowRows(bytes: Uint8Array): GridRows & { readonly columns: readonly string[] } {
  const table = tableFromIPC(bytes)
  const columns = table.schema.fields.map((field) => field.name)
  const readers = new Map(columns.map((name, index) => [name, readerOf(table.getChildAt(index))]))
  return { count: table.numRows, columns, value: (row, column) => readers.get(column)?.(row) ?? null }
}

function readerOf(vector: Vector | null): (row: number) => Value {
  if (!vector) return () => null
  const type: DataType = vector.type
  const get = (row: number): unknown => vector.get(row)
  if (DataType.isDate(type)) return (row) => given(get(row), (milliseconds) => dayText(Math.floor(Number(milliseconds) / dayLength)))
  if (DataType.isTimestamp(type)) return (row) => given(get(row), (milliseconds) => momentText(Number(milliseconds)))
  if (DataType.isDecimal(type)) return (row) => given(get(row), (words) => decimalOf(words as Uint32Array, type.scale))
  return (row) => given(get(row), (value) => (isValue(value) ? value : JSON.stringify(value)))
}

function given(value: unknown, read: (value: NonNullable<unknown>) => Value): Value {
  return value === null || value === undefined ? null : read(value)
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
}

/** Days since 1970 as `YYYY-MM-DD`: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days. */
export function dayText(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

function momentText(milliseconds: number): string {
  const days = Math.floor(milliseconds / dayLength)
  const rest = milliseconds - days * dayLength
  const seconds = Math.floor(rest / 1000)
  const fraction = Math.round((rest - seconds * 1000) * 1000)
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${dayText(days)} ${clock}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** Little-endian two's complement words as exact decimal text. */
export function decimalOf(words: Uint32Array, scale: number): string {
  let unscaled = 0n
  for (let index = words.length - 1; index >= 0; index -= 1) unscaled = (unscaled << 32n) | BigInt(words[index] ?? 0)
  unscaled = BigInt.asIntN(words.length * 32, unscaled)
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return unscaled < 0n ? `-${text}` : text
}
