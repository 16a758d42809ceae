import { readFileSync } from 'node:fs'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import type { ReportColumn, ReportResult } from '../../src/contract/report-result.ts'
import { openDatabase } from '../../src/engine/database/database.ts'
import { ChartData } from '../../src/engine/export/chart-cells.ts'
import { checkFitsExcel } from '../../src/engine/export/fits-excel.ts'
import { reportSheet } from '../../src/engine/export/report-sheet.ts'
import { writeWorkbook } from '../../src/engine/export/workbook.ts'

/** What one run in a process of its own took. */
export interface WorkbookRun {
  readonly query: number
  readonly write: number
  /** Resident memory before the query, after it, and at most, in bytes. */
  readonly memory: { readonly before: number; readonly answered: number; readonly peak: number }
  readonly bytes: number
}

const types: readonly [string, ReportColumn['type'], ReportColumn['unit']][] = [
  ['deal', 'text', 'none'],
  ['account', 'text', 'none'],
  ['owner', 'text', 'none'],
  ['stage', 'text', 'none'],
  ['closed_on', 'date', 'none'],
  ['changed_at', 'timestamp', 'none'],
  ['amount', 'decimal', 'money'],
  ['discount', 'double', 'percent'],
  ['deals', 'integer', 'count'],
  ['cycle', 'double', 'days'],
]
const columns = types.map(([id, type, unit], place): ReportColumn => ({
  id,
  label: { zh: id, en: id },
  type,
  unit,
  role: place < 6 ? 'row' : 'value',
  metric: id,
  ...(unit === 'money' ? { currency: 'CNY' } : {}),
}))

async function run(rows: number): Promise<WorkbookRun> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null, memoryLimit: '256MB' })
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const started = performance.now()
  const { bytes } = await database.arrow(readFileSync(new URL('million-rows.sql', import.meta.url), 'utf8'), { rows })
  const query = performance.now() - started
  const answered = process.memoryUsage().rss
  const result: ReportResult = {
    columns,
    rowCount: rows,
    trueRowCount: rows,
    n: {},
    period: null,
    asOf: '2026-09-30',
    warnings: [],
    dataVersion: 1,
    milliseconds: { compile: 0, query },
  }
  const look = { language: 'en', currency: 'CNY', redUpGreenDown: false, metrics: new Map(), fields: new Map() } as const
  const spec = ReportSpec.parse({ values: [{ metric: 'amount' }], rows: [{ field: 'deal' }] })
  const sheet = reportSheet({ title: 'Rows', spec, result, bytes }, look, new ChartData())
  checkFitsExcel([sheet])
  const workbook = await writeWorkbook([sheet])
  const write = performance.now() - started - query
  clearInterval(watch)
  // What the system itself has seen at most: kilobytes.
  peak = Math.max(peak, process.resourceUsage().maxRSS * 1024)
  await database.close()
  return { query, write, memory: { before, answered, peak }, bytes: workbook.length }
}

async function answer(rows: number): Promise<void> {
  try {
    const done = await run(rows)
    process.send?.(done, () => process.disconnect())
  } catch (error) {
    console.error(error)
    process.exitCode = 1
    process.disconnect()
  }
}

process.once('message', (rows: number) => void answer(rows))
