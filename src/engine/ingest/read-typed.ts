import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellType } from '../../contract/imports.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { openDatabase, type Database, type RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { migrate } from '../database/migrate.ts'
import { cellReading, textReading, type CellReading } from './load/cell-reading.ts'
import { installMacros } from './macros.ts'
import { readFile } from './readers/read-file.ts'
import type { TableSource } from './readers/table-source.ts'
import { unmappedDraft } from './recognise/column-draft.ts'
import { columnEvidence } from './recognise/column-evidence.ts'
import { cellName, renditionSql } from './recognise/rendition-sql.ts'

/** One table of a file as the readers see it: `bytes` is Arrow with one column per header, in the rows' order. */
export interface TypedTable {
  readonly sheet: string | null
  readonly encoding: string
  readonly columns: readonly { readonly name: string; readonly type: CellType }[]
  readonly rowCount: number
  /** Records that fit no row. */
  readonly rejected: number
  readonly bytes: Uint8Array
}

const sqlTypes: Readonly<Record<CellType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DECIMAL(38, 10)',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
}

/** Reads a file without a workspace, each column with the type its values show. Fails as `readTables` does. */
export async function readTyped(
  path: string,
  options: { readonly signal?: CancelSignal; readonly zone?: string } = {},
): Promise<TypedTable[]> {
  const workFolder = await mkdtemp(join(tmpdir(), 'helmdeck-read-'))
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  try {
    await migrate(database)
    await installMacros(database)
    const run: RunOptions = options.signal === undefined ? {} : { signal: options.signal }
    const typed: TypedTable[] = []
    for (const table of await readFile(path, workFolder, undefined, run))
      typed.push(await typeTable(database, table, options.zone ?? 'UTC', run))
    return typed
  } finally {
    await database.close()
    await rm(workFolder, { recursive: true, force: true })
  }
}

interface TypedColumn {
  readonly name: string
  readonly type: CellType
  readonly reading: CellReading
}

async function typeTable(database: Database, table: TableSource, zone: string, options: RunOptions): Promise<TypedTable> {
  const shown = table.headers.map((header, index) => typedColumn(header, index, table, zone))
  const source = renditionSql(table)
  const columns = await withoutMisfits(database, shown, source, options)
  const values = columns.map(({ name, reading }, index) => `${reading.value(cellName(index))} as ${quoteIdentifier(name)}`)
  const { bytes, rowCount } = await database.arrow(`select ${values.join(', ')} from ${source} order by row_number`, {}, options)
  return {
    sheet: table.sheet,
    encoding: table.encoding,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rowCount,
    rejected: table.rejects.count,
    bytes,
  }
}

function typedColumn(header: string, index: number, table: TableSource, zone: string): TypedColumn {
  const { type, format } = unmappedDraft(
    columnEvidence(
      header,
      index,
      table.sample.map((row) => row[index] ?? ''),
    ),
  )
  if (type === 'text') return textColumn(header)
  return { name: header, type, reading: cellReading(type, format, sqlTypes[type], zone) }
}

function textColumn(name: string): TypedColumn {
  return { name, type: 'text', reading: textReading() }
}

/** The sample may have missed a cell of another type: such a column is text, so that nothing is lost. */
async function withoutMisfits(
  database: Database,
  columns: readonly TypedColumn[],
  source: string,
  options: RunOptions,
): Promise<TypedColumn[]> {
  const tests = columns.map(({ type, reading }, index) =>
    type === 'text' ? 'false' : `count(${cellName(index)}) > count(${reading.value(cellName(index))})`,
  )
  const [row] = await database.rows<{ misfits: string }>(`select [${tests.join(', ')}]::varchar as misfits from ${source}`, {}, options)
  const misfits = JSON.parse(row?.misfits ?? '[]') as boolean[]
  return columns.map((column, index) => (misfits[index] ? textColumn(column.name) : column))
}
