import type { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { bucketDays, plusDays } from './calendar.ts'
import { dimensions, type Scalar } from './dimensions.ts'
import { figureKey, keyOf, periodOf, type Answer } from './evaluate.ts'
import type { Model } from './rows.ts'

export const isDateField = (field: string): boolean => field === 'date' || dimensions[field]?.isDate === true
const alongRows = ['running-total', 'cumulative-share', 'change', 'relative-change', 'moving-average', 'index']

/** With a row for every bucket of the only date on the rows, where that is asked or something goes along it. */
export function withWholeAxis(model: Model, spec: ReportSpec, answer: Answer): Answer {
  const [use, ...others] = spec.rows
  if (use === undefined || others.length > 0 || spec.columns.length > 0 || !isDateField(use.field)) return answer
  if (use.fill !== true && !spec.calculations.some(({ as }) => alongRows.includes(as))) return answer
  const known = [...answer.lines.values()].flatMap(({ values: [value] }) => (value === null || value === undefined ? [] : [value]))
  const lines = new Map(answer.lines)
  for (const value of bucketsOf(model, spec, known)) {
    const figures = new Map([...answer.none].map(([id, figure]) => [figureKey(id, ''), figure]))
    if (!lines.has(keyOf([value]))) lines.set(keyOf([value]), { values: [value], figures })
  }
  return { ...answer, lines }
}

/** From the first to the last: of the period as far as it has come, else of the data. */
function bucketsOf(model: Model, spec: ReportSpec, known: readonly Scalar[]): Scalar[] {
  const [{ field, grain = 'month' } = { field: '' }] = spec.rows
  if (grain === 'weekday') return [1, 2, 3, 4, 5, 6, 7]
  if (grain === 'hour') return Array.from({ length: 24 }, (_, hour) => hour)
  const sorted = known.map(String).toSorted()
  const period = field === 'date' ? periodOf(spec) : null
  const latest = spec.asOf ?? model.clock
  const reached = period === null ? undefined : latest < period.from ? period.from : latest < period.to ? latest : period.to
  const first = period === null ? sorted[0] : bucketDays(period.from, grain, model).from
  const last = [...(reached === undefined ? [] : [bucketDays(reached, grain, model).from]), ...sorted.slice(-1)].toSorted().at(-1)
  const found: string[] = []
  if (first === undefined || last === undefined) return found
  for (let day = first; day <= last; day = plusDays(bucketDays(day, grain, model).to, 1)) found.push(day)
  return found
}
