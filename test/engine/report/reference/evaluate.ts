import type { DimensionUse, ReportSpec, ValueUse } from '../../../../src/contract/report-spec.ts'
import { otherValue } from '../../../../src/contract/report-result.ts'
import { bucketDays, dayOf, bucketValue, isWithin, plusDays, plusMonths, type Days } from './calendar.ts'
import { firstPurchase } from './customers.ts'
import { firstOpen } from './deals.ts'
import { dimensions, type Scalar } from './dimensions.ts'
import { meets, passes } from './filters.ts'
import { worldOf, type World } from './linked.ts'
import type { Item, Metric, Part, Situation } from './metric.ts'
import { metrics } from './metrics.ts'
import type { Model } from './rows.ts'

export type Figure = number | null

/** One line of the answer: the values of the row dimensions it is broken down by, and its figures by column path. */
export interface Line {
  readonly values: readonly Scalar[]
  /** By `value` and column path (`total` for the column total). */
  readonly figures: ReadonlyMap<string, Figure>
}
export interface Answer {
  /** A value that money without a rate enters. */
  readonly unconverted: string | null
  readonly lines: ReadonlyMap<string, Line>
  readonly paths: readonly string[]
  readonly n: ReadonlyMap<string, number>
  /** What a value is where nothing counts, by its id. */
  readonly none: ReadonlyMap<string, Figure>
}
export interface Refusal {
  readonly refused: 'unreachable-dimension' | 'missing-exchange-rate' | 'invalid-report'
  readonly metric: string
}

export const idOf = ({ id, metric, stat }: ValueUse): string => id ?? (stat === undefined ? metric : `${metric}:${stat}`)
export const keyOf = (values: readonly Scalar[]): string => JSON.stringify(values.map((value) => (value === null ? null : String(value))))
export const figureKey = (value: string, path: string): string => `${value} ${path}`
const totalPath = 'total'

interface Asked {
  readonly world: World
  readonly spec: ReportSpec
  readonly values: readonly { readonly id: string; readonly metric: Metric; readonly period: Days | null }[]
  readonly asOf: string
  /** Members of the top list; null where none is asked. */
  readonly top: ReadonlySet<string> | null
  readonly conditions: readonly Condition[]
}

/** What a condition on a metric is about, and whether it lets a thing with these values count. */
interface Condition {
  readonly uses: readonly DimensionUse[]
  readonly lets: (values: readonly Scalar[]) => boolean
}

/** What the written definitions answer to a question, cell by cell. `chosen`: the members of a top list, where equals stand at its end. */
export function evaluate(model: Model, spec: ReportSpec, chosen?: readonly Scalar[]): Answer | Refusal {
  const span = periodOf(spec)
  if (span !== null && span.from > span.to) return { refused: 'invalid-report', metric: 'period' }
  const asked = withConditions(askedOf(worldOf(model), spec))
  if ('refused' in asked) return asked
  const top = spec.top === undefined ? null : new Set((chosen ?? topMembers(asked)).map((value) => keyOf([value])))
  const answer = answerOf({ ...asked, top })
  return answer.unconverted === null ? answer : { refused: 'missing-exchange-rate', metric: answer.unconverted }
}

/** The question with what its conditions on metrics let count, each the answer to a question of its own. */
function withConditions(asked: Asked): Asked | Refusal {
  const { spec, world } = asked
  const unreachable = findUnreachable(asked)
  if (unreachable !== null) return { refused: 'unreachable-dimension', metric: unreachable }
  const conditions: Condition[] = []
  for (const { metric, stat, params, per, ...condition } of spec.having) {
    const [onRows = [], onColumns = []] = [spec.rows, spec.columns].map((shelf) => shelf.filter(({ field }) => field !== 'date'))
    const uses = per ?? (onRows.length > 0 ? onRows : onColumns)
    const value: ValueUse = { metric, ...(stat && { stat }), ...(params && { params }), id: metric }
    const own = askedOf(world, { ...spec, rows: uses, columns: [], values: [value], top: undefined, totals: undefined }, hasBuckets(spec))
    if (findUnreachable(own) !== null) return { refused: 'unreachable-dimension', metric }
    const { lines, none, unconverted } = answerOf(own)
    if (unconverted !== null) return { refused: 'missing-exchange-rate', metric }
    conditions.push({
      uses,
      lets: (values) => {
        const figure = lines.get(keyOf(values))?.figures.get(figureKey(metric, ''))
        return meets({ metric, ...condition }, (figure === undefined ? none.get(metric) : figure) ?? null)
      },
    })
  }
  return { ...asked, conditions }
}

