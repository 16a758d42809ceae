import type { ReportSpec } from '../../../../src/contract/report-spec.ts'
import type { Answer as Told } from '../ask.ts'
import { daysBetween, plusDays, plusMonths, type Days } from './calendar.ts'
import type { Scalar } from './dimensions.ts'
import { isDateField } from './whole-axis.ts'
import { evaluate, figureKey, idOf, keyOf, type Answer, type Figure, type Refusal } from './evaluate.ts'
import type { Model } from './rows.ts'

/** What a column that is worked out of others shows in the rows of an answer, by the key of the row. */
/** Those that questions are drawn with. */
type Comparison = 'previous-period' | 'previous-year'
const comparisonsOf = ({ compare }: ReportSpec): Comparison[] =>
  compare.flatMap((one) => (one === 'previous-period' || one === 'previous-year' ? [one] : []))

export type Extras = ReadonlyMap<string, ReadonlyMap<string, Figure>>

/** Whether an earlier period cannot be answered. */
export function refusedEarlier(model: Model, spec: ReportSpec): Refusal | null {
  for (const comparison of comparisonsOf(spec)) {
    const answer = evaluate(model, earlierSpec(model, spec, comparison))
    if ('refused' in answer) return answer
  }
  return null
}

/** The same question to the earlier periods. */
export function earlierAnswers(model: Model, spec: ReportSpec, chosen: readonly Scalar[] | undefined): ReadonlyMap<Comparison, Answer> {
  const earlier = comparisonsOf(spec).map(
    (comparison) => [comparison, evaluate(model, earlierSpec(model, spec, comparison), chosen)] as const,
  )
  return new Map(earlier.flatMap(([comparison, answer]) => ('refused' in answer ? [] : [[comparison, answer] as const])))
}

/** What counted in an earlier period only is a row, too. */
export function withEarlierRows(expected: Answer, earlier: ReadonlyMap<Comparison, Answer>): Answer {
  const lines = new Map(expected.lines)
  for (const answer of earlier.values())
    for (const [key, { values }] of answer.lines) {
      const figures = new Map([...expected.none].map(([id, figure]) => [figureKey(id, ''), figure]))
      if (!lines.has(key)) lines.set(key, { values, figures })
    }
  return { ...expected, lines }
}

/** Earlier periods and calculations; for questions without a column shelf. */
export function extrasOf(spec: ReportSpec, expected: Answer, earlier: ReadonlyMap<Comparison, Answer>, told: Told): Extras {
  const extras = new Map<string, Map<string, Figure>>()
  const keys = [...expected.lines.keys()]
  const figureOf = (answer: Answer, id: string, key: string): Figure => {
    const line = answer.lines.get(key)
    return line === undefined ? (answer.none.get(id) ?? null) : (line.figures.get(figureKey(id, '')) ?? null)
  }
  for (const [comparison, answer] of earlier)
    for (const use of spec.values)
      extras.set(`${idOf(use)}@${comparison}`, new Map(keys.map((key) => [key, figureOf(answer, idOf(use), key)])))
  for (const { of, as, against, over = 3, id } of spec.calculations) {
    const now = (key: string): Figure => figureOf(expected, of, key)
    const before = against === undefined ? undefined : extras.get(`${of}@${String(against)}`)
    const column = id ?? `${of}:${as}${against === undefined ? '' : `@${String(against)}`}`
    extras.set(
      column,
      calculated(
        as,
        keys,
        { now, before: (key) => before?.get(key) ?? null, total: expected.n.get(figureKey(of, '')) ?? 0, over },
        told,
        spec,
      ),
    )
  }
  return extras
}

type Read = (key: string) => Figure
interface Base {
  readonly now: Read
  readonly before: Read
  /** Of a count, as all that are drawn: what it is over all rows. */
  readonly total: number
  readonly over: number
}

function calculated(
  as: ReportSpec['calculations'][number]['as'],
  keys: readonly string[],
  { now, before, total, over }: Base,
  told: Told,
  spec: ReportSpec,
): Map<string, Figure> {
  const details = keys.filter((key) => (JSON.parse(key) as unknown[]).length === spec.rows.length)
  const pairs = (figure: Read): Map<string, Figure> => new Map(keys.map((key) => [key, figure(key)]))
  switch (as) {
    case 'difference':
      return pairs((key) => difference(now(key), before(key)))
    case 'relative-difference':
      return pairs((key) => {
        const [much, base] = [difference(now(key), before(key)), before(key)]
        return much === null || base === null || base === 0 ? null : much / Math.abs(base)
      })
    case 'rank':
      return new Map(details.map((key) => [key, details.filter((other) => (now(other) ?? -Infinity) > (now(key) ?? -Infinity)).length + 1]))
    default: {
      const inOrder = alongRows(details, told, spec)
      const figures = inOrder.map((key) => now(key))
      return new Map(inOrder.map((key, place) => [key, along(as, figures, place, total, over)]))
    }
  }
}

