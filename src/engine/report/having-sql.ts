import type { MetricFilter } from '../../contract/report-spec.ts'
import { setCode } from './grouping-sets.ts'
import type { Parameters } from './parameters.ts'
import type { ReportPlan } from './plan.ts'
import { valueSql } from './value-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/** The steps that hold the keys of what meets each condition, to stand before any statement that scans facts of the plan. */
export function havingSteps(plan: ReportPlan, parameters: Parameters, cells: (plan: ReportPlan) => string): string {
  if (plan.having.length === 0) return ''
  const steps = plan.having.map(({ name, holdsOthers, plan: own, use }) => {
    const [value] = own.values
    if (value === undefined) throw new Error(`${use.metric} is not planned`)
    const condition = `(${conditionSql(use, `(${valueSql(value)})`, parameters)})`
    const keys = own.rows.map(({ key }) => key).join(', ')
    const detail = setCode({ level: own.rows.length, across: false })
    return dialect.rows.step(
      name,
      `  select ${keys} from (\n${cells(own)}\n  ) where code = ${detail} and ${holdsOthers ? `not coalesce(${condition}, false)` : condition}`,
    )
  })
  return `with ${steps.join(',\n')}\n`
}

function conditionSql({ op, values }: MetricFilter, value: string, parameters: Parameters): string {
  const [first = 0, second = 0] = values.map((number) => parameters.add(number, 'double'))
  switch (op) {
    case 'at-least':
      return `${value} >= ${first}`
    case 'at-most':
      return `${value} <= ${first}`
    case 'between':
      return `${value} between ${first} and ${second}`
    case 'is-empty':
      return `${value} is null`
    case 'is-not-empty':
      return `${value} is not null`
  }
}
