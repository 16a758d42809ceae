import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBUnionValue,
} from '@duckdb/node-api'
import type { DuckDBValue } from '@duckdb/node-api'

/**
 * A DuckDB value as plain JavaScript: whole numbers as number (beyond 2^53 it throws, never rounds), dates and
 * timestamps as text, DECIMAL as exact text, BLOB as bytes, lists as arrays, structs as objects.
 */
export function plainValue(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return wholeNumber(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof DuckDBDateValue) return dayText(value)
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(plainValue)
  if (value instanceof DuckDBStructValue) return plainStruct(value.entries)
  if (value instanceof DuckDBMapValue)
    return value.entries.map(({ key, value: item }) => ({ key: plainValue(key), value: plainValue(item) }))
  if (value instanceof DuckDBUnionValue) return plainValue(value.value)
  if (value instanceof DuckDBBlobValue) return value.bytes
  return value.toString()
}

function wholeNumber(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(`${value} does not fit a number; cast it to varchar in the query`)
  return number
}

/** The driver prints the two infinite dates as far days. */
function dayText(date: DuckDBDateValue): string {
  if (Math.abs(date.days) === 2_147_483_647) return date.days > 0 ? 'infinity' : '-infinity'
  return date.toString()
}

function plainStruct(entries: Readonly<Record<string, DuckDBValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, plainValue(value)]))
}
