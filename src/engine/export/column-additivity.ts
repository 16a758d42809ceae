import type { ReportColumn, ReportResult } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { BookLook } from './book-look.ts'
import type { WhyNoFormula } from './workbook-words.ts'

/** Why the rows of a value column need not add up to its totals; null where they may. */
export function whyNotAdded(
  column: ReportColumn,
  spec: ReportSpec,
  result: Pick<ReportResult, 'rowCount' | 'trueRowCount'>,
  metrics: BookLook['metrics'],
): WhyNoFormula | null {
  const uses = spec.values.map(({ id, metric, stat }) => ({ id: id ?? (stat === undefined ? metric : `${metric}:${stat}`), metric, stat }))
  const calculations = spec.calculations.map(({ id, of, as, against }) => ({
    id: id ?? `${of}:${as}${against === undefined ? '' : `@${against}`}`,
    of,
    as,
  }))
  const calculation = nearest(calculations, column)
  const own = nearest(uses, column)
  const isCalculated = calculation !== undefined && calculation.id.length >= (own?.id.length ?? 0)
  if (isCalculated && calculation.as !== 'difference') return 'calculation'
  const use = isCalculated ? uses.find(({ id }) => id === calculation.of) : own
  const additivity = metrics.get(use?.metric ?? column.metric ?? '')?.additivity ?? 'ratio'
  if (result.rowCount !== result.trueRowCount) return additivity === 'ratio' || additivity === 'distribution' ? additivity : 'limit'
  if (use?.stat !== undefined && use.stat !== 'sum' && use.stat !== 'count') return 'distribution'
  if (additivity === 'distribution') return use?.stat === undefined ? additivity : null
  if (additivity === 'semi-additive' && spec.rows.concat(spec.columns).some(({ field }) => field === 'date')) return additivity
  return additivity === 'ratio' ? additivity : null
}

/** The one whose id the column's begins with: `won_value@previous-year|GTX` is a `won_value`. */
function nearest<One extends { readonly id: string }>(all: readonly One[], { id }: ReportColumn): One | undefined {
  return all
    .filter((one) => id === one.id || id.startsWith(`${one.id}@`) || id.startsWith(`${one.id}|`))
    .toSorted((one, other) => other.id.length - one.id.length)[0]
}
