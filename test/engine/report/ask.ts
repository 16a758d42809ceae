import { tableFromIPC } from 'apache-arrow'
import { WorkspaceSettings } from '../../../src/contract/settings.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { ReportResult } from '../../../src/contract/report-result.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { makeDerived } from '../../../src/engine/derived/make-derived.ts'
import { DerivedTables } from '../../../src/engine/report/derived-tables.ts'
import { runReport, type ReportContext } from '../../../src/engine/report/run-report.ts'

export type Cell = string | number | boolean | null
export interface Answer extends ReportResult {
  /** The table as rows of plain values, `$level` last; decimals as numbers, dates as days. */
  readonly table: Cell[][]
}

export function contextOf(clock: string, settings: Partial<WorkspaceSettings> = {}): ReportContext {
  return { clock, dataVersion: 1, settings: WorkspaceSettings.parse({ reportingCurrency: 'CNY', ...settings }) }
}

/** The same where segments and the metrics of studies can be asked as well. */
export function withStudies(database: Database, context: ReportContext): ReportContext {
  return { ...context, derived: new DerivedTables(database, makeDerived) }
}

export async function ask(database: Database, context: ReportContext, spec: ReportSpecInput): Promise<Answer> {
  const { bytes, ...result } = await runReport(database, context, ReportSpec.parse(spec))
  return { ...result, table: rowsOf(bytes) }
}

export function rowsOf(bytes: Uint8Array): Cell[][] {
  const table = tableFromIPC(bytes)
  const columns = table.schema.fields.map((field, index) => ({ type: String(field.type), vector: table.getChildAt(index) }))
  return Array.from({ length: table.numRows }, (_, row) => columns.map(({ type, vector }) => plain(type, vector?.get(row) as unknown)))
}

function plain(type: string, value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (type.startsWith('Date')) return new Date(Number(value)).toISOString().slice(0, 10)
  if (type.startsWith('Decimal')) return decimal(type, value as Uint32Array)
  return value as Cell
}

function decimal(type: string, words: Uint32Array): number {
  const scale = Number(/e\+?(\d+)/.exec(type)?.[1] ?? /,\s*(\d+)/.exec(type)?.[1] ?? 0)
  let whole = 0n
  for (let index = words.length - 1; index >= 0; index -= 1) whole = (whole << 32n) | BigInt(words[index] ?? 0)
  if (whole >= 1n << 127n) whole -= 1n << 128n
  return Number(whole) / 10 ** scale
}
