import { HelmdeckError } from '../../contract/errors.ts'
import type { FactId, MoneyColumns } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { dayText } from './calendar-days.ts'
import { cellsSql } from './cells-sql.ts'
import { havingSteps } from './having-sql.ts'
import { needsLines } from './joins.ts'
import { Parameters } from './parameters.ts'
import type { PlannedPart, PlannedScan, ReportPlan } from './plan.ts'
import { populationSql } from './scan-sql.ts'

/**
 * Refuses a sum over currencies that no rate converts: `missing-exchange-rate` {pairs, dates, rows}, for the rows that
 * this report touches, for the lines where it is broken down by those, and for its conditions on metrics. Costs nothing where every amount of the workspace is converted.
 */
export async function checkExchangeRates(
  database: Database,
  plan: ReportPlan,
  data: WorkspaceData,
  currency: string | null,
  options: RunOptions,
): Promise<void> {
  for (const having of plan.having) await checkExchangeRates(database, having.plan, data, currency, options)
  for (const scan of plan.scans) {
    const money = scan.parts.filter(({ definition }) => 'money' in definition && definition.money === true)
    if (money.length === 0 || !data.unconverted.has(scan.fact)) continue
    const shelves = [...plan.rows, ...plan.columns]
    const byLine = shelves.filter(({ definition }) => needsLines(scan.fact, definition))
    // What is counted as of a day has to be known on the last day of every bucket.
    const dates = scan.snapshot ? shelves.filter(({ definition }) => definition.id === 'date') : []
    for (const [columns, parts] of byMoney(scan.fact, money))
      for (const rows of byLine.length === 0 ? [dates] : [dates, [...dates, ...byLine]])
        await checkScan(database, { ...plan, rows, columns: [] }, { ...scan, parts }, columns, currency, options)
  }
}

/** The parts by the money of the row that they sum. */
function byMoney(fact: FactId, parts: readonly PlannedPart[]): Map<MoneyColumns, PlannedPart[]> {
  const { money, otherMoney } = nodes[fact]
  const found = new Map<MoneyColumns, PlannedPart[]>()
  for (const part of parts) {
    const columns = 'moneyOf' in part.definition && part.definition.moneyOf !== undefined ? otherMoney?.[part.definition.moneyOf] : money
    if (columns === undefined) throw new Error(`${fact} has no money of that name`)
    found.set(columns, [...(found.get(columns) ?? []), part])
  }
  return found
}

async function checkScan(
  database: Database,
  plan: ReportPlan,
  scan: PlannedScan,
  money: MoneyColumns,
  currency: string | null,
  options: RunOptions,
): Promise<void> {
  const parameters = new Parameters()
  const unrated = scan.parts.map(({ definition }) =>
    'unrated' in definition && definition.unrated !== undefined
      ? definition.unrated
      : `f.${money.amount} is not null and f.${money.converted} is null`,
  )
  const rows = populationSql(scan, { ...plan, sets: [{ level: plan.rows.length, across: false, shown: true }] }, parameters, () => [
    `f.${money.currency} as money_currency`,
    `(${[...new Set(unrated)].join(' or ')}) as is_unrated`,
    `${money.day.replaceAll(/[a-z_]+_day/g, 'f.$&')} as money_day`,
  ])
  const steps = havingSteps(plan, parameters, (own) => cellsSql(own, parameters).sql)
  const found = await database.rows<{ currency: string; first: number | null; last: number | null; count: number }>(
    `${steps}select money_currency as currency, min(money_day) as first, max(money_day) as last, count(*) as count
     from (${rows}) where is_unrated group by money_currency order by money_currency`,
    parameters.all,
    options,
  )
  if (found.length === 0) return
  throw new HelmdeckError('missing-exchange-rate', {
    pairs: found.map((row) => `${row.currency}→${currency ?? '?'}`),
    dates: found.map((row) => (row.first === null || row.last === null ? '' : `${dayText(row.first)}..${dayText(row.last)}`)),
    rows: found.reduce((sum, { count }) => sum + count, 0),
  })
}
