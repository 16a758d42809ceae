import { createReadStream } from 'node:fs'
import { appendFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CancelSignal } from '../../contract/method.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { readPage, writeCsv } from '../database/write-query.ts'
import type { Sheet, CellValue } from '../export/sheet.ts'
import { writeWorkbook } from '../export/workbook.ts'
import { exportSets } from './export-sets.ts'
import type { ExportFile, ExportSet } from './export-sets.ts'
import { encodeGb18030 } from './gb18030.ts'
import { generateModel } from './generate-sample.ts'
import type { SampleControl } from './generate-sample.ts'
import { checkSampleRequest, dayAfter } from './sample-request.ts'
import type { SampleRequest } from './sample-request.ts'
import { withScratchDatabase } from './sample-workspace.ts'

/** A workbook holds no more; CRMs cut their exports in the same way. */
const rowsOfAWorkbook = 100_000

/**
 * Writes the company as exports of four CRM systems into `folder`/{salesforce,hubspot,fxiaoke,gbk}/{first,week-later}/:
 * as of `until`, and of the same company seven days later. Files that are there already are replaced. Fails with
 * `invalid-request`, `disk-full`, `workspace-unwritable`, `cancelled`.
 */
export async function writeSampleExports(
  folder: string,
  request: SampleRequest,
  control: SampleControl,
  sets: readonly ExportSet[] = exportSets,
): Promise<void> {
  checkSampleRequest(request)
  const views = [
    { name: 'first', asOf: request.until },
    { name: 'week-later', asOf: dayAfter(request.until, 7) },
  ]
  for (const [index, { name, asOf }] of views.entries()) {
    const progress =
      control.progress &&
      ((part: { fraction: number }): void => control.progress?.({ step: 'exporting', fraction: (index + part.fraction) / 2 }))
    await withScratchDatabase(join(folder, `.helmdeck-sample-${process.pid}`), async (database) => {
      await generateModel(database, { ...request, asOf }, { ...control, ...(progress === undefined ? {} : { progress }) })
      for (const [place, set] of sets.entries()) {
        progress?.({ fraction: 0.6 + (0.4 * place) / sets.length })
        await writeSet(database, set, join(folder, set.folder, name), control.signal)
      }
    })
  }
}

async function writeSet(database: Database, set: ExportSet, folder: string, signal: CancelSignal | undefined): Promise<void> {
  const options = signal === undefined ? {} : { signal }
  await mkdir(folder, { recursive: true })
  for (const file of set.files) {
    const path = join(folder, file.name)
    if (set.format === 'xlsx') {
      await writeWorkbooks(database, file, folder, options)
      continue
    }
    const rows = await writeCsv(database, queryText(file.query), path, { quoteAll: set.format === 'quoted-csv' }, options)
    const footer = set.footers?.[file.name]?.(rows)
    if (footer !== undefined) await appendFile(path, `${footer.join('\n')}\n`)
    if (set.format === 'gb18030-csv') await toGb18030(path)
  }
}

/** UTF-8 with LF becomes GB18030 with CRLF, a piece at a time. */
async function toGb18030(path: string): Promise<void> {
  const draft = `${path}.utf8`
  await rename(path, draft)
  const target = await open(path, 'w')
  try {
    for await (const piece of createReadStream(draft, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      await target.write(encodeGb18030(String(piece).replaceAll('\n', '\r\n')))
    }
  } finally {
    await target.close()
    await rm(draft)
  }
}

async function writeWorkbooks(
  database: Database,
  { query, name }: ExportFile,
  folder: string,
  options: { signal?: CancelSignal },
): Promise<void> {
  const sql = queryText(query)
  for (let part = 0; ; part++) {
    const rows = await readPage(database, sql, part * rowsOfAWorkbook, rowsOfAWorkbook, options)
    if (rows.length === 0 && part > 0) return
    const path = join(folder, part === 0 ? name : name.replace('.xlsx', `-${part + 1}.xlsx`))
    await writeFile(path, await writeWorkbook([sheetOf(name.replace('.xlsx', ''), rows)]))
    if (rows.length < rowsOfAWorkbook) return
  }
}

function sheetOf(name: string, rows: readonly Record<string, unknown>[]): Sheet {
  const columns = Object.keys(rows[0] ?? {}).map((header) => {
    const sample = rows.find((row) => row[header] !== null)?.[header]
    return { header, format: formatOf(sample), width: 16, at: (row: number): CellValue => (rows[row]?.[header] ?? null) as CellValue }
  })
  return { name, columns, rows: rows.length, filter: false }
}

function formatOf(sample: unknown): 'general' | 'timestamp' | 'date' | 'text' {
  if (typeof sample === 'number') return 'general'
  if (typeof sample !== 'string') return 'text'
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/.test(sample)) return 'timestamp'
  return /^\d{4}-\d{2}-\d{2}$/.test(sample) ? 'date' : 'text'
}
