import type { Calculation, Filter, Grain, MetricFilter, ReportSpec, Stat } from '../../contract/report-spec.ts'
import type { LocalText } from '../../contract/text.ts'
import type { Warning } from '../../contract/report-result.ts'
import type { DimensionDefinition, FactId, Formula, MetricDefinition, NodeId, Note, PartDefinition } from '../catalog/definition.ts'
import type { CalendarSettings, Shift } from './calendar.ts'

/** Days from and to, both included; null = without an end on that side. */
export interface DayRange {
  readonly from: number | null
  readonly to: number | null
}

export type ParamValues = Readonly<Record<string, string | number | boolean>>

/** A dimension on a shelf; `key` is its column in the cells: r0 … on rows, c0 … on columns. */
export interface PlannedDimension {
  readonly id: string
  readonly key: string
  readonly definition: DimensionDefinition
  readonly grain: Grain | null
  /** A date's buckets without rows stand there too. */
  readonly fill: boolean
  /** Only these values stand by themselves; the others become one row. */
  readonly top: { readonly values: readonly (string | null)[] } | null
}

export interface PlannedFilter {
  readonly definition: DimensionDefinition
  readonly op: Exclude<Filter['op'], 'within'>
  readonly values: Filter['values']
}

/** A condition on a metric: those of its plan's rows that meet it are the only ones that count. */
export interface PlannedHaving {
  /** The step that holds the keys of those rows; of the others where things without any row meet the condition too. */
  readonly name: string
  readonly holdsOthers: boolean
  readonly plan: ReportPlan
  readonly use: MetricFilter
}

/** What a value is compared with; columns end in `@id`. */
export interface PlannedComparison {
  readonly id: string
  readonly label: LocalText
}

/** One aggregate of a scan; `alias` is its column in the cells. */
export interface PlannedPart {
  readonly alias: string
  readonly definition: PartDefinition
  readonly stat: Stat | null
  readonly params: ParamValues
}

/** Days, or SQL of them. */
export type LagDays = number | { readonly sql: string }

/** What one pass over one fact answers: parts that share its days. */
export interface PlannedScan {
  readonly key: string
  readonly fact: FactId
  readonly on: string
  readonly via: NodeId | null
  /** SQL of the days by which the basis is moved forward. */
  readonly lag: LagDays | null
  readonly snapshot: boolean
  readonly planned: boolean
  /** Links lead to what they led to when the event happened. */
  readonly atEvent: boolean
  /** Computed for the whole report only: what is said beside the numbers. */
  readonly aside: boolean
  readonly range: DayRange
  readonly asOf: number
  readonly comparison: PlannedComparison | null
  readonly shift: Shift | null
  readonly parts: PlannedPart[]
}

export interface PlannedValue {
  readonly id: string
  readonly definition: MetricDefinition
  readonly formula: Formula
  readonly stat: Stat | null
  readonly params: ParamValues
  readonly comparison: PlannedComparison | null
  /** It is there to sort, rank and calculate by. */
  readonly hidden: boolean
  /** Part name -> its column in the cells, and the columns that count the population; the second where its rows lie in two facts. */
  readonly aliases: Readonly<Record<string, string>>
  readonly population: string
  readonly alongside: string | null
  /** The columns that say the notes of the formula. */
  readonly notes: readonly { readonly note: Note; readonly part: string; readonly of: string }[]
  /** Detail cells share no row, so that their n add up. */
  readonly isPartition: boolean
  readonly range: DayRange
  readonly asOf: number
  /** How far a comparison's days lie back; null for the present. */
  readonly shift: Shift | null
}

/** A grain at which cells are computed: the first `level` row dimensions, with or without the column dimensions. */
export interface GroupingSet {
  readonly level: number
  readonly across: boolean
  readonly shown: boolean
}

export interface PlannedCalculation {
  readonly id: string
  readonly of: PlannedValue
  readonly as: Calculation['as']
  readonly against: PlannedValue | null
  /** How many rows a moving average spans. */
  readonly over: number
}

/** A question, resolved: plain data from which the SQL follows. */
export interface ReportPlan {
  readonly rows: readonly PlannedDimension[]
  readonly columns: readonly PlannedDimension[]
  readonly values: readonly PlannedValue[]
  readonly calculations: readonly PlannedCalculation[]
  readonly scans: readonly PlannedScan[]
  readonly sets: readonly GroupingSet[]
  readonly filters: readonly PlannedFilter[]
  readonly having: readonly PlannedHaving[]
  readonly sort: ReportSpec['sort']
  readonly limit: number | null
  readonly range: DayRange
  readonly calendar: CalendarSettings
  readonly asOf: number
  /** Comparisons without a period only stand beside rows that exist now. */
  readonly onlyPresent: boolean
  readonly warnings: readonly Warning[]
}

/** Whether cells hold nothing but what is shown: what is said beside the numbers is counted for the whole, shown or not. */
export function holdsOnlyShown({ sets, scans }: ReportPlan): boolean {
  return sets.every(({ shown }) => shown) && (sets.some(({ level, across }) => level === 0 && !across) || !scans.some(({ aside }) => aside))
}
