import type { ChartKind } from '../../contract/documents.ts'
import type { Filter, RelativePeriod, ReportSpecInput } from '../../contract/report-spec.ts'
import type { StudyName } from '../../contract/studies.ts'
import type { LocalText } from '../../contract/text.ts'

/** Days that move with the workspace clock, and with the day that a cockpit is looked at as of. */
export type MovingPeriod = 'this-month' | 'this-quarter' | 'this-year' | 'last-12-months'

export interface MovingSpec extends Omit<ReportSpecInput, 'period'> {
  readonly period?: MovingPeriod
}

interface TitledTile {
  readonly id: string
  readonly title: LocalText
}

export interface ReportTemplate extends TitledTile {
  readonly kind: ChartKind | 'target'
  readonly spec: MovingSpec
  readonly spark?: MovingSpec
}

export interface StudyTemplate extends TitledTile {
  readonly kind: 'study'
  readonly study: StudyName
  readonly params?: Readonly<Record<string, unknown>>
  readonly chart?: string
}

export type TileTemplate = ReportTemplate | StudyTemplate

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
  /** What the whole cockpit is about: one's own deals. */
  readonly filters?: Filter[]
  readonly rows: readonly { readonly h: number; readonly slots: readonly Slot[] }[]
}

const relative: Readonly<Record<MovingPeriod, RelativePeriod>> = {
  'this-month': { relative: 'this', unit: 'month', n: 1 },
  'this-quarter': { relative: 'this', unit: 'quarter', n: 1 },
  'this-year': { relative: 'this', unit: 'year', n: 1 },
  'last-12-months': { relative: 'to-date', unit: 'month', n: 12 },
}

/** The same days as the contract says them; they stay moving when a cockpit is copied. */
export function relativePeriod(period: MovingPeriod): RelativePeriod {
  return relative[period]
}

export function specOf({ period, ...spec }: MovingSpec): ReportSpecInput {
  return period === undefined ? spec : { ...spec, period: relative[period] }
}

const change = { as: 'relative-difference', against: 'previous-period' } as const

/** A figure of the quarter with its change and its last twelve months; `beside` is a second figure in small. */
export function kpi(metric: string, zh: string, en: string, beside?: string): ReportTemplate {
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

/** A report as a tile; its id is made of what it asks. */
export function chart(kind: ChartKind, zh: string, en: string, spec: MovingSpec): ReportTemplate {
  const dimensions = [...(spec.rows ?? []), ...(spec.columns ?? [])].map(({ field, grain }) => grain ?? field.replace('.', '-'))
  return { id: [...spec.values.map(({ metric }) => metric), 'by', ...dimensions].join('-'), kind, title: { zh, en }, spec }
}

/** A metric by one field, the largest first; the longest tail stays out of a tile. */
export function by(metric: string, field: string, zh: string, en: string, kind: ChartKind = 'bar', period: MovingPeriod = 'this-quarter') {
  const top = kind === 'doughnut' ? { top: { field, n: 5, by: metric, other: true } } : {}
  return chart(kind, zh, en, { rows: [{ field }], values: [{ metric }], sort: [{ by: metric }], period, ...top })
}

export function byMonth(metrics: readonly string[], zh: string, en: string, kind: ChartKind = 'bar'): ReportTemplate {
  return chart(kind, zh, en, {
    rows: [{ field: 'date', grain: 'month' }],
    values: metrics.map((metric) => ({ metric })),
    period: 'last-12-months',
  })
}

/** A metric against the target for it; `basis` says which of the targets it is. */
export function target(metric: string, basis: string, zh: string, en: string, period: MovingPeriod = 'this-quarter'): ReportTemplate {
  const values = [{ metric }, { metric: 'target_value', params: { basis } }, { metric: 'attainment_rate', params: { basis } }]
  return { id: `target-${metric}`, kind: 'target', title: { zh, en }, spec: { values, period } }
}

export function study(name: StudyName, zh: string, en: string, params: StudyTemplate['params'] = {}, id: string = name): StudyTemplate {
  return { id: `study-${id}`, kind: 'study', title: { zh, en }, study: name, params }
}
