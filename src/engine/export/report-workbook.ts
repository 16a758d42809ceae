import type { ExplainResult, ReportColumn } from '../../contract/report-result.ts'
import { wordOf, type Language } from '../../contract/text.ts'
import { readArrowTable, type ArrowTable } from '../database/arrow-table.ts'
import { aboutSheet, filterFacts, type Fact } from './about-sheet.ts'
import type { BookLook } from './book-look.ts'
import { numberFormat } from './number-format.ts'
import { formatOf, plainCell, widthOf } from './report-cells.ts'
import type { CellValue, Sheet, SheetColumn } from './sheet.ts'
import { words } from './workbook-words.ts'

export interface ExplainedRows {
  readonly title: string
  readonly explained: ExplainResult
  /** Pages of contributing rows, in order. */
  readonly pages: readonly Uint8Array[]
}

/** The sheets of the rows behind one number, each with the file and row it came from, and `About` with the definition. */
export function explainedSheets({ title, explained, pages }: ExplainedRows, look: BookLook): Sheet[] {
  const { language } = look
  return [rowsSheet({ title, columns: explained.columns, pages }, language), aboutSheet(aboutNumber(explained, look), language)]
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
      if (row < first + table.rowCount) return plainCell(table.column(column).at(row - first))
      first += table.rowCount
    }
    return null
  }
}

/** Values of a closed list by their words. */
function told(at: (row: number) => CellValue, column: ReportColumn, language: Language): (row: number) => CellValue {
  if (column.words === undefined || column.type === 'boolean') return at
  return (row) => {
    const value = at(row)
    return value === null ? null : wordOf(column.words, String(value), language)
  }
}

function sheetColumn(column: ReportColumn, language: Language, at: (row: number) => CellValue): SheetColumn {
  const header = column.label[language]
  const format = formatOf(column)
  const own = format === 'text' ? null : numberFormat(column, { language })
  return {
    header,
    format,
    width: widthOf(header, format),
    at,
    ...(own === null || format === 'date' || format === 'timestamp' || format === 'boolean' ? {} : { numberFormat: own }),
  }
}

function aboutNumber(explained: ExplainResult, look: BookLook): Fact[] {
  const { language } = look
  const word = words[language]
  return [
    [explained.label[language], explained.value === null ? '–' : String(explained.value)],
    [word.definition, explained.definition[language]],
    [word.period, explained.period ? `${explained.period.from} – ${explained.period.to}` : word.all],
    [word.asOf, explained.asOf],
    ...filterFacts(explained.filters, look),
    [word.n, String(explained.n)],
    ...explained.files.map((file) => [word.file, `${file.file} (${file.rows}; ${file.hash})`] as const),
    [word.sql, explained.sql],
  ]
}