/** Rows as they stand, along a date as time goes. */
function alongRows(details: readonly string[], told: Told, { rows }: ReportSpec): string[] {
  const [use] = rows
  if (use === undefined || !isDateField(use.field))
    return told.table.filter((row) => row.at(-1) === rows.length).map((row) => keyOf(row.slice(0, rows.length)))
  const value = (key: string): string => {
    const [bucket = null] = JSON.parse(key) as Scalar[]
    return bucket === null ? '~' : String(bucket).padStart(2, '0')
  }
  return details.toSorted((a, b) => (value(a) < value(b) ? -1 : 1))
}

/** A calculation from the figures of one row after the other. */
function along(
  as: ReportSpec['calculations'][number]['as'],
  figures: readonly Figure[],
  place: number,
  total: number,
  over: number,
): Figure {
  const [now = null, last = null] = [figures[place], figures[place - 1]]
  const sum = (from: number): number => figures.slice(from, place + 1).reduce<number>((all, one) => all + (one ?? 0), 0)
  switch (as) {
    case 'running-total':
      return sum(0)
    case 'cumulative-share':
      return total === 0 ? null : sum(0) / total
    case 'change':
      return difference(now, last)
    case 'relative-change':
      return now === null || last === null || last === 0 ? null : (now - last) / Math.abs(last)
    case 'moving-average':
      return place < over - 1 ? null : sum(place - over + 1) / over
    case 'index': {
      const [first = null] = figures
      return now === null || first === null || first === 0 ? null : (now * 100) / first
    }
    default:
      return total === 0 ? null : (now ?? 0) / total
  }
}

const difference = (now: Figure, before: Figure): Figure => (now === null || before === null ? null : now - before)

function earlierSpec(model: Model, spec: ReportSpec, comparison: Comparison): ReportSpec {
  const period = spec.period !== undefined && 'from' in spec.period ? spec.period : { from: '', to: '' }
  const back = backBy(period, comparison)
  const earlier = { from: back(period.from), to: back(period.to) }
  const asOf = [back(spec.asOf ?? model.clock), earlier.to].toSorted()[0] ?? earlier.to
  return { ...spec, period: earlier, asOf, compare: [], calculations: [] }
}

/** Whole months move by months, anything else by its days. */
function backBy({ from, to }: Days, comparison: Comparison): (day: string) => string {
  if (comparison === 'previous-year') return (day) => plusMonths(day, -12)
  const isWhole = from.endsWith('-01') && plusDays(to, 1).endsWith('-01')
  const months = monthOf(to) - monthOf(from) + 1
  const lastOf = (day: string): string => plusDays(`${plusMonths(`${day.slice(0, 7)}-01`, 1)}`, -1)
  if (isWhole) return (day) => (day === lastOf(day) ? lastOf(plusMonths(`${day.slice(0, 7)}-01`, -months)) : plusMonths(day, -months))
  return (day) => plusDays(day, -(daysBetween(from, to) + 1))
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

/** Siblings stand in the order that was asked for, the empty figures last. */
export function checkOrder(spec: ReportSpec, told: Told): string[] {
  const [sort] = spec.sort
  const place = told.columns.findIndex(({ id }) => id === sort?.by)
  if (sort === undefined || place < 0 || spec.columns.length > 0) return []
  const last = new Map<string, number | null>()
  return told.table.flatMap((row) => {
    const level = Number(row.at(-1))
    if (level === 0 || row.slice(0, level).includes('$other')) return []
    const siblings = `${level} ${keyOf(row.slice(0, level - 1))}`
    const before = last.get(siblings)
    const figure = row[place] === null || row[place] === undefined ? null : Number(row[place])
    last.set(siblings, figure)
    if (before === undefined || figure === null) return []
    const isRight = before !== null && (sort.direction === 'asc' ? before <= figure + 1e-9 : before >= figure - 1e-9)
    return isRight ? [] : [`${keyOf(row.slice(0, level))} stands after ${before} with ${figure}`]
  })
}
