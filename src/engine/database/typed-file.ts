import { DuckDBDataChunk, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import { DataType, RecordBatch, RecordBatchFileWriter, Schema, tableFromIPC } from 'apache-arrow'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CancelSignal } from '../../contract/method.ts'
import { readArrow } from './arrow-result.ts'
import { readArrowTable, type CellValue } from './arrow-table.ts'
import { throwIfCancelled } from './cancelling.ts'
import { databaseError } from './database-error.ts'
import { quoteIdentifier, quoteLiteral } from './identifier.ts'
import { openInstance } from './instance.ts'
import { runStatements } from './statements.ts'

/** A column with DuckDB's name of its type, for example `DECIMAL(18,2)`, and the exact text of its cells. */
export interface TypedColumn {
  readonly name: string
  readonly type: string
  at(row: number): string | null
}

export interface TypedTable {
  readonly columns: readonly TypedColumn[]
  readonly rowCount: number
}

export interface TypedFileOptions {
  /** Works in a folder of its own below this one, which is gone afterwards. */
  readonly folder: string
  readonly signal?: CancelSignal | undefined
}

const chunkRows = 2048
const memoryLimit = '512MB'

/** The columns of an Arrow IPC stream by the types they were declared with; whole numbers of 128 bits are `DECIMAL(38,0)`. */
export function typedTable(bytes: Uint8Array): TypedTable {
  const { fields } = tableFromIPC(bytes).schema
  const { columns, rowCount } = readArrowTable(bytes)
  return {
    rowCount,
    columns: columns.map((column, index): TypedColumn => {
      const type = duckdbType(fields[index]?.type)
      return { name: column.name, type, at: (row) => cellText(column.at(row), type) }
    }),
  }
}

function duckdbType(type: DataType | undefined): string {
  if (type === undefined) return 'VARCHAR'
  if (DataType.isBool(type)) return 'BOOLEAN'
  if (DataType.isInt(type)) {
    const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth]
    return type.isSigned ? name : `U${name}`
  }
  if (DataType.isDecimal(type)) return `DECIMAL(${type.precision},${type.scale})`
  if (DataType.isFloat(type)) return type.precision === 1 ? 'FLOAT' : 'DOUBLE'
  if (DataType.isDate(type)) return 'DATE'
  if (DataType.isTime(type)) return 'TIME'
  if (DataType.isTimestamp(type)) return type.timezone ? 'TIMESTAMPTZ' : 'TIMESTAMP'
  return 'VARCHAR'
}

function cellText(value: CellValue, type: string): string | null {
  if (value === null) return null
  if (typeof value === 'object') return JSON.stringify(value)
  return type === 'TIMESTAMPTZ' ? `${String(value)}+00` : String(value)
}

/**
 * A table as Parquet, written by DuckDB with its types; `metadata` stands in the file's key-value pairs. Beyond half a gigabyte it spills.
 * Fails with `disk-full`, `workspace-unwritable`, `cancelled`.
 */
export async function parquetFile(
  table: TypedTable,
  metadata: Readonly<Record<string, string>>,
  options: TypedFileOptions,
): Promise<Uint8Array> {
  return await staged(table, options, async (connection, select, folder) => {
    const file = join(folder, 'table.parquet')
    const pairs = Object.entries(metadata).map(([key, value]) => `${quoteLiteral(key)}: ${quoteLiteral(value.replaceAll('\0', ''))}`)
    const told = pairs.length === 0 ? '' : `, kv_metadata {${pairs.join(', ')}}`
    const sql = `copy (${select}) to ${quoteLiteral(file)} (format parquet, compression zstd${told})`
    await runStatements(connection, { sql, params: {}, signal: options.signal }, () => undefined)
    return new Uint8Array(await readFile(file))
  })
}

/** The same as an Arrow IPC stream. */
export async function arrowStream(table: TypedTable, options: TypedFileOptions): Promise<Uint8Array> {
  return await staged(table, options, async (connection, sql) => {
    const run = { sql, params: {}, signal: options.signal }
    return (
      await runStatements(connection, run, async (result) => await readArrow(result, options.signal ? { signal: options.signal } : {}))
    ).bytes
  })
}

/** An Arrow IPC stream as a file of Arrow (Feather 2), its batches as they are, with metadata in its schema. */
export function arrowFile(bytes: Uint8Array, metadata: Readonly<Record<string, string>>): Uint8Array {
  const { schema: bare, batches } = tableFromIPC(bytes)
  const schema = new Schema(bare.fields, new Map(Object.entries(metadata)), bare.dictionaries)
  const writer = new RecordBatchFileWriter()
  writer.reset(undefined, schema)
  for (const batch of batches) writer.write(new RecordBatch(schema, batch.data))
  writer.finish()
  return writer.toUint8Array(true)
}

/** The cells go in as text and are cast, which DuckDB does to the last digit. */
async function staged<T>(
  { columns, rowCount }: TypedTable,
  { folder: parent, signal }: TypedFileOptions,
  work: (connection: DuckDBConnection, select: string, folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'table-'))
  try {
    const instance = await openInstance({ file: ':memory:', allowedFolder: folder, memoryLimit })
    try {
      const connection = await instance.duckdb.connect()
      try {
        const names = columns.map((_column, index) => `c${index}`)
        const made = `create table taken (${names.map((name) => `${name} varchar`).join(', ')})`
        await runStatements(connection, { sql: made, params: {}, signal }, () => undefined)
        const appender = await connection.createAppender('taken')
        for (let from = 0; from < rowCount; from += chunkRows) {
          throwIfCancelled(signal)
          const rows = Array.from({ length: Math.min(chunkRows, rowCount - from) }, (_unused, place) => from + place)
          const chunk = DuckDBDataChunk.create(
            columns.map(() => VARCHAR),
            rows.length,
          )
          for (const [index, column] of columns.entries())
            chunk.setColumnValues(
              index,
              rows.map((row) => column.at(row)),
            )
          appender.appendDataChunk(chunk)
          // Cancelling and everybody else's questions get their turn.
          if (from % (chunkRows * 16) === 0) await new Promise((resolve) => setImmediate(resolve))
        }
        appender.closeSync()
        const cast = columns.map(({ name, type }, index) => `cast(c${index} as ${type}) as ${quoteIdentifier(name)}`)
        return await work(connection, `select ${cast.join(', ')} from taken`, folder)
      } finally {
        connection.closeSync()
      }
    } finally {
      instance.close()
    }
  } catch (cause) {
    throw databaseError(cause, '')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
