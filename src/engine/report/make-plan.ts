import { HelmdeckError } from '../../contract/errors.ts'
import type { Warning } from '../../contract/report-result.ts'
import { comparisonId, type Calculation, type Grain, type ValueUse } from '../../contract/report-spec.ts'
import type { WorkspaceSettings } from '../../contract/settings.ts'
import type { Formula, MetricDefinition, PartDefinition } from '../catalog/definition.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { type Shift } from './calendar.ts'
import { dayNumber } from './calendar-days.ts'
import { comparisonOf } from './comparison-label.ts'
import { groupingSets } from './grouping-sets.ts'
import { planHaving } from './having.ts'
import type {
  DayRange,
  ParamValues,
  PlannedCalculation,
  PlannedComparison,
  PlannedDimension,
  PlannedFilter,
  PlannedScan,
  PlannedValue,
  ReportPlan,
} from './plan.ts'
import { comparisonDays, defaultPeriodWarning, lastTwelveMonths, reportRange, unfinishedWarning, withoutRanges } from './periods.ts'
import {
  checkData,
  checkReach,
  findDimension,
  findMetric,
  isDate,
  resolveFilters,
  resolveFormula,
  resolveShelf,
  usedDimensions,
  valueId,
} from './resolve.ts'
import { needsLines } from './joins.ts'
import type { SettledSpec } from './settle-spec.ts'

/** What a question is answered against, besides the database. */
export interface PlanContext {
  readonly data: WorkspaceData
  readonly settings: WorkspaceSettings
  readonly clock: string
  /** The question is part of one whose `date` stands on a shelf: without a period it is about all buckets. */
  readonly ofBuckets?: boolean
}

/**
 * Resolves a question against the catalogue. Fails with `unknown-metric`, `unknown-field`, `unreachable-dimension`,
 * `missing-data`, `invalid-report` {reason, …}.
 */
export function makePlan(spec: SettledSpec, context: PlanContext): ReportPlan {
  const taken = new Set(['$level'])
  const rows = resolveShelf(withWholeAxis(spec, context.data), 'r', context.data, taken)
  const columns = resolveShelf(spec.columns, 'c', context.data, taken)
  const filters = withoutRanges(resolveFilters(spec.filters, context.data, context.settings.me))
  const planner = new Planner(spec, context, [...rows, ...columns], filters)
  const values = planner.planValues(taken)
  const calculations = planCalculations(spec, values, taken)
  return {
    rows,
    columns,
    filters,
    having: planHaving(spec, (own) => makePlan(own, partOf(spec, context))),
    values,
    calculations,
    scans: planner.scans,
    sets: groupingSets(
      spec,
      calculations,
      columns.length > 0,
      values.some(({ isPartition }) => !isPartition),
    ),
    sort: spec.sort,
    limit: spec.limit ?? null,
    calendar: context.settings,
    range: planner.range,
    asOf: planner.asOf,
    onlyPresent: spec.compare.length > 0 && planner.range.from === null,
    warnings: planner.warnings,
  }
}

/** The context of a question that the report asks on its way: what ranks and what conditions look at the days that are shown. */
export function partOf({ rows, columns }: SettledSpec, context: PlanContext): PlanContext {
  const ofBuckets = context.ofBuckets === true || [...rows, ...columns].some(({ field }) => field === 'date')
  return { ...context, ofBuckets }
}

interface PartUse {
  readonly stat: PlannedValue['stat']
  readonly params: ParamValues
  readonly comparison: PlannedComparison | null
  readonly days: { readonly range: DayRange; readonly asOf: number; readonly shift: Shift | null }
  readonly lag: PlannedScan['lag']
  readonly aside: boolean
}

class Planner {
  readonly scans: PlannedScan[] = []
  readonly warnings: Warning[] = []
  readonly range: DayRange
  readonly asOf: number
  readonly #dateGrain: Grain | null
  readonly #usesBasis: boolean
  readonly #parts = new Map<string, string>()
  readonly #spec: SettledSpec
  readonly #context: PlanContext
  readonly #shelves: readonly PlannedDimension[]
  readonly #filters: readonly PlannedFilter[]

