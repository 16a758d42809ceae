import type { ReportResult } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { Fact } from './about-sheet.ts'
import type { BookLook } from './book-look.ts'
import { ChartData } from './chart-cells.ts'
import { whyNotAdded } from './column-additivity.ts'
import { reportSheet, type AnsweredReport } from './report-sheet.ts'
import type { Sheet } from './sheet.ts'
import { whyNoFormula, words } from './workbook-words.ts'
import { sheetNames } from './xlsx/names.ts'
import { usualFormats } from './xlsx/style-book.ts'

const key = 'pivot-rows'

/**
 * The report's finest rows as a plain table, and a PivotTable on them that Excel computes itself. A sum of sums is right only for what
 * adds up, so other values stay out of it, and `facts` says which and why.
 */
export async function pivotSheets(
  { spec }: Pick<AnsweredReport, 'spec'>,
  look: BookLook,
  ask: (spec: ReportSpec) => Promise<ReportResult & { bytes: Uint8Array }>,
): Promise<{ sheets: Sheet[]; facts: Fact[] }> {
  const { totals: _totals, top: _top, limit: _limit, ...kept } = spec
  const rows = [...spec.rows, ...spec.columns]
  if (rows.length === 0) return { sheets: [], facts: [] }
  const totals = { rows: 'grand', columns: 'none' } as const
  const flat: ReportSpec = { ...kept, rows, columns: [], sort: [], calculations: [], compare: [], totals }
  const { bytes, ...result } = await ask(flat)
  const word = words[look.language]
  const own = reportSheet({ title: word.pivotRows, spec: flat, result, bytes }, look, new ChartData())
  // Excel takes no two fields of one name.
  const headers = distinct(own.columns.map(({ header }) => header))
  const grand = own.rows - 1
  const columns = own.columns.map(({ formula: _formula, ...column }, place) => ({ ...column, header: headers[place] ?? '' }))
  const source: Sheet = { name: own.name, key, columns, rows: grand, frozen: own.frozen ?? 0 }
  const facts: Fact[] = []
  const values = result.columns.flatMap((column, place) => {
    if (column.role !== 'value') return []
    const cell = own.columns[place]
    const isSum = cell?.at(grand) === null || (cell?.formula?.(grand) ?? null) !== null
    const why = whyNotAdded(column, flat, result, look.metrics) ?? (isSum ? null : 'overlap')
    if (why !== null) {
      facts.push([word.pivot, `${headers[place] ?? ''}: ${whyNoFormula[why][look.language]}`])
      return []
    }
    const { format, numberFormat } = own.columns[place] ?? { format: 'decimal' as const }
    // A field's sum can't be called as the field itself.
    return [{ column: place, label: `${headers[place] ?? ''} `, numberFormat: numberFormat ?? usualFormats[format] }]
  })
  if (values.length === 0 || grand <= 0) return { sheets: [], facts }
  const down = spec.rows.map((_, place) => place)
  const across = spec.columns.map((_, place) => spec.rows.length + place)
  const pivot: Sheet = {
    name: word.pivot,
    columns: [],
    rows: 0,
    filter: false,
    pivot: { source: key, rows: down, columns: across, values, total: word.total },
  }
  return { sheets: [pivot, source], facts }
}

function distinct(headers: readonly string[]): string[] {
  return sheetNames(headers).map((name, place) => {
    const given = headers[place] ?? ''
    return headers.indexOf(given) === place ? given : name
  })
}
