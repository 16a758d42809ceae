import { HelmdeckError } from '../../contract/errors.ts'
import { readTyped, type TypedTable } from '../../engine/ingest/read-typed.ts'
import { readCells } from '../arrow-cells.ts'
import { csvText } from '../../engine/export/csv-text.ts'
import { userPath } from '../places.ts'
import type { Terminal } from '../terminal.ts'

export interface ReadOptions {
  readonly format: 'csv' | 'json'
  readonly sheet?: string
}

/** What the readers see of a file, typed, without a workspace. */
export async function readFile(terminal: Terminal, file: string, { format, sheet }: ReadOptions): Promise<void> {
  const all = await readTyped(userPath(terminal, file), { signal: terminal.stop })
  const tables = sheet === undefined ? all : all.filter((table) => table.sheet === sheet)
  if (tables.length === 0)
    throw new HelmdeckError('invalid-request', { field: '--sheet', problem: all.map((table) => table.sheet ?? '').join(', ') })
  terminal.out(format === 'csv' ? tables.map(tableCsv).join('\r\n') : `${JSON.stringify({ tables: tables.map(tableJson) })}\n`)
}

function tableJson({ bytes, ...table }: TypedTable): object {
  const cells = readCells(bytes)
  const rows = Array.from({ length: cells.rowCount }, (_unused, row) =>
    Object.fromEntries(cells.names.map((name) => [name, cells.cell(row, name)])),
  )
  return { ...table, rows }
}

function tableCsv({ bytes }: TypedTable): string {
  const cells = readCells(bytes)
  const rows = Array.from({ length: cells.rowCount }, (_unused, row) => cells.names.map((name) => cells.cell(row, name)))
  return csvText([cells.names, ...rows])
}
