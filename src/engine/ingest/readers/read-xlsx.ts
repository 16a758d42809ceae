import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as XLSX from 'xlsx'
import { HelmdeckError } from '../../../contract/errors.ts'
import { tableProblem } from './problem-text.ts'
import type { FileToRead } from './read-csv.ts'
import { sheetCells, type SheetCells } from './sheet-cells.ts'
import { findSheetHeader, type MergedBlock, type SheetHeader } from './sheet-header.ts'
import { joinRecord } from './split-record.ts'
import { tableFromText, type ReadProgress } from './table-from-text.ts'
import type { TableProblem, TableSource } from './table-source.ts'
import { isIntact, zipParts } from './zip-sizes.ts'

/** SheetJS holds a workbook in memory: about 6 bytes per byte of sheet XML. Above this a file is refused, not attempted. */
export const largestWorkbook = { unpackedBytes: 256 << 20, fileBytes: 100 << 20 }

/**
 * Reads every filled sheet of a workbook (xlsx, xlsm, xlsb, xls, ods, Excel's XML and HTML). Each becomes a UTF-8 text of its own.
 * Throws `file-truncated`, `file-encrypted`, `file-unsupported` (too large), `file-unreadable`, `file-empty`.
 */
export async function readWorkbook(source: FileToRead, options: ReadProgress): Promise<TableSource[]> {
  const bytes =
    source.bytes > largestWorkbook.fileBytes ? refuseLarge(source, source.bytes, largestWorkbook.fileBytes) : await readFile(source.path)
  checkZip(bytes, source)
  const workbook = parse(bytes, source.name)
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true
  const tables: TableSource[] = []
  const skipped: TableProblem[] = []
  for (const [index, name] of workbook.SheetNames.entries()) {
    if (options.signal?.aborted === true) throw new HelmdeckError('cancelled')
    const sheet = workbook.Sheets[name]
    const isTable = sheet !== undefined && (sheet['!type'] === undefined || sheet['!type'] === 'sheet')
    const cells = isTable ? sheetCells(sheet, is1904) : null
    if (cells === null) skipped.push(tableProblem('sheet-not-a-table', 1, [], [name]))
    else if (cells.rows.length === 0) skipped.push(tableProblem('sheet-empty', 1, [], [name]))
    else tables.push(await readSheet(source, name, index, cells, mergedBlocks(sheet!, cells), isHidden(workbook, index), options))
    delete workbook.Sheets[name]
  }
  const [first, ...others] = tables
  if (first === undefined) throw new HelmdeckError('file-empty', { file: source.name })
  return [{ ...first, problems: [...first.problems, ...skipped] }, ...others]
}

function refuseLarge(source: FileToRead, bytes: number, limit: number): never {
  throw new HelmdeckError('file-unsupported', {
    file: source.name,
    reason: 'too-large',
    megabytes: Math.ceil(bytes / (1 << 20)),
    limit: limit >> 20,
    saveAs: 'CSV',
  })
}

function checkZip(bytes: Buffer, source: FileToRead): void {
  if (bytes.toString('latin1', 0, 2) !== 'PK') return
  const parts = zipParts(bytes)
  if (parts === null) throw new HelmdeckError('file-truncated', { file: source.name })
  const unpacked = parts.reduce((sum, part) => sum + (/\.(xml|bin)$/i.test(part.name) ? part.bytes : 0), 0)
  if (unpacked > largestWorkbook.unpackedBytes) refuseLarge(source, unpacked, largestWorkbook.unpackedBytes)
  const damaged = parts.find((part) => !isIntact(bytes, part))
  if (damaged) throw new HelmdeckError('file-unreadable', { file: source.name, reason: damaged.name })
}

function parse(bytes: Buffer, file: string): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false, cellDates: false })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(message)) throw new HelmdeckError('file-encrypted', { file }, { cause: error })
    throw new HelmdeckError('file-unreadable', { file, reason: message.slice(0, 200) }, { cause: error })
  }
}

function isHidden(workbook: XLSX.WorkBook, index: number): boolean {
  return (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
}

function mergedBlocks(sheet: XLSX.WorkSheet, { firstRow, firstColumn }: SheetCells): MergedBlock[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r - firstRow,
    bottom: e.r - firstRow,
    left: s.c - firstColumn,
    right: e.c - firstColumn,
  }))
}

async function readSheet(
  source: FileToRead,
  name: string,
  index: number,
  cells: SheetCells,
  merges: readonly MergedBlock[],
  hidden: boolean,
  options: ReadProgress,
): Promise<TableSource> {
  const decided = source.overrides?.headerRow
  const header = findSheetHeader(cells.rows, merges, decided === undefined ? undefined : Math.max(0, decided - cells.firstRow))
  const columns = usedColumns(header, cells)
  const rawHeaders = columns.map((column) => header.rawHeaders[column]!)
  const records = cells.rows.slice(header.dataFrom).map((row) =>
    joinRecord(
      columns.map((column) => row[column]!),
      ',',
    ),
  )
  const headerLine = Buffer.from(joinRecord(rawHeaders, ',') + '\n')
  const path = join(source.workFolder, `table-${index}.text.csv`)
  await writeFile(path, Buffer.concat([headerLine, Buffer.from(records.map((record) => record + '\n').join(''))]))
  const file = await open(path, 'r')
  try {
    return await tableFromText(
      {
        identity: {
          id: `${source.hash}#${name}`,
          name: source.name,
          sheet: name,
          hash: source.hash,
          bytes: source.bytes,
          format: 'xlsx',
          encoding: 'utf-8',
        },
        file,
        size: (await file.stat()).size,
        text: { path, isOriginal: false },
        dialect: { delimiter: ',', quote: '"', escape: '"', headerRecord: header.height === 0 ? 0 : cells.firstRow + header.dataFrom },
        rawHeaders,
        dataFrom: headerLine.length,
        fewestCells: rawHeaders.length,
        mayHoldReplacements: false,
        mayHoldNul: false,
        problems: sheetProblems(name, header, cells, hidden),
        workFolder: source.workFolder,
        stem: `table-${index}`,
      },
      options,
    )
  } finally {
    await file.close()
  }
}

/** Columns with a name or a value below the header. */
function usedColumns(header: SheetHeader, cells: SheetCells): number[] {
  const below = cells.rows.slice(header.dataFrom)
  const columns = header.rawHeaders.map((_, column) => column)
  return columns.filter((column) => header.rawHeaders[column] !== '' || below.some((row) => row[column] !== ''))
}

function sheetProblems(name: string, header: SheetHeader, cells: SheetCells, hidden: boolean): TableProblem[] {
  const titles = cells.rows.slice(0, Math.max(0, header.dataFrom - header.height)).map((row) => row.filter((cell) => cell !== '').join(' '))
  const filled = titles.filter((title) => title !== '')
  const { errors, uncalculated } = cells
  return [
    ...(hidden ? [tableProblem('sheet-hidden', 1, [], [name])] : []),
    ...(filled.length > 0 ? [tableProblem('title-lines', filled.length, [], filled)] : []),
    ...(header.height > 1 ? [tableProblem('header-merged', header.height)] : []),
    ...(errors.count > 0 ? [tableProblem('cells-error', errors.count, [], [...errors.kinds])] : []),
    ...(uncalculated.count > 0 ? [tableProblem('cells-uncalculated', uncalculated.count)] : []),
  ]
}
