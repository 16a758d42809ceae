import { nodes } from '../catalog/nodes.ts'
import { dialect } from '../dialect/in-use.ts'
import { bucketKey, type CalendarSettings } from './calendar.ts'
import type { Parameters } from './parameters.ts'
import type { PlannedDimension, PlannedScan } from './plan.ts'

/**
 * The days on which a snapshot is taken, for each bucket of `dates` or for the whole: columns k_<key> …, start_day, end_day and as_of_day. Days after
 * the clock are not known yet, but may be planned for.
 */
export function snapshotBuckets(
  { range, fact, shift, planned, on, asOf: clock }: PlannedScan,
  dates: readonly PlannedDimension[],
  settings: CalendarSettings,
  parameters: Parameters,
): string {
  const asOf = parameters.integer(clock)
  const to = parameters.integer(range.to ?? clock)
  if (dates.length === 0) {
    const from = range.from === null ? '-1000000' : parameters.integer(range.from)
    return `select ${from} as start_day, ${to} as end_day, least(${to}, ${asOf}) as as_of_day`
  }
  const { day: first } = nodes[fact].dates[on] ?? { day: 'created_day' }
  // Where nothing has a day the clock's own bucket is the first.
  const earliest = `(select coalesce(min(${first}), ${asOf}) from ${nodes[fact].table})`
  // Without a period the first bucket is a whole one: what it began with belongs to it.
  const from = range.from === null ? `${earliest} - 400` : parameters.integer(range.from)
  const having = [...(planned ? [] : [`min(day) <= ${asOf}`]), ...(range.from === null ? [`max(day) >= ${earliest}`] : [])]
  const calendar = { day: 'd.day', month: dialect.calendar.month('d.day'), moment: null }
  const keys = dates.map(({ grain, key }) => `${bucketKey(grain ?? 'month', calendar, settings, shift)} as k_${key}`)
  return `
    select ${dates.map(({ key }) => `k_${key}`).join(', ')}, min(day) as start_day, max(day) as end_day, least(max(day), ${asOf}) as as_of_day
    from (select d.day, ${keys.join(', ')} from (select ${dialect.cast(dialect.rows.series(from, to), 'integer')} as day) d)
    group by ${dates.map(({ key }) => `k_${key}`).join(', ')}${having.length === 0 ? '' : ` having ${having.join(' and ')}`}`
}
