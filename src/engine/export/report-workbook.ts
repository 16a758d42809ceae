import { otherValue, type ExplainResult, type ReportColumn, type ReportResult } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import { wordOf, type Language } from '../../contract/text.ts'
import { readArrowTable, type ArrowTable } from '../database/arrow-table.ts'
import type { CellFormat, CellValue, Sheet, SheetColumn } from './workbook.ts'

export const words = {
  zh: {
    total: '合计',
    none: '（空）',
    other: '其他',
    about: '说明',
    report: '报表',
    period: '期间',
    all: '全部时间',
    asOf: '截至',
    filters: '筛选',
    rows: '行数',
    warnings: '提示',
    file: '文件',
    sheet: '工作表',
    row: '行',
    item: '项目',
    value: '内容',
    definition: '定义',
    sql: 'SQL 语句',
    n: '计入行数',
    currency: '币种',
  },
  en: {
    total: 'Total',
    none: '(none)',
    other: 'Other',
    about: 'About',
    report: 'Report',
    period: 'Period',
    all: 'All time',
    asOf: 'As of',
    filters: 'Filters',
    rows: 'Rows',
    warnings: 'Notes',
    file: 'File',
    sheet: 'Sheet',
    row: 'Row',
    item: 'Item',
    value: 'Content',
    definition: 'Definition',
    sql: 'SQL',
    n: 'Rows counted',
    currency: 'Currency',
  },
} as const

export interface AnsweredReport {
  readonly title: string
  readonly spec: ReportSpec
  readonly result: ReportResult
  readonly bytes: Uint8Array
}

/** The sheets of a report: its rows with typed cells and totals in bold, and `About`: period, filters, as-of, notes. */
export function reportSheets(report: AnsweredReport, language: Language): Sheet[] {
  const table = readArrowTable(report.bytes)
  const level = table.column('$level')
  const rowColumns = report.result.columns.filter((column) => column.role === 'row')
  const levelAt = (row: number) => Number(level.at(row) ?? rowColumns.length)
  const columns = report.result.columns.map((column) => {
    const place = rowColumns.indexOf(column)
    const at = valueReader(table, column)
    const named = told(at, column, language)
    return sheetColumn(column, language, place < 0 ? at : (row) => dimensionCell(named(row), place, levelAt(row), words[language]))
  })
  return [
    { name: report.title, columns, rows: table.rowCount, isTotal: (row) => levelAt(row) < rowColumns.length },
    aboutSheet(aboutReport(report, language), language),
  ]
}

export interface ExplainedRows {
  readonly title: string
  readonly explained: ExplainResult
  /** Pages of contributing rows, in order. */
  readonly pages: readonly Uint8Array[]
}

/** The sheets of the rows behind one number, each with the file and row it came from, and `About` with the definition. */
export function explainedSheets({ title, explained, pages }: ExplainedRows, language: Language): Sheet[] {
  return [rowsSheet({ title, columns: explained.columns, pages }, language), aboutSheet(aboutNumber(explained, language), language)]
}

interface SourcedRows {
  readonly title: string
  readonly columns: readonly ReportColumn[]
  readonly pages: readonly Uint8Array[]
}

/** Rows with the file, sheet and row each came from. */
export function rowsSheet({ title, columns, pages }: SourcedRows, language: Language): Sheet {
  const tables = pages.map(readArrowTable)
  const place = rowFinder(tables)
  const origin: readonly [string, string][] = [
    ['$file', words[language].file],
    ['$sheet', words[language].sheet],
    ['$row', words[language].row],
  ]
  const own = columns
    .filter(({ id }) => !id.startsWith('$'))
    .map((column) => {
      const at = told((row) => place(row, column.id), column, language)
      return sheetColumn(column, language, at)
    })
  const origins = origin.map(([id, header]): SheetColumn => ({
    header,
    format: id === '$row' ? 'integer' : 'text',
    width: id === '$file' ? 28 : 10,
    at: (row) => place(row, id),
  }))
  return { name: title, columns: [...own, ...origins], rows: tables.reduce((sum, table) => sum + table.rowCount, 0) }
}

function rowFinder(tables: readonly ArrowTable[]): (row: number, column: string) => CellValue {
  return (row, column) => {
    let first = 0
    for (const table of tables) {
      if (row < first + table.rowCount) return plain(table.column(column).at(row - first))
      first += table.rowCount
    }
    return null
  }
}

