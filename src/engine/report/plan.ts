import type { Calculation, Comparison, Filter, Grain, ReportSpec, Stat } from '../../contract/report-spec.ts'
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
  /** Only these values stand by themselves; the others become one row. */
  readonly top: { readonly values: readonly (string | null)[] } | null
}

export interface PlannedFilter {
  readonly definition: DimensionDefinition
  readonly op: Filter['op']
  readonly values: Filter['values']
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
  /** Computed for the whole report only: what is said beside the numbers. */
  readonly aside: boolean
  readonly range: DayRange
  readonly asOf: number
  readonly comparison: Comparison | null
  readonly shift: Shift | null
  readonly parts: PlannedPart[]
}

export interface PlannedValue {
  readonly id: string
  readonly definition: MetricDefinition
  readonly formula: Formula
  readonly stat: Stat | null
  readonly params: ParamValues
  readonly comparison: Comparison | null
  /** Part name -> its column in the cells, and the column that counts the population. */
  readonly aliases: Readonly<Record<string, string>>
  readonly population: string
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
  readonly sort: ReportSpec['sort']
  readonly limit: number | null
  readonly calendar: CalendarSettings
  readonly asOf: number
  /** Comparisons without a period only stand beside rows that exist now. */
  readonly onlyPresent: boolean
  readonly warnings: readonly Warning[]
}
