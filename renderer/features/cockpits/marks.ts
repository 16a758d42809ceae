import { otherValue } from '../../../src/contract/report-result.ts'
import type { Filter, ReportSpec, Scalar } from '../../../src/contract/report-spec.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import type { ReportData } from '../../../src/charts/report-data.ts'
import { bucketDays } from '../../report/bucket-days.ts'

/** What was clicked in a tile; it filters every other tile. */
export interface Mark {
  readonly tile: string
  readonly filters: readonly Filter[]
}

interface Place {
  readonly row: number
  readonly value: string
}

/**
 * What a click on a number says of the data: a filter for each dimension it is broken down by. Null where no filter can say it: the
 * grand total, "Other", an hour of the day.
 */
export function filtersOf(report: ReportData, place: Place, spec: Pick<ReportSpec, 'columns'>): Filter[] | null {
  const { row } = addressOf(report, place)
  const path = report.valueColumns.find(({ id }) => id === place.value)?.path ?? []
  const filters: (Filter | null)[] = [
    ...report.rowColumns
      .filter(({ id }) => Object.hasOwn(row, id))
      .map(({ id, field, grain }) => filterOf(field ?? id, grain, row[id] ?? null)),
    ...path.map((value, place_) => {
      const use = spec.columns[place_]
      return use === undefined ? null : filterOf(use.field, use.field === 'date' ? (use.grain ?? 'month') : use.grain, value)
    }),
  ]
  return filters.length === 0 || filters.includes(null) ? null : filters.filter((one) => one !== null)
}

function filterOf(field: string, grain: Parameters<typeof bucketDays>[1] | undefined, value: Scalar): Filter | null {
  if (value === otherValue) return null
  if (grain === undefined || value === null) return { field, op: 'in', values: [value === '' ? null : value] }
  const days = bucketDays(String(value), grain)
  return days === null ? null : { field, op: 'between', values: [days.from, days.to] }
}

/**
 * One more click. Alone it replaces every mark, or takes its own back; with Ctrl or Shift (`several`) it joins those that stand: a
 * further value of the same field in the same tile is an "or", marks of different tiles are an "and".
 */
export function toggleMark(marks: readonly Mark[], tile: string, filters: readonly Filter[], several: boolean): Mark[] {
  const mine = marks.find((mark) => mark.tile === tile)
  if (!several) return mine && marks.length === 1 && same(mine.filters, filters) ? [] : [{ tile, filters }]
  const others = marks.filter((mark) => mark.tile !== tile)
  if (mine === undefined) return [...marks, { tile, filters }]
  if (same(mine.filters, filters)) return others
  const joined = join(mine.filters, filters)
  return joined === null ? others : [...others, { tile, filters: joined }]
}

/** Values that come and go within one list; what is no list of the same single field takes the place of what stood there. */
function join(before: readonly Filter[], added: readonly Filter[]): readonly Filter[] | null {
  const [left, right] = [before[0], added[0]]
  const isList = left?.op === 'in' && right?.op === 'in' && left.field === right.field && before.length === 1 && added.length === 1
  if (!isList) return added
  const gone = right.values.every((value) => left.values.includes(value))
  const values = gone ? left.values.filter((value) => !right.values.includes(value)) : [...left.values, ...right.values]
  return values.length === 0 ? null : [{ ...left, values }]
}

/** Whether a number lies within what was chosen: each of its fields that was chosen by has one of the chosen values, or days between the chosen ones. */
export function isWithin(filters: readonly Filter[] | null, chosen: readonly Filter[]): boolean {
  return (
    filters !== null &&
    chosen.every((mark) => {
      const own = filters.find(({ field }) => field === mark.field)
      if (own === undefined) return false
      if (mark.op === 'between' && own.op === 'between') {
        const [[from, to], [first, last]] = [own.values.map(String), mark.values.map(String)]
        return from !== undefined && to !== undefined && first !== undefined && last !== undefined && first <= from && to <= last
      }
      return mark.op === own.op && own.values.every((value) => mark.values.includes(value))
    })
  )
}

/** What a tile is filtered by: the marks in all other tiles. */
export function marksOn(tile: string, marks: readonly Mark[]): Filter[] {
  return marks.filter((mark) => mark.tile !== tile).flatMap(({ filters }) => filters)
}

function same(left: readonly Filter[], right: readonly Filter[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
