import { DuckDBTypeId } from '@duckdb/node-api'
import type { DuckDBDataChunk, DuckDBMaterializedResult, DuckDBType } from '@duckdb/node-api'
import { Field, RecordBatch, RecordBatchStreamWriter, Schema, Struct, makeData } from 'apache-arrow'
import { columnPlan } from './arrow-types.ts'
import { throwIfCancelled } from './cancelling.ts'
import type { ColumnBuilder } from './column-builder.ts'
import type { ArrowOptions, ArrowResult } from './database.ts'
import { plainValue } from './row-values.ts'
import { VectorSource } from './vector-source.ts'

/** 60 chunks of DuckDB's 2,048 rows. */
const batchRows = 122_880
const batchBytes = 256 * 1024 * 1024

/**
 * Reads a MATERIALISED result into an Arrow IPC stream. Never a streaming one: the driver's `fetchChunk` reports a
 * query that fails halfway, or is interrupted, as its end, and a cut-off result would look complete.
 */
export async function readArrow(
  result: DuckDBMaterializedResult,
  { signal, aside: asideCount = 0, summed = 0 }: ArrowOptions = {},
): Promise<ArrowResult> {
  const allNames = result.columnNames()
  const types = result.columnTypes().slice(0, allNames.length - asideCount - summed)
  const names = allNames.slice(0, types.length)
  refuseRepeatedNames(names)
  let aside: Record<string, unknown> = {}
  const sums = Array.from({ length: summed }, () => 0)
  const plans = types.map(columnPlan)
  const schema = new Schema(plans.map((plan, index) => new Field(names[index] ?? '', plan.type, true)))
  const writer = new RecordBatchStreamWriter()
  writer.reset(undefined, schema)

  const total = result.rowCount
  let builders: ColumnBuilder[] = []
  let rowCount = 0
  let rowsInBatch = 0
  const closeBatch = (): void => {
    if (rowsInBatch > 0) writer.write(recordBatch(schema, builders, rowsInBatch))
    const expected = Math.min(total - rowCount, batchRows)
    builders = plans.map((plan) => plan.builder(expected))
    rowsInBatch = 0
  }
  closeBatch()
  // The next chunk is fetched on another thread while this one is copied.
  let next = result.fetchChunk()
  for (let chunk = await next; chunk !== null && chunk.rowCount > 0; chunk = await next) {
    next = result.fetchChunk()
    throwIfCancelled(signal)
    const rows = chunk.rowCount
    if (rowCount === 0 && asideCount > 0) aside = firstValues(chunk, allNames, types.length)
    for (const [index, builder] of builders.entries()) builder.append(VectorSource.ofColumn(chunk.chunk, index, rows), 0, rows)
    for (const index of sums.keys())
      sums[index] = (sums[index] ?? 0) + sumOf(VectorSource.ofColumn(chunk.chunk, types.length + asideCount + index, rows))
    rowCount += rows
    rowsInBatch += rows
    if (rowsInBatch >= batchRows || builders.some((builder) => builder.byteLength() >= batchBytes)) closeBatch()
  }
  closeBatch()
  if (rowCount !== total) throw new Error(`the driver handed over ${rowCount} of ${total} rows`)
  writer.finish()
  return {
    bytes: writer.toUint8Array(true),
    rowCount,
    columns: names.map((name, index) => ({ name, type: typeName(types[index]) })),
    aside,
    sums,
  }
}

function sumOf(doubles: VectorSource): number {
  const bytes = doubles.bytes(8)
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, doubles.size)
  let sum = 0
  for (let row = 0; row < values.length; row++) if (doubles.isValid(row)) sum += values[row] ?? 0
  return sum
}

function firstValues(chunk: DuckDBDataChunk, names: readonly string[], from: number): Record<string, unknown> {
  return Object.fromEntries(names.slice(from).map((name, index) => [name, plainValue(chunk.getColumnVector(from + index).getItem(0))]))
}

/** apache-arrow's writer (21.2.0) drops the first of two columns of one name. */
function refuseRepeatedNames(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) throw new Error(`two columns of the result are named ${repeated}`)
}

function recordBatch(schema: Schema, builders: readonly ColumnBuilder[], length: number): RecordBatch {
  const children = builders.map((builder) => builder.finish())
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }))
}

function typeName(type: DuckDBType | undefined): string {
  return type?.typeId === DuckDBTypeId.ENUM ? 'ENUM' : String(type)
}