/** Buckets of `date` have a beginning and a length of their own. */
const hasBuckets = ({ rows, columns }: ReportSpec): boolean => [...rows, ...columns].some(({ field }) => field === 'date')

function askedOf(world: World, spec: ReportSpec, ofBuckets = hasBuckets(spec)): Asked {
  const clock = world.model.clock
  const asked = periodOf(spec)
  const latest = spec.asOf ?? clock
  const asOf = asked !== null && asked.to < latest ? asked.to : latest
  const months = { from: plusMonths(`${clock.slice(0, 7)}-01`, -12), to: plusDays(`${clock.slice(0, 7)}-01`, -1) }
  const values = spec.values.map((use) => {
    const metric = metrics[use.metric]?.(world, use.params ?? {}, use.stat)
    if (metric === undefined) throw new Error(`no such metric: ${use.metric}`)
    return { id: idOf(use), metric, period: asked ?? (metric.needsPeriod === true && !ofBuckets ? months : null) }
  })
  return { world, spec, values, asOf, top: null, conditions: [] }
}

/** Days that `date` is between are a period, too. */
/** What lies in a period is seen from now, or from the day that is asked; what is as of a period, from its end. */
const latestOf = ({ spec, world }: Asked): string => spec.asOf ?? world.model.clock

export function periodOf({ period, filters }: ReportSpec): Days | null {
  const spans = filters.flatMap(({ field, op, values: [from, to] }) =>
    field === 'date' && op === 'between' ? [{ from: String(from), to: String(to) }] : [],
  )
  const all = [...(period === undefined || !('from' in period) ? [] : [period]), ...spans]
  if (all.length === 0) return null
  return {
    from:
      all
        .map(({ from }) => from)
        .toSorted()
        .at(-1) ?? '',
    to: all.map(({ to }) => to).toSorted()[0] ?? '',
  }
}

function findUnreachable({ spec, values }: Asked): string | null {
  const fields = [...spec.rows, ...spec.columns, ...spec.filters].map(({ field }) => field).filter((field) => field !== 'date')
  for (const { id, metric } of values)
    for (const field of fields) if (!metric.parts.every(({ fact }) => dimensions[field]?.facts.includes(fact))) return id
  return null
}

/** The members by their rank, none before the empty ones; equals by nothing that is written down. */
export function topRanking(model: Model, spec: ReportSpec): readonly { readonly value: Scalar; readonly figure: Figure }[] {
  const asked = withConditions(askedOf(worldOf(model), spec))
  return 'refused' in asked ? [] : ranking(asked)
}

function ranking(asked: Asked): { readonly value: Scalar; readonly figure: Figure }[] {
  const { spec } = asked
  const use = [...spec.rows, ...spec.columns].find(({ field }) => field === spec.top?.field)
  if (use === undefined || spec.top === undefined) return []
  const by = spec.top.by
  const alone = {
    ...asked,
    spec: { ...spec, rows: [use], columns: [], totals: undefined } as ReportSpec,
    values: asked.values.filter(({ id }) => id === by),
  }
  return [...answerOf(alone).lines.values()]
    .filter(({ values }) => values.length === 1)
    .map(({ values, figures }) => ({ value: values[0] ?? null, figure: figures.get(figureKey(by, '')) ?? null }))
    .toSorted((a, b) => (b.figure ?? -Infinity) - (a.figure ?? -Infinity))
}

function topMembers(asked: Asked): Scalar[] {
  return ranking(asked)
    .slice(0, asked.spec.top?.n)
    .map(({ value }) => value)
}

