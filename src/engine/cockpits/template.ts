import type { ChartKind } from '../../contract/documents.ts'
import type { Period, ReportSpecInput } from '../../contract/report-spec.ts'
import type { LocalText } from '../../contract/text.ts'
import { dayNumber, dayText, firstDayOfMonth, lastDayOfMonth, monthNumber } from '../report/calendar-days.ts'

/** Days that move with the workspace clock. */
export type MovingPeriod = 'this-quarter' | 'this-year' | 'last-12-months'

export interface MovingSpec extends Omit<ReportSpecInput, 'period'> {
  readonly period?: MovingPeriod
}

export interface TileTemplate {
  readonly id: string
  readonly title: LocalText
  readonly kind: ChartKind
  readonly spec: MovingSpec
  readonly spark?: MovingSpec
}

/** A place on the grid: the first of its tiles whose data is there stands in it. `w` is its share of the row. */
export interface Slot {
  readonly w: number
  readonly tiles: readonly TileTemplate[]
}

/** A shipped cockpit: rows of slots, each row `h` x 40 px high. */
export interface CockpitTemplate {
  readonly name: string
  readonly title: LocalText
  readonly period: MovingPeriod | null
  readonly rows: readonly { readonly h: number; readonly slots: readonly Slot[] }[]
}

/** The days of a moving period; the last twelve months end with the clock's own, so that the newest figures are in. */
export function fixedPeriod(period: MovingPeriod, clock: string): Period {
  const month = monthNumber(dayNumber(clock))
  const first = period === 'this-quarter' ? month - (month % 3) : period === 'this-year' ? month - (month % 12) : month - 11
  const last = period === 'this-quarter' ? first + 2 : period === 'this-year' ? first + 11 : month
  return { from: dayText(firstDayOfMonth(first)), to: dayText(lastDayOfMonth(last)) }
}

export function fixedSpec({ period, ...spec }: MovingSpec, clock: string): ReportSpecInput {
  return period === undefined ? spec : { ...spec, period: fixedPeriod(period, clock) }
}

const change = { as: 'relative-difference', against: 'previous-period' } as const

/** A figure of the quarter with its change and its last twelve months; `beside` is a second figure in small. */
export function kpi(metric: string, zh: string, en: string, beside?: string): TileTemplate {
  return {
    id: `kpi-${metric}${beside === undefined ? '' : `-${beside}`}`,
    kind: 'kpi',
    title: { zh, en },
    spec: {
      values: [{ metric }, ...(beside === undefined ? [] : [{ metric: beside }])],
      period: 'this-quarter',
      compare: ['previous-period'],
      calculations: [{ of: metric, ...change, id: `${metric}:change` }],
    },
    spark: { rows: [{ field: 'date', grain: 'month' }], values: [{ metric }], period: 'last-12-months' },
  }
}
