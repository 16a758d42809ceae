import type { ReportColumn } from '../../contract/report-result.ts'
import { unitLabel } from '../../contract/figure-text.ts'
import { readArrowTable } from '../database/arrow-table.ts'
import type { BookLook } from './book-look.ts'
import { numberFormat } from './number-format.ts'
import { formatOf, widthOf } from './report-cells.ts'
import { headingOf, valueReader, type AnsweredReport } from './report-sheet.ts'
import type { CellFormat, CellValue, Sheet, SheetColumn } from './sheet.ts'
import { words } from './workbook-words.ts'

interface Line {
  readonly tile: string | null
  readonly column: ReportColumn
  readonly value: CellValue
  readonly n: number | null
}

/** Tiles of one figure, one under the other, with what each is compared with. */
export function keyFiguresSheet(tiles: readonly AnsweredReport[], { language, currency }: BookLook): Sheet {
  const word = words[language]
  const lines = tiles.flatMap(({ title, result, bytes }) => {
    const table = readArrowTable(bytes)
    return result.columns
      .filter(({ role }) => role === 'value')
      .map((column, place): Line => {
        const value = table.rowCount === 0 ? null : valueReader(table, column)(table.rowCount - 1)
        return { tile: place === 0 ? title : null, column, value, n: result.n[column.id] ?? null }
      })
  })
  const column = (header: string, width: number, format: CellFormat, read: (line: Line) => CellValue): SheetColumn => ({
    header,
    format,
    width,
    at: (row) => {
      const line = lines[row]
      return line === undefined ? null : read(line)
    },
  })
  return {
    name: word.figures,
    rows: lines.length,
    filter: false,
    columns: [
      column(word.tile, 30, 'text', ({ tile }) => tile),
      column(word.figure, 44, 'text', (line) => headingOf(line.column, language)),
      {
        ...column(word.amount, widthOf(word.amount, 'money') + 4, 'decimal', ({ value }) => value),
        formatAt: (row) => {
          const own = lines[row]?.column
          if (own === undefined) return { format: 'general' }
          const code = numberFormat(own, { language })
          return { format: formatOf(own), ...(code === null ? {} : { numberFormat: code }) }
        },
      },
      column(language === 'zh' ? '单位' : 'Unit', 10, 'text', ({ column: own }) =>
        own.unit === 'money' ? (own.currency ?? currency) : own.unit === 'percent' ? '%' : unitLabel({ unit: own.unit, language }) || null,
      ),
      column(word.n, 14, 'integer', ({ n }) => n),
    ],
  }
}