function answerOf(asked: Asked): Answer {
  const { spec, values } = asked
  const depth = spec.rows.length
  const levels =
    spec.totals?.rows === 'all-levels'
      ? Array.from({ length: depth + 1 }, (_, level) => level)
      : spec.totals?.rows === 'grand'
        ? [0, depth]
        : [depth]
  const modes = spec.columns.length === 0 ? [''] : spec.totals?.columns === 'grand' ? ['paths', totalPath] : ['paths']
  const found = new Map<string, Map<string, Found>>()
  const paths = new Set<string>(spec.columns.length === 0 ? [''] : modes.includes(totalPath) ? [totalPath] : [])
  const n = new Map<string, number>()
  let unconverted: string | null = null
  for (const level of new Set([...levels, 0]))
    for (const mode of modes) {
      const uses = [...spec.rows.slice(0, level), ...(mode === 'paths' ? spec.columns : [])]
      for (const { id, metric, period } of values)
        for (const cell of cellsOf(asked, metric, period, uses).values()) {
          const path = mode === 'paths' ? keyOf(cell.values.slice(level)) : mode
          const isThere = cell.isAnswered || cell.items.some((items) => items.length > 0)
          if (isThere) paths.add(path)
          if (cell.items.flat().some(({ value }) => Number.isNaN(value))) unconverted = id
          if (level === 0) n.set(figureKey(id, path), metric.n(cell.items))
          if (!levels.includes(level)) continue
          const key = keyOf(cell.values.slice(0, level))
          const line = found.get(key) ?? new Map<string, Found>()
          line.set(figureKey(id, path), {
            figure: metric.figure(cell.items, cell.situation),
            isThere,
          })
          found.set(key, line)
        }
    }
  const none = new Map(
    values.map(({ id, metric, period }) => [
      id,
      metric.figure(
        metric.parts.map(() => []),
        { asOf: asked.asOf, period, byProduct: false },
      ),
    ]),
  )
  return { lines: linesOf(asked, found, [...paths], levels), paths: [...paths], n, none, unconverted }
}

interface Found {
  readonly figure: Figure
  readonly isThere: boolean
}

function linesOf(
  { values, world, asOf }: Asked,
  found: ReadonlyMap<string, ReadonlyMap<string, Found>>,
  paths: readonly string[],
  levels: readonly number[],
): Map<string, Line> {
  const lines = new Map<string, Line>()
  if (paths.length === 0) return lines
  const keys = levels.includes(0) ? [keyOf([]), ...found.keys()] : [...found.keys()]
  for (const key of new Set(keys)) {
    const line = found.get(key)
    const own = JSON.parse(key) as Scalar[]
    if (own.length > 0 && ![...(line?.values() ?? [])].some(({ isThere }) => isThere)) continue
    const figures = new Map<string, Figure>()
    for (const { id, metric, period } of values)
      for (const path of paths) {
        const there = line?.get(figureKey(id, path))
        const none = metric.figure(
          metric.parts.map(() => []),
          { asOf, period, byProduct: false },
        )
        figures.set(figureKey(id, path), there === undefined ? none : there.figure)
      }
    lines.set(key, { values: own, figures })
  }
  void world
  return lines
}

interface CellItems {
  /** A day that is asked for has an answer, also where nothing is counted. */
  isAnswered: boolean
  readonly values: readonly Scalar[]
  readonly items: Item[][]
  readonly situation: Situation
}

