import type { ReportColumn, ReportResult } from '../../contract/report-result.ts'
import { otherValue } from '../../contract/report-result.ts'
import { bucketLabel } from '../../contract/bucket-text.ts'
import { wordOf } from '../../contract/text.ts'
import { readArrowTable } from '../database/arrow-table.ts'
import { deckWords, type DeckLook } from './deck-text.ts'

function wordsAt({ pathWords }: ReportColumn, place: number): Pick<ReportColumn, 'words'> {
  const words = pathWords?.[place] ?? undefined
  return words === undefined ? {} : { words }
}

/** An answered report as slides read it: nothing is computed here. */
export interface DeckReport {
  readonly result: ReportResult
  readonly rowColumns: readonly ReportColumn[]
  readonly valueColumns: readonly ReportColumn[]
  /** Places of the rows at the finest level, in order; of the grand total, null where there is none. */
  readonly details: readonly number[]
  readonly total: number | null
  readonly count: number
  level(row: number): number
  /** As it came: decimals are text. */
  value(row: number, column: ReportColumn): string | number | boolean | null
  number(row: number, column: ReportColumn): number | null
  label(row: number, column: ReportColumn): string
  heading(column: ReportColumn): string
}

export function readReport(result: ReportResult, bytes: Uint8Array, look: DeckLook): DeckReport {
  const table = readArrowTable(bytes)
  const word = deckWords[look.language]
  const rowColumns = result.columns.filter(({ role }) => role === 'row')
  const levels = table.column('$level')
  const level = (row: number): number => Number(levels.at(row) ?? rowColumns.length)
  const columns = new Map(result.columns.map((column) => [column.id, table.column(column.id)]))
  const value: DeckReport['value'] = (row, { id }) => {
    const found = columns.get(id)?.at(row)
    if (typeof found === 'bigint') return found.toString()
    return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? found : null
  }
  const named = (cell: string | number | boolean | null, column: Pick<ReportColumn, 'grain' | 'words'>): string => {
    if (cell === null || cell === '') return word.none
    if (cell === otherValue) return word.other
    return column.grain === undefined ? wordOf(column.words, String(cell), look.language) : bucketLabel(cell, column.grain, look.language)
  }
  const places = Array.from({ length: table.rowCount }, (_, row) => row)
  return {
    result,
    rowColumns,
    valueColumns: result.columns.filter(({ role }) => role === 'value'),
    details: places.filter((row) => level(row) === rowColumns.length),
    total: rowColumns.length === 0 ? null : (places.find((row) => level(row) === 0) ?? null),
    count: table.rowCount,
    level,
    value,
    number: (row, column) => {
      const found = value(row, column)
      const number = typeof found === 'boolean' || found === null ? NaN : Number(found)
      return Number.isFinite(number) ? number : null
    },
    label: (row, column) => named(value(row, column), column),
    heading: (column) => {
      const path =
        column.isColumnTotal === true
          ? [word.total]
          : (column.path ?? []).map((cell, place) =>
              named(cell, {
                ...(column.grain === undefined ? {} : { grain: column.grain }),
                ...wordsAt(column, place),
              }),
            )
      return [...path, column.label[look.language]].join(' · ')
    },
  }
}
