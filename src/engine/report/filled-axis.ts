import { keyOfStart } from './calendar.ts'
import { setCode } from './grouping-sets.ts'
import type { Parameters } from './parameters.ts'
import type { PlannedDimension, ReportPlan } from './plan.ts'
import { dialect } from '../dialect/in-use.ts'

/** The cells with a row for every bucket of the dates that are to be filled, under each parent there is. */
export function filledCells(plan: ReportPlan, cells: string, parameters: Parameters): string {
  return [...plan.rows, ...plan.columns].filter(({ fill }) => fill).reduce((sql, date) => filled(plan, sql, date, parameters), cells)
}

function filled(plan: ReportPlan, cells: string, date: PlannedDimension, parameters: Parameters): string {
  const shelves = [...plan.rows, ...plan.columns]
  const orders = (dimensions: readonly PlannedDimension[]): string[] =>
    dimensions.filter(({ definition }) => definition.order !== undefined).map(({ key }) => `min(o_${key}) as o_${key}`)
  const parents = plan.sets.flatMap((set) => {
    const own = [...plan.rows.slice(0, set.level), ...(set.across ? plan.columns : [])]
    if (!own.includes(date)) return []
    const others = own.filter((dimension) => dimension !== date)
    const code = `${setCode(set)} as code`
    if (others.length === 0) return [`select ${code}`]
    const keys = others.map(({ key }) => key)
    return [`select ${[...keys, ...orders(others), code].join(', ')} from cells where code = ${setCode(set)} group by ${keys.join(', ')}`]
  })
  const { first, last } = ends(plan, date, parameters)
  const parts = plan.scans.flatMap((scan) => scan.parts.map(({ alias }) => `${dialect.among.any(alias)} as ${alias}`))
  const keys = shelves.map(({ key }) => key)
  const added = `select p.*, b.${date.key} from (${dialect.rows.stacked(parents)}) p cross join buckets b`
  return `with ${dialect.rows.step('cells', cells)}, buckets as (select ${dialect.rows.series(first, last)} as ${date.key})
select ${[...keys, ...orders(shelves), 'code', ...parts].join(', ')}
from (${dialect.rows.stacked(['select * from cells', added])})
group by ${[...keys, 'code'].join(', ')}`
}

/** First and last bucket: those of the period as far as it has come, or as far as the data go. */
function ends(plan: ReportPlan, { key, grain, definition }: PlannedDimension, parameters: Parameters): { first: string; last: string } {
  if (grain === null) throw new Error(`${definition.id} has no buckets`)
  if (grain === 'weekday') return { first: '1', last: '7' }
  if (grain === 'hour') return { first: '0', last: '23' }
  const { from, to } = definition.id === 'date' ? plan.range : { from: null, to: null }
  const bucket = (day: number): string => dialect.cast(parameters.integer(keyOfStart(grain, day, plan.calendar)), 'whole')
  const known = {
    first: dialect.cast(`select min(${key}) from cells`, 'whole'),
    last: dialect.cast(`select max(${key}) from cells`, 'whole'),
  }
  return {
    first: from === null ? known.first : bucket(from),
    last: to === null ? known.last : `greatest(${bucket(Math.min(to, Math.max(plan.asOf, from ?? to)))}, ${known.last})`,
  }
}
