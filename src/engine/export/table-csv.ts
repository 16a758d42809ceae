import { otherValue, type ReportResult } from '../../contract/report-result.ts'
import type { StudyTable } from '../../contract/study-result.ts'
import { wordOf, type Language } from '../../contract/text.ts'
import { typedTable } from '../database/typed-file.ts'
import type { CsvCell } from './csv-text.ts'
import { headingOf } from './report-sheet.ts'
import { words } from './workbook-words.ts'

/** A report under its labels, row by row; a subtotal says so in the first column it is not broken down by. Numbers have all their digits. */
export function* reportCsvRows(result: ReportResult, bytes: Uint8Array, language: Language): Generator<CsvCell[]> {
  const { columns } = result
  const word = words[language]
  const depth = columns.filter(({ role }) => role === 'row').length
  const table = typedTable(bytes)
  const named = new Map(table.columns.map((column) => [column.name, column]))
  const levels = named.get('$level')
  yield columns.map((column) => headingOf(column, language))
  for (let row = 0; row < table.rowCount; row += 1) {
    const level = Number(levels?.at(row) ?? depth)
    yield columns.map((column, index): CsvCell => {
      if (index < depth && index >= level) return index === level ? word.total : null
      const cell = named.get(column.id)?.at(row) ?? null
      if (column.role === 'value') return cell
      if (cell === null || cell === '') return word.none
      return cell === otherValue ? word.other : column.words === undefined ? cell : wordOf(column.words, cell, language)
    })
  }
}

/** A table of a study under its labels. */
export function* studyCsvRows({ columns, rows }: StudyTable, language: Language): Generator<CsvCell[]> {
  yield columns.map(({ label }) => label[language])
  for (const row of rows)
    yield columns.map(({ id, words: known }) => {
      const cell = row[id] ?? null
      return cell === null ? null : (known?.[String(cell)]?.[language] ?? cell)
    })
}