  constructor(spec: SettledSpec, context: PlanContext, shelves: readonly PlannedDimension[], filters: readonly PlannedFilter[]) {
    this.#spec = spec
    this.#context = context
    this.#shelves = shelves
    this.#filters = filters
    this.range = reportRange(spec)
    this.asOf = dayNumber(spec.asOf ?? context.clock)
    const dates = shelves.filter(({ definition }) => definition.id === 'date')
    this.#dateGrain = dates.at(-1)?.grain ?? null
    this.#usesBasis = dates.length > 0 || filters.some(({ definition }) => definition.id === 'date')
    if (spec.compare.length === 0) return
    if (this.range.from === null && this.#dateGrain === null) throw new HelmdeckError('invalid-report', { reason: 'compare-needs-period' })
    if (this.range.to !== null && this.asOf < this.range.to) this.warnings.push(unfinishedWarning(this.asOf, this.range.to))
  }

  planValues(taken: Set<string>): PlannedValue[] {
    return this.#spec.values.flatMap((use) => {
      const metric = findMetric(use.metric, this.#context.data)
      const { formula, params } = resolveFormula(use, metric, this.#context.settings.thresholds)
      checkReach(metric, formula, usedDimensions(this.#spec, this.#context.data), this.#context.data)
      checkData(metric, formula, this.#context.data)
      if (use.stat !== undefined && metric.additivity !== 'distribution') {
        throw new HelmdeckError('invalid-report', { reason: 'stat-without-distribution', metric: metric.id, stat: use.stat })
      }
      const range = this.#rangeOf(metric, formula, valueId(use))
      const now = this.#planValue(use, metric, formula, params, null, { range, asOf: this.asOf, shift: null }, taken)
      const earlier = [...new Map(this.#spec.compare.map((one) => [comparisonId(one), one])).values()].map((comparison) =>
        this.#planValue(
          use,
          metric,
          formula,
          params,
          comparisonOf(comparison),
          comparisonDays(comparison, range, this.asOf, this.#dateGrain, this.#context.settings),
          taken,
        ),
      )
      return [now, ...earlier]
    })
  }

  #rangeOf(metric: MetricDefinition, formula: Formula, column: string): DayRange {
    const isOpen = this.range.from === null && this.range.to === null
    const hasBuckets = this.#dateGrain !== null || this.#context.ofBuckets === true
    if (metric.needsPeriod !== true || formula.isAsOf === true || !isOpen || hasBuckets) return this.range
    const range = lastTwelveMonths(dayNumber(this.#context.clock))
    this.warnings.push(defaultPeriodWarning(column, range))
    return range
  }

  #planValue(
    use: ValueUse,
    metric: MetricDefinition,
    formula: Formula,
    params: ParamValues,
    comparison: PlannedComparison | null,
    days: { range: DayRange; asOf: number; shift: Shift | null },
    taken: Set<string>,
  ): PlannedValue {
    const id = comparison === null ? valueId(use) : `${valueId(use)}@${comparison.id}`
    if (taken.has(id)) throw new HelmdeckError('invalid-report', { reason: 'duplicate-id', id })
    taken.add(id)
    const stat = use.stat ?? metric.defaultStat ?? null
    const place = (definition: PartDefinition, aside = false): string =>
      this.#placePart(definition, { stat, params, comparison, days, lag: lagOf(definition, metric, params), aside })
    const population = formula.parts[formula.population]
    if (population === undefined) throw new Error(`${metric.id} has no part ${formula.population}`)
    const alongside = formula.alongside === undefined ? null : (formula.parts[formula.alongside] ?? null)
    const parts = Object.values(formula.parts)
    return {
      id,
      definition: metric,
      formula,
      stat,
      params,
      comparison,
      hidden: use.hidden === true,
      range: days.range,
      asOf: days.asOf,
      shift: days.shift,
      aliases: Object.fromEntries(Object.entries(formula.parts).map(([name, part]) => [name, place(part)])),
      population: place(countOf(population)),
      alongside: alongside === null ? null : place(countOf(alongside)),
      notes:
        comparison === null ? (formula.notes ?? []).map((note) => ({ note, part: place(note.part, true), of: place(note.of, true) })) : [],
      isPartition:
        !parts.some((part) => part.snapshot === true && this.#dateGrain !== null) &&
        !this.#usesLines(population) &&
        !countsThings(population),
    }
  }

  #usesLines(part: PartDefinition): boolean {
    return [...this.#shelves, ...this.#filters].some(({ definition }) => needsLines(part.fact, definition))
  }

  /** Parts that look at the same rows and days share a scan; the same part twice is computed once. */
  #placePart(definition: PartDefinition, { stat, params, comparison, days, lag, aside }: PartUse): string {
    const { fact } = definition
    const snapshot = definition.snapshot === true
    const planned = definition.planned === true
    const hasDays = this.#usesBasis || days.range.from !== null || days.range.to !== null
    const on = hasDays && !snapshot ? definition.on : ''
    const via = definition.via ?? null
    const atEvent = definition.atEvent === true && params['owner'] !== 'now'
    const key = [
      fact,
      on,
      via,
      JSON.stringify(lag),
      snapshot,
      planned,
      atEvent,
      aside,
      comparison?.id,
      days.range.from,
      days.range.to,
    ].join('|')
    const own = 'stat' in definition ? (definition.as ?? stat) : null
    const used = Object.entries(params).filter(([name]) => JSON.stringify(definition).includes(`{${name}}`))
    const partKey = `${key}|${own}|${inOneOrder(definition)}|${JSON.stringify(used)}`
    const known = this.#parts.get(partKey)
    if (known !== undefined) return known
    let scan = this.scans.find((other) => other.key === key)
    if (scan === undefined) {
      scan = {
        key,
        fact,
        on: definition.on,
        via,
        lag,
        snapshot,
        planned,
        atEvent,
        aside,
        range: days.range,
        asOf: days.asOf,
        comparison,
        shift: days.shift,
        parts: [],
      }
      this.scans.push(scan)
    }
    const alias = `a${this.#parts.size}`
    this.#parts.set(partKey, alias)
    scan.parts.push({ alias, definition, stat: own, params })
    return alias
  }
}

/** The same part may be written in two orders of its properties. */
function inOneOrder(definition: PartDefinition): string {
  return JSON.stringify(Object.entries(definition).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function lagOf({ lag }: PartDefinition, metric: MetricDefinition, params: ParamValues): PlannedScan['lag'] {
  if (lag === undefined) return null
  const value = params[lag]
  if (typeof value === 'number') return value
  const means = metric.params.find(({ id }) => id === lag)?.word?.means
  if (means === undefined) throw new Error(`${metric.id} has no days for ${String(value)}`)
  return means
}

/** One customer stands in several rows: such counts never add up. */
function countsThings(part: PartDefinition): boolean {
  return 'count' in part && part.count === 'distinct'
}

/** Rows are counted, or the different things where the part counts those. */
function countOf(part: PartDefinition): PartDefinition {
  if (countsThings(part)) return part
  const { fact, on, via, lag, where, snapshot, planned, atEvent, reads } = part
  return {
    fact,
    on,
    count: 'rows',
    ...(via ? { via } : {}),
    ...(lag === undefined ? {} : { lag }),
    ...(where === undefined ? {} : { where }),
    ...(snapshot ? { snapshot } : {}),
    ...(planned ? { planned } : {}),
    ...(reads ? { reads } : {}),
    ...(atEvent ? { atEvent } : {}),
  }
}

const sums: readonly Calculation['as'][] = ['running-total', 'share-of-total', 'share-of-parent', 'cumulative-share', 'moving-average']
const alongRows: readonly Calculation['as'][] = [
  'running-total',
  'cumulative-share',
  'change',
  'relative-change',
  'moving-average',
  'index',
]

/** What goes from row to row along a date goes from bucket to bucket: none may be missing. */
function withWholeAxis({ rows, calculations }: SettledSpec, data: WorkspaceData): SettledSpec['rows'] {
  const last = rows.at(-1)
  if (last === undefined || !calculations.some(({ as }) => alongRows.includes(as))) return rows
  return isDate(findDimension(last.field, data)) ? [...rows.slice(0, -1), { ...last, fill: true }] : rows
}

function planCalculations(spec: SettledSpec, values: readonly PlannedValue[], taken: Set<string>): PlannedCalculation[] {
  return spec.calculations.map(({ of, as, against, over, id }) => {
    const value = values.find((other) => other.id === of)
    if (value === undefined) throw new HelmdeckError('invalid-report', { reason: 'unknown-value', of })
    const compared = against === undefined ? undefined : values.find((other) => other.id === `${of}@${against}`)
    const needsComparison = as === 'difference' || as === 'relative-difference'
    if (needsComparison && compared === undefined)
      throw new HelmdeckError('invalid-report', { reason: 'calculation-needs-comparison', of, as })
    if (sums.includes(as) && value.definition.additivity !== 'additive') {
      throw new HelmdeckError('invalid-report', { reason: 'calculation-needs-sum', of, as })
    }
    const column = id ?? `${of}:${as}${against === undefined ? '' : `@${against}`}`
    if (taken.has(column)) throw new HelmdeckError('invalid-report', { reason: 'duplicate-id', id: column })
    taken.add(column)
    return { id: column, of: value, as, against: needsComparison ? (compared ?? null) : null, over: over ?? 3 }
  })
}
