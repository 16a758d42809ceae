import type { ReportResult } from '../contract/report-result.ts'
import type { Language } from '../contract/text.ts'
import { csvText, type CsvCell } from './csv-text.ts'
import { levelledRows } from './report-json.ts'

const totalLabel = { zh: '合计', en: 'Total' }

/** A report as CSV under its labels; a subtotal says so in the first column it is not broken down by. */
export function reportCsv(result: ReportResult & { readonly bytes: Uint8Array }, language: Language): string {
  const { columns } = result
  const depth = columns.filter(({ role }) => role === 'row').length
  const body = levelledRows(columns, result.bytes).map(({ level, values }): CsvCell[] =>
    columns.map(({ id }, index) => (index === level && level < depth ? totalLabel[language] : (values[id] ?? null))),
  )
  return csvText([columns.map(({ label }) => label[language]), ...body])
}
