import type { Warning } from '../../contract/report-result.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { cellsTable } from './cells-sql.ts'
import { setCode } from './grouping-sets.ts'
import { holdsOnlyShown, type PlannedValue, type ReportPlan } from './plan.ts'
import { placedCells } from './presentation-sql.ts'
import type { ValueColumn } from './value-column.ts'
import { isAlwaysThere, valueSql } from './value-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/** What is said about a report beside its cells. */
export interface Figures {
  readonly n: Record<string, number>
  readonly rows: number
  readonly warnings: readonly Warning[]
}

type FigureRow = Readonly<Record<string, unknown>>

/** Counts, over the cells of a pivot, the rows behind each value column, the rows of the result and the values that are n/a. */
export async function readPivotFigures(
  database: Database,
  plan: ReportPlan,
  columns: readonly ValueColumn[],
  options: RunOptions,
): Promise<Figures> {
  const counted = `select position, ${figureSql(plan).join(', ')} from ${placedCells(plan)} group by position`
  const rows = await database.rows<FigureRow>(counted, {}, options)
  if (plan.limit === null) return figuresOf(plan, columns, rows, 0)
  // Rows of a pivot are counted once, whatever columns they fill.
  const [shown] = await database.rows<{ rows: number }>(
    `select count(*) as rows from (select distinct ${[...plan.rows.map(({ key }) => key), dialect.floored('code', 2)].join(', ')} from ${cellsTable} where code in (${shownCodes(plan)}))`,
    {},
    options,
  )
  return figuresOf(plan, columns, rows, shown?.rows ?? 0)
}

/**
 * The same where every cell is a row of the result: what each row adds to each figure, as doubles. Null where a limit or a hidden grain
 * leaves cells out of the result.
 */
export function figureAdditions(plan: ReportPlan): string[] | null {
  if (plan.columns.length > 0 || plan.limit !== null || !holdsOnlyShown(plan)) return null
  return distinctFigures(plan).map(({ added }) => dialect.cast(added, 'double'))
}

/** The figures from the sums of those columns, in their order. */
export function addedFigures(plan: ReportPlan, columns: readonly ValueColumn[], sums: readonly number[]): Figures {
  const row = Object.fromEntries(distinctFigures(plan).map(({ name }, index) => [name, sums[index] ?? 0]))
  return figuresOf(plan, columns, [{ ...row, position: null }], 0)
}

/** The same over the cells of a report without a column shelf, as the columns of one row. */
export function flatFiguresSql(plan: ReportPlan): string {
  return `select ${[...figureSql(plan), ...shownRows(plan)].join(', ')} from ${cellsTable}`
}

export function flatFigures(plan: ReportPlan, columns: readonly ValueColumn[], row: FigureRow): Figures {
  return figuresOf(plan, columns, [{ ...row, position: null }], numberAt(row, 'shown_rows'))
}

/** How many columns flatFiguresSql has. */
export function flatFigureCount(plan: ReportPlan): number {
  return figureSql(plan).length + shownRows(plan).length
}

/** Only a limit leaves rows out. */
function shownRows(plan: ReportPlan): string[] {
  return plan.limit === null ? [] : [`count(case when code in (${shownCodes(plan)}) then 1 end) as shown_rows`]
}

function figuresOf(plan: ReportPlan, columns: readonly ValueColumn[], counted: readonly FigureRow[], shown: number): Figures {
  const rows = counted.map((row) => withTwins(plan, row))
  const at = (position: number | null): FigureRow => rows.find((row) => row['position'] === position) ?? {}
  const n: Record<string, number> = {}
  for (const { id, value, path } of columns) n[id] = countOf(plan, value, path, rows, at)
  return { n, rows: shown, warnings: [...emptyWarnings(plan, rows), ...immatureWarnings(plan, rows), ...noteWarnings(plan, rows)] }
}

function numberAt(row: FigureRow, name: string): number {
  const value = row[name]
  return typeof value === 'number' ? value : 0
}

function countOf(
  plan: ReportPlan,
  value: PlannedValue,
  path: number | null,
  rows: readonly FigureRow[],
  at: (position: number | null) => FigureRow,
): number {
  const index = plan.values.indexOf(value)
  if (!value.isPartition) return numberAt(at(path === -1 ? null : path), `g${index}`)
  if (path !== -1) return numberAt(at(path), `n${index}`)
  return rows.reduce((sum, row) => sum + numberAt(row, `n${index}`), 0)
}

function shownCodes(plan: ReportPlan): string {
  return plan.sets
    .filter((set) => set.shown)
    .map(setCode)
    .join(', ')
}

interface Figure {
  readonly name: string
  /** What a cell adds to it, null for nothing. */
  readonly added: string
}

