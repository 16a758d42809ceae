import type { ReportColumn, ReportResult } from '../contract/report-result.ts'
import type { Language } from '../contract/text.ts'
import { csvText, type CsvCell } from '../engine/export/csv-text.ts'
import { levelledRows } from './report-json.ts'

const totalLabel = { zh: '合计', en: 'Total' }
const emptyLabel = { zh: '（空）', en: '(none)' }

/** A report as CSV under its labels; a subtotal says so in the first column it is not broken down by. */
export function reportCsv(result: ReportResult & { readonly bytes: Uint8Array }, language: Language): string {
  const { columns } = result
  const depth = columns.filter(({ role }) => role === 'row').length
  const body = levelledRows(columns, result.bytes).map(({ level, values }): CsvCell[] =>
    columns.map(({ id }, index) => (index === level && level < depth ? totalLabel[language] : (values[id] ?? null))),
  )
  return csvText([columns.map((column) => header(column, language)), ...body])
}

/** A value under values of the column shelf is called by them too. */
function header({ label, path = [], isColumnTotal }: ReportColumn, language: Language): string {
  const above = isColumnTotal === true ? [totalLabel[language]] : path.map((value) => value ?? emptyLabel[language])
  return [...above, label[language]].join(' · ')
}