/** The items of every part of a metric, by what they show on these dimensions. */
function cellsOf(asked: Asked, metric: Metric, period: Days | null, uses: readonly DimensionUse[]): Map<string, CellItems> {
  const { spec, conditions } = asked
  const cells = new Map<string, CellItems>()
  const byProduct = [
    ...uses,
    ...conditions.flatMap((condition) => condition.uses),
    ...spec.filters,
    ...(spec.top === undefined || spec.top.other ? [] : [spec.top]),
  ].some(({ field }) => field.startsWith('product.'))
  const cellAt = (values: readonly Scalar[], situation: Situation): CellItems => {
    const cell = cells.get(keyOf(values)) ?? { values, items: metric.parts.map(() => []), situation, isAnswered: false }
    cells.set(keyOf(values), cell)
    return cell
  }
  if (uses.length === 0) cellAt([], { asOf: asked.asOf, period, byProduct })
  metric.parts.forEach((part, index) => {
    for (const bucket of part.isAsOf === true ? buckets(asked, part, period, uses) : [null]) {
      const situation = {
        asOf: part.isAsOf === true ? (bucket?.asOf ?? asked.asOf) : latestOf(asked),
        period: bucket?.period ?? period,
        byProduct,
      }
      const days = uses.map(({ grain = 'month' }) => (bucket === null ? null : bucketValue(bucket.day, grain, asked.world.model)))
      if (bucket !== null && uses.every(({ field }) => field === 'date')) cellAt(days, situation).isAnswered = true
      for (const item of part.items(situation)) {
        if (part.isAsOf !== true && !isWithin(item.at, period)) continue
        if (!passesAll(asked, item, part, situation.asOf)) continue
        const values = uses.map((use) => shown(asked, use, item, bucket, situation))
        if (values.some((value) => value === undefined)) continue
        cellAt(values as Scalar[], situation).items[index]?.push(item)
      }
    }
  })
  return cells
}

function passesAll(asked: Asked, item: Item, part: Part, asOf: string): boolean {
  const { spec, world, top, conditions } = asked
  if (!conditions.every(({ uses, lets }) => lets(uses.map((use) => valueOf(asked, use, item, asOf))))) return false
  const isKept = spec.filters.every((filter) => {
    if (filter.field === 'date') return filter.op === 'between' || part.isAsOf === true || passes(filter, item.at, true)
    const dimension = dimensions[filter.field]
    return dimension !== undefined && passes(filter, dimension.value(item.linked, world, asOf), dimension.isDate === true)
  })
  if (!isKept || top === null || spec.top === undefined || spec.top.other) return isKept
  return top.has(keyOf([dimensions[spec.top.field]?.value(item.linked, world, asOf) ?? null]))
}

function valueOf({ world }: Asked, { field, grain = 'month' }: DimensionUse, item: Item, asOf: string): Scalar {
  const dimension = dimensions[field]
  const value = dimension?.value(item.linked, world, asOf) ?? null
  return dimension?.isDate === true ? bucketValue(value as string | null, grain, world.model) : value
}

/** What an item shows on a dimension; undefined = it stands nowhere on it. */
function shown(asked: Asked, use: DimensionUse, item: Item, bucket: Bucket | null, situation: Situation): Scalar | undefined {
  const { spec, world, top } = asked
  if (use.field === 'date') return bucketValue(bucket === null ? item.at : bucket.day, use.grain ?? 'month', world.model)
  const value = valueOf(asked, use, item, situation.asOf)
  return spec.top?.field === use.field && top !== null && !top.has(keyOf([value])) ? otherValue : value
}

interface Bucket {
  /** A day of the bucket. */
  readonly day: string
  readonly asOf: string
  readonly period: Days
}

function firstOf({ fact, first }: Part, world: World): string | null {
  if (first !== undefined) return first()
  if (fact === 'lead')
    return (
      world.model.rows.lead
        .flatMap((lead) => (lead.is_deleted || lead.created_at === null ? [] : [dayOf(lead.created_at)]))
        .toSorted()[0] ?? null
    )
  return fact === 'customer' ? firstPurchase(world) : firstOpen(world)
}

/** The buckets of `date` in which a part that is as of a day is asked; one without days of its own where no date is on a shelf. */
function buckets(asked: Asked, part: Part, period: Days | null, uses: readonly DimensionUse[]): (Bucket | null)[] {
  const dates = uses.filter(({ field }) => field === 'date')
  if (dates.length === 0) return [null]
  const { world, asOf } = asked
  const span = period ?? { from: firstOf(part, world) ?? asOf, to: asOf }
  const last = part.fact === 'target' ? span.to : span.to < asOf ? span.to : asOf
  const found: Bucket[] = []
  for (let day = span.from; day <= last;) {
    const ends = dates.map(({ grain = 'month' }) => bucketDays(day, grain, world.model).to)
    const end = [...ends, span.to].toSorted()[0] ?? day
    found.push({ day, asOf: end < asOf ? end : asOf, period: { from: day, to: end } })
    day = plusDays(end, 1)
  }
  return found
}
