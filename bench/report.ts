import { WorkspaceSettings } from '../src/contract/settings.ts'
import { ReportSpec, type ReportSpecInput } from '../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../src/engine/database/database.ts'
import { migrate } from '../src/engine/database/migrate.ts'
import { queryFiles, queryText } from '../src/engine/database/query-files.ts'
import { readWorkspaceData } from '../src/engine/catalog/workspace-data.ts'
import { cellsSql } from '../src/engine/report/cells-sql.ts'
import { makePlan } from '../src/engine/report/make-plan.ts'
import { settleSpec } from '../src/engine/report/settle-spec.ts'
import { presentationSql } from '../src/engine/report/presentation-sql.ts'
import { valueColumns } from '../src/engine/report/result-columns.ts'
import { runReport, type ReportContext } from '../src/engine/report/run-report.ts'
import { compare, type Comparison } from './rounds.ts'

const context: ReportContext = { clock: '2025-12-31', dataVersion: 1, settings: WorkspaceSettings.parse({ reportingCurrency: 'CNY' }) }

interface Question {
  readonly title: string
  readonly spec: ReportSpecInput
  /** The same answer in one statement written by hand. */
  readonly sql: string
}

const questions: readonly Question[] = [
  {
    title: 'wins and win rate by month',
    spec: {
      rows: [{ field: 'date' }],
      values: [{ metric: 'won_value' }, { metric: 'won_count' }, { metric: 'win_rate' }],
      period: { from: '2024-01-01', to: '2025-12-31' },
    },
    sql: `select make_date(closed_month // 12, closed_month % 12 + 1, 1) as month,
      sum(case when status = 'won' then amount_reporting end) as won_value, sum(case when status = 'won' then 1 else 0 end) as won_count,
      sum(case when status = 'won' then 1 else 0 end) / nullif(sum(case when status in ('won', 'lost') then 1 else 0 end), 0) as win_rate
      from mart.opportunity where closed_day between 19723 and 20453 and status in ('won', 'lost') group by closed_month order by closed_month`,
  },
  {
    title: 'deals and their wins by manager and owner with all totals',
    spec: {
      rows: [{ field: 'owner.manager' }, { field: 'owner.name' }],
      values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }],
      totals: { rows: 'all-levels' },
    },
    sql: `select p.manager, p.name, count(*) as deals, coalesce(sum(case when o.status = 'won' then o.amount_reporting end), 0) as won_value, 2 - grouping(p.name) - grouping(p.manager) as level
      from mart.opportunity o left join mart.person p on p.ref = o.owner_ref
      group by grouping sets ((p.manager, p.name), (p.manager), ()) order by p.manager, p.name nulls first`,
  },
  {
    title: 'median cycle by owner with the grand total',
    spec: { rows: [{ field: 'owner.name' }], values: [{ metric: 'sales_cycle_days', stat: 'p50' }], totals: { rows: 'grand' } },
    sql: `select p.name, quantile_cont((o.closed_day - o.created_day)::double, 0.5) as days, count(*) as n
      from mart.opportunity o left join mart.person p on p.ref = o.owner_ref
      where o.status = 'won' and o.closed_day is not null and o.created_day is not null group by grouping sets ((p.name), ()) order by p.name nulls last`,
  },
]

/** The report path (plan, SQL, cells, n, warnings, Arrow) against the same question as one statement by hand. */
export async function benchReport(deals: number, rounds: number): Promise<Comparison[]> {
  const database = await dealsDatabase(deals)
  try {
    const results: Comparison[] = []
    for (const { title, spec, sql } of questions) {
      const parsed = ReportSpec.parse(spec)
      results.push(
        await compare(
          `report over ${deals.toLocaleString('en')} deals: ${title}`,
          '1.15x or 3 ms more',
          [
            { name: 'report', run: async () => void (await runReport(database, context, parsed)) },
            { name: 'SQL by hand', run: async () => void (await database.arrow(sql)) },
          ],
          rounds,
        ),
      )
    }
    return [...results, await benchCompile(database)]
  } finally {
    await database.close()
  }
}

/** Planning and SQL text alone, for 1,000 questions. */
async function benchCompile(database: Database): Promise<Comparison> {
  const data = await readWorkspaceData(database, context.dataVersion)
  const specs = questions.map(({ spec }) => ReportSpec.parse(spec))
  const compile = (): void => {
    for (let index = 0; index < 1000; index += 1) {
      const spec = specs[index % specs.length]
      if (spec === undefined) continue
      const plan = makePlan(settleSpec(spec, context.clock, context.settings), { ...context, data })
      cellsSql(plan)
      presentationSql(plan, valueColumns(plan, null))
    }
  }
  return compare('compile 1,000 questions', 'at most 1,000 ms', [{ name: 'plan and SQL text', run: async () => compile() }], 5)
}

async function dealsDatabase(deals: number): Promise<Database> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  for (const path of [...queryFiles('macros'), ...queryFiles('marts')]) await database.run(queryText(path))
  await database.run(
    `insert into mart.person by name select range::integer as ref, range as id, 'Owner ' || range as name, 'Manager ' || (range % 8) as manager, false as is_stub, 'bench' as source, 1 as load_id from range(60)`,
  )
  await database.run(`insert into mart.opportunity by name
    select range as id, 'bench' as source, range::varchar as source_id, 1 as load_id, 1 as file_id, range as row_number,
      created_day, mart.month_number(date '1970-01-01' + created_day) as created_month, status,
      case when status <> 'open' then created_day + cycle end as closed_day,
      case when status <> 'open' then mart.month_number(date '1970-01-01' + created_day + cycle) end as closed_month,
      (range * 7 % 60)::integer as owner_ref, amount, amount as amount_reporting
    from (
      select range, (18993 + range * 1461 // ${deals})::integer as created_day, (range * 31 % 120)::integer as cycle,
        (['open', 'won', 'won', 'lost', 'lost'])[1 + (range * 13 % 5)::integer] as status, (range % 90000 + 100)::decimal(18, 4) as amount
      from range(${deals})
    )`)
  return database
}