function valueReader(table: ArrowTable, column: ReportColumn): (row: number) => CellValue {
  const source = table.column(column.id)
  return (row) => plain(source.at(row))
}

/** Values of a closed list by their words. */
function told(at: (row: number) => CellValue, column: ReportColumn, language: Language): (row: number) => CellValue {
  if (column.words === undefined || column.type === 'boolean') return at
  return (row) => {
    const value = at(row)
    return value === null ? null : wordOf(column.words, String(value), language)
  }
}

function plain(value: unknown): CellValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}

function sheetColumn(column: ReportColumn, language: Language, at: (row: number) => CellValue): SheetColumn {
  const path =
    column.isColumnTotal === true
      ? [words[language].total]
      : (column.path ?? []).map((value, place) =>
          value === otherValue
            ? words[language].other
            : value === null
              ? words[language].none
              : wordOf(column.pathWords?.[place], value, language),
        )
  const header = [...path, column.label[language]].join(' · ')
  const format = formatOf(column)
  return { header, format, width: Math.min(40, Math.max(format === 'text' ? 18 : 13, displayLength(header) + 3)), at }
}

/** A subtotal leaves the dimensions below it blank; the grand total is named in the first column. */
function dimensionCell(
  value: CellValue,
  place: number,
  level: number,
  word: { readonly total: string; readonly none: string; readonly other: string },
): CellValue {
  if (level === 0) return place === 0 ? word.total : null
  if (place >= level) return null
  return value === otherValue ? word.other : (value ?? word.none)
}

export function formatOf(column: Pick<ReportColumn, 'type' | 'unit' | 'words'>): CellFormat {
  if (column.words !== undefined && column.type !== 'boolean') return 'text'
  if (column.type === 'date' || column.type === 'timestamp' || column.type === 'boolean' || column.type === 'text') return column.type
  if (column.unit === 'money') return 'money'
  if (column.unit === 'percent') return 'percent'
  return column.type === 'integer' || column.unit === 'count' ? 'integer' : 'decimal'
}

export function displayLength(text: string): number {
  return Array.from(text).reduce((length, character) => length + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
}

/** A line of `About`. */
export type Fact = readonly [string, string]

function aboutReport({ title, spec, result }: AnsweredReport, language: Language): Fact[] {
  const word = words[language]
  const currency = result.columns.find((column) => column.currency !== undefined)?.currency
  return [
    [word.report, title],
    [word.period, result.period ? `${result.period.from} – ${result.period.to}` : word.all],
    [word.asOf, result.asOf],
    ...(currency === undefined ? [] : [[word.currency, currency] as const]),
    ...filterFacts(spec.filters, language),
    [word.rows, result.rowCount === result.trueRowCount ? String(result.rowCount) : `${result.rowCount} / ${result.trueRowCount}`],
    ...result.warnings.map((warning) => [word.warnings, warning.text[language]] as const),
  ]
}

function aboutNumber(explained: ExplainResult, language: Language): Fact[] {
  const word = words[language]
  return [
    [explained.label[language], explained.value === null ? '–' : String(explained.value)],
    [word.definition, explained.definition[language]],
    [word.period, explained.period ? `${explained.period.from} – ${explained.period.to}` : word.all],
    [word.asOf, explained.asOf],
    ...filterFacts(explained.filters, language),
    [word.n, String(explained.n)],
    ...explained.files.map((file) => [word.file, `${file.file} (${file.rows}; ${file.hash})`] as const),
    [word.sql, explained.sql],
  ]
}

function filterFacts(filters: ReportSpec['filters'], language: Language): Fact[] {
  return filters.map((filter) => [
    words[language].filters,
    `${filter.field} ${filter.op} ${filter.period === undefined ? filter.values.map((value) => value ?? words[language].none).join(', ') : `${filter.period.relative} ${filter.period.n} ${filter.period.unit}`}`.trim(),
  ])
}

/** What stands behind the numbers, in words. */
export function aboutSheet(facts: readonly Fact[], language: Language): Sheet {
  const word = words[language]
  return {
    name: word.about,
    rows: facts.length,
    filter: false,
    columns: [
      { header: word.item, format: 'text', width: 18, at: (row) => facts[row]?.[0] ?? null },
      { header: word.value, format: 'text', width: 80, at: (row) => facts[row]?.[1] ?? null },
    ],
  }
}
