import { HelmdeckError } from '../../contract/errors.ts'
import type { ValueUse } from '../../contract/report-spec.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { cellsSql } from './cells-sql.ts'
import { fieldsOf } from './having.ts'
import { makePlan, partOf, type PlanContext } from './make-plan.ts'
import type { PlannedDimension, ReportPlan } from './plan.ts'
import { isDate, valueId } from './resolve.ts'
import type { SettledSpec } from './settle-spec.ts'
import { valueSql } from './value-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/**
 * The plan with its top list filled in: the values are ranked at their own grain, under the report's filters and period.
 * With `other` the rest becomes one row by the metric's own definition; without it the rest is left out, totals included.
 */
export async function topPlan(
  database: Database,
  spec: SettledSpec,
  context: PlanContext,
  plan: ReportPlan,
  options: RunOptions,
): Promise<ReportPlan> {
  const { top } = spec
  if (top === undefined) return plan
  const shelf = [...plan.rows, ...plan.columns].find(({ definition }) => definition.id === top.field)
  if (shelf === undefined) throw new HelmdeckError('invalid-report', { reason: 'top-not-on-a-shelf', field: top.field })
  if (isDate(shelf.definition)) throw new HelmdeckError('invalid-report', { reason: 'top-of-a-date', field: top.field })
  const values = await rankedValues(database, spec, context, options)
  if (top.other) {
    const withTop = (dimension: PlannedDimension): PlannedDimension => (dimension === shelf ? { ...dimension, top: { values } } : dimension)
    return { ...plan, rows: plan.rows.map(withTop), columns: plan.columns.map(withTop) }
  }
  const warning = {
    code: 'top-only',
    text: { zh: `只含前 ${top.n} 项，合计也只是这些项的。`, en: `Only the top ${top.n}; totals are theirs alone.` },
  }
  return { ...plan, filters: [...plan.filters, { definition: shelf.definition, op: 'in', values }], warnings: [...plan.warnings, warning] }
}

async function rankedValues(database: Database, spec: SettledSpec, context: PlanContext, options: RunOptions): Promise<(string | null)[]> {
  const { top } = spec
  if (top === undefined) return []
  const by: ValueUse | undefined = spec.values.find((use) => valueId(use) === top.by)
  if (by === undefined) throw new HelmdeckError('invalid-report', { reason: 'top-by-unknown-value', by: top.by })
  const ranking: SettledSpec = {
    version: 1,
    rows: [{ field: top.field }],
    columns: [],
    values: [by],
    filters: spec.filters,
    having: spec.having.map((one) => ({ ...one, per: one.per ?? fieldsOf(spec) })),
    compare: [],
    sort: [],
    calculations: [],
    ...(spec.period && { period: spec.period }),
    ...(spec.asOf !== undefined && { asOf: spec.asOf }),
  }
  const plan = makePlan(ranking, partOf(spec, context))
  const [dimension] = plan.rows
  const [value] = plan.values
  if (dimension === undefined || value === undefined) return []
  const { sql, params } = cellsSql(plan)
  const detail = plan.sets[0] === undefined ? 0 : plan.sets[0].level * 2
  const rows = await database.rows<{ name: string | null }>(
    `select ${dialect.cast(dimension.key, 'text')} as name from (\n${sql}\n) where code = ${detail} order by ${valueSql(value)} desc nulls last, ${dimension.key} nulls last limit ${Math.trunc(top.n)}`,
    params,
    options,
  )
  return rows.map(({ name }) => name)
}