/** What two values share is counted once, under the name of the first. */
function distinctFigures(plan: ReportPlan): Figure[] {
  const all = figures(plan)
  return all.filter(({ added }, index) => all.findIndex((one) => one.added === added) === index)
}

function figureSql(plan: ReportPlan): string[] {
  return distinctFigures(plan).map(({ added, name }) => `${dialect.cast(`coalesce(sum(${added}), 0)`, 'double')} as ${name}`)
}

function withTwins(plan: ReportPlan, row: FigureRow): FigureRow {
  const all = figures(plan)
  return { ...row, ...Object.fromEntries(all.map(({ name, added }) => [name, row[all.find((one) => one.added === added)?.name ?? name]])) }
}

function figures(plan: ReportPlan): Figure[] {
  const detail = setCode({ level: plan.rows.length, across: plan.columns.length > 0 })
  const isOnly = plan.sets.length === 1 && holdsOnlyShown(plan)
  const atDetail = (counted: string): string => (isOnly ? counted : `case when code = ${detail} then ${counted} end`)
  const isShown = holdsOnlyShown(plan) ? '' : `code in (${shownCodes(plan)}) and `
  return plan.values.flatMap((value, index) => {
    const { immature } = value.formula
    const population = populationOf(value)
    return [
      ...(value.isPartition || immature !== undefined ? [{ name: `n${index}`, added: atDetail(population) }] : []),
      // One cell at most is that of the whole, or of the whole of a column.
      ...(value.isPartition ? [] : [{ name: `g${index}`, added: `case when ${dialect.floored('code', 2)} = 0 then ${population} end` }]),
      ...(isAlwaysThere(value) ? [] : [{ name: `e${index}`, added: `case when ${isShown}(${valueSql(value)}) is null then 1 end` }]),
      ...(immature === undefined ? [] : [{ name: `y${index}`, added: atDetail(value.aliases[immature.part] ?? 'null') }]),
      ...value.notes.flatMap(({ part, of }, place) =>
        [part, of].map((alias, side) => ({ name: `k${index}_${place}_${side}`, added: `case when code = 0 then ${alias} end` })),
      ),
    ]
  })
}

function populationOf({ population, alongside }: PlannedValue): string {
  return alongside === null ? population : `coalesce(${population}, 0) + coalesce(${alongside}, 0)`
}

function emptyWarnings(plan: ReportPlan, rows: readonly FigureRow[]): Warning[] {
  return plan.values.flatMap((value, index) => {
    const empty = rows.reduce((sum, row) => sum + numberAt(row, `e${index}`), 0)
    if (empty === 0) return []
    const reason = reasonOf(value)
    return [
      {
        code: reason.code,
        column: value.id,
        text: { zh: `${empty} 个值不适用：${reason.zh}。`, en: `${empty} ${empty === 1 ? 'value is' : 'values are'} n/a: ${reason.en}.` },
      },
    ]
  })
}

/** Cohorts too young to be judged are shown all the same, with how much of them is young. */
function immatureWarnings(plan: ReportPlan, rows: readonly FigureRow[]): Warning[] {
  return plan.values.flatMap((value, index) => {
    const { immature } = value.formula
    const sum = (name: string): number => rows.reduce((total, row) => total + numberAt(row, `${name}${index}`), 0)
    if (immature === undefined || sum('y') === 0 || sum('n') === 0) return []
    const share = `${Math.max(1, Math.round((sum('y') / sum('n')) * 100))}%`
    return [
      {
        code: 'immature-cohort',
        column: value.id,
        text: { zh: immature.text.zh.replace('{share}', share), en: immature.text.en.replace('{share}', share) },
      },
    ]
  })
}

/** What a number leaves out or stands for, where it does: prices that nobody knows, plans in place of invoices. */
function noteWarnings(plan: ReportPlan, rows: readonly FigureRow[]): Warning[] {
  return plan.values.flatMap((value, index) =>
    value.notes.flatMap(({ note: { code, text } }, place) => {
      const said = (side: number): number => Math.max(0, ...rows.map((row) => numberAt(row, `k${index}_${place}_${side}`)))
      const [part, of] = [said(0), said(1)]
      if (part === 0 || of === 0) return []
      const share = `${Math.max(1, Math.round((part / of) * 100))}%`
      return [{ code, column: value.id, text: { zh: text.zh.replace('{share}', share), en: text.en.replace('{share}', share) } }]
    }),
  )
}

function reasonOf({ definition, formula }: PlannedValue): { code: string; zh: string; en: string } {
  if (formula.value !== undefined)
    return { code: 'no-denominator', zh: '分母为 0 或缺少数据', en: 'the denominator is 0 or its data is missing' }
  if (definition.additivity === 'distribution') return { code: 'no-rows', zh: '没有可计算的记录', en: 'there are no rows to compute from' }
  return { code: 'no-amount', zh: '这些记录都没有金额', en: 'none of the rows has an amount' }
}
