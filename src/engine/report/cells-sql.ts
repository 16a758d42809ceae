import type { SqlParams } from '../database/database.ts'
import { batchesOf } from './batches.ts'
import { filledCells } from './filled-axis.ts'
import { setCode } from './grouping-sets.ts'
import { havingSteps } from './having-sql.ts'
import { Parameters } from './parameters.ts'
import type { ReportPlan } from './plan.ts'
import { scanSql } from './scan-sql.ts'
import { dialect } from '../dialect/in-use.ts'

export interface Statement {
  readonly sql: string
  readonly params: SqlParams
}

/** Where the cells of a report stand while it is answered: one row per grain and group, one column per part. */
export const cellsTable = 'report_cells'

/**
 * The one statement that reads facts. Each fact is aggregated at the report's own grains; the results are laid side by side,
 * never joined, so no row is counted twice.
 */
export function cellsSql(plan: ReportPlan, parameters = new Parameters()): Statement {
  const before = havingSteps(plan, parameters, (own) => cellsSql(own, parameters).sql)
  const cells = filledCells(plan, sideBySide(plan, parameters), parameters)
  return { sql: before === '' ? cells : `${before}select * from (\n${cells}\n)`, params: parameters.all }
}

function sideBySide(plan: ReportPlan, parameters: Parameters): string {
  const scans = plan.scans.flatMap((scan) => scanSql(scan, plan, parameters))
  const keys = [...plan.rows, ...plan.columns].map(({ key }) => key)
  const orders = [...plan.rows, ...plan.columns].filter(({ definition }) => definition.order !== undefined).map(({ key }) => `o_${key}`)
  const parts = plan.scans.flatMap((scan) => scan.parts.map(({ alias }) => alias))
  const [only] = scans
  // The empty grouping set has its row without any rows, too; where scans are laid side by side none of them needs to have it.
  const isWhole = scans.length === 1 && plan.scans.every((scan) => batchesOf(scan, plan).length === 1 && !scan.aside)
  const needsSeed = !isWhole && keys.length > 0 && plan.sets.some(({ level, across }) => level === 0 && !across)
  if (scans.length === 1 && only !== undefined && !needsSeed) return only
  const all = needsSeed ? [...scans, `select ${setCode({ level: 0, across: false })} as code, 1 as present`] : scans
  const select = [
    ...keys,
    ...orders.map((order) => `min(${order}) as ${order}`),
    'code',
    ...parts.map((part) => `${dialect.among.any(part)} as ${part}`),
  ]
  const groups = [...keys, 'code'].join(', ')
  const having = plan.onlyPresent ? '\nhaving max(present) = 1' : ''
  return `select ${select.join(', ')}\nfrom (\n${dialect.rows.stacked(all)}\n)\ngroup by ${groups}${having}`
}
