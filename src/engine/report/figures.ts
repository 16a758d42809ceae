import type { Warning } from '../../contract/report-result.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { cellsTable } from './cells-sql.ts'
import { setCode } from './grouping-sets.ts'
import type { PlannedValue, ReportPlan } from './plan.ts'
import { placedCells, type ValueColumn } from './presentation-sql.ts'
import { valueSql } from './value-sql.ts'

/** What is said about a report beside its cells. */
export interface Figures {
  readonly n: Record<string, number>
  readonly rows: number
  readonly warnings: readonly Warning[]
}

type FigureRow = Record<string, number | null>

/** Counts, over the cells, the rows behind each value column, the rows of the result and the values that are n/a. */
export async function readFigures(database: Database, plan: ReportPlan, columns: readonly ValueColumn[], options: RunOptions): Promise<Figures> {
  const rows = await database.rows<FigureRow>(figuresSql(plan), {}, options)
  const at = (position: number | null): FigureRow => rows.find((row) => row['position'] === position) ?? {}
  const n: Record<string, number> = {}
  for (const { id, value, path } of columns) n[id] = countOf(plan, value, path, rows, at)
  return { n, rows: rows.reduce((sum, row) => sum + (row['rows'] ?? 0), 0), warnings: emptyWarnings(plan, rows) }
}

function countOf(plan: ReportPlan, value: PlannedValue, path: number | null, rows: readonly FigureRow[], at: (position: number | null) => FigureRow): number {
  const index = plan.values.indexOf(value)
  if (!value.isPartition) return at(path === -1 ? null : path)[`g${index}`] ?? 0
  if (path !== -1) return at(path)[`n${index}`] ?? 0
  return rows.reduce((sum, row) => sum + (row[`n${index}`] ?? 0), 0)
}

function figuresSql(plan: ReportPlan): string {
  const hasColumns = plan.columns.length > 0
  const detail = setCode({ level: plan.rows.length, across: hasColumns })
  const shown = plan.sets.filter((set) => set.shown).map(setCode)
  const keys = plan.rows.map(({ key }) => key)
  const counts = plan.values.flatMap((value, index) => [
    `coalesce(sum(case when code = ${detail} then ${value.population} end), 0)::bigint as n${index}`,
    `coalesce(max(case when code // 2 = 0 then ${value.population} end), 0)::bigint as g${index}`,
    `coalesce(sum(case when code in (${shown.join(', ')}) and (${valueSql(value)}) is null then 1 end), 0)::bigint as e${index}`,
  ])
  const from = hasColumns ? placedCells(plan) : `(select *, null::integer as position from ${cellsTable})`
  // Rows of a pivot are counted once, whatever columns they fill.
  const rows = hasColumns ? `(select count(*) from (select distinct ${[...keys, 'code // 2'].join(', ')} from ${cellsTable} where code in (${shown.join(', ')})))` : `sum(case when code in (${shown.join(', ')}) then 1 else 0 end)`
  const once = hasColumns ? `case when row_number() over () = 1 then ${rows} else 0 end` : 'shown_rows'
  const inner = `select position, ${counts.join(', ')}${hasColumns ? '' : `, ${rows} as shown_rows`} from ${from} group by position`
  return `select *, (${once})::bigint as rows from (${inner})`
}

function emptyWarnings(plan: ReportPlan, rows: readonly FigureRow[]): Warning[] {
  return plan.values.flatMap((value, index) => {
    const empty = rows.reduce((sum, row) => sum + (row[`e${index}`] ?? 0), 0)
    if (empty === 0) return []
    const reason = reasonOf(value)
    return [{ code: reason.code, column: value.id, text: { zh: `${empty} 个值不适用：${reason.zh}。`, en: `${empty} ${empty === 1 ? 'value is' : 'values are'} n/a: ${reason.en}.` } }]
  })
}

function reasonOf({ definition, formula }: PlannedValue): { code: string; zh: string; en: string } {
  if (formula.value !== undefined) return { code: 'no-denominator', zh: '分母为 0 或缺少数据', en: 'the denominator is 0 or its data is missing' }
  if (definition.additivity === 'distribution') return { code: 'no-rows', zh: '没有可计算的记录', en: 'there are no rows to compute from' }
  return { code: 'no-amount', zh: '这些记录都没有金额', en: 'none of the rows has an amount' }
}
