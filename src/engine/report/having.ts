import { HelmdeckError } from '../../contract/errors.ts'
import type { MetricFilter } from '../../contract/report-spec.ts'
import type { PlannedHaving, ReportPlan } from './plan.ts'
import type { SettledSpec } from './settle-spec.ts'
import { isZeroWithoutRows } from './value-sql.ts'

/** Plans the question behind each condition on a metric: its value per thing, under the report's own filters and days. Fails with `invalid-report`. */
export function planHaving(spec: SettledSpec, makePlan: (spec: SettledSpec) => ReportPlan): PlannedHaving[] {
  return spec.having.map((use, index) => {
    const per = use.per ?? fieldsOf(spec)
    if (per.length === 0) throw new HelmdeckError('invalid-report', { reason: 'having-needs-a-dimension', metric: use.metric })
    const { metric, stat, params, op, values } = use
    const wanted = op === 'between' ? 2 : op === 'at-least' || op === 'at-most' ? 1 : 0
    if (values.length !== wanted) throw new HelmdeckError('invalid-report', { reason: 'having-values', metric, op, wanted })
    const value = { metric, ...(stat === undefined ? {} : { stat }), ...(params === undefined ? {} : { params }) }
    const plan = makePlan({
      version: 1,
      rows: per,
      columns: [],
      values: [value],
      filters: spec.filters,
      having: [],
      compare: [],
      sort: [],
      calculations: [],
      ...(spec.period && { period: spec.period }),
      ...(spec.asOf !== undefined && { asOf: spec.asOf }),
    })
    const [planned] = plan.values
    if (planned === undefined) throw new Error(`${metric} is not planned`)
    return { name: `having${index}`, holdsOthers: meets(use, isZeroWithoutRows(planned) ? 0 : null), plan, use }
  })
}

function meets({ op, values: [first = 0, second = 0] }: MetricFilter, value: number | null): boolean {
  if (op === 'is-empty') return value === null
  if (op === 'is-not-empty') return value !== null
  if (value === null) return false
  return op === 'at-most' ? value <= first : value >= first && (op === 'at-least' || value <= second)
}

/** What a condition on a metric is about unless it says so: the fields on the rows but the conformed date, else those on the columns. */
export function fieldsOf({ rows, columns }: SettledSpec): SettledSpec['rows'] {
  const [onRows, onColumns] = [rows, columns].map((shelf) => shelf.filter(({ field }) => field !== 'date'))
  return onRows !== undefined && onRows.length > 0 ? onRows : (onColumns ?? [])
}
