import type { CatalogDimension, CatalogMetric } from '../../../src/contract/catalog.ts'
import { comparisonId, type Grain, type ReportSpec, type Stat, type ValueUse } from '../../../src/contract/report-spec.ts'
import { dimensionIds, isChange, splitId, valueId, withChanges, withUniqueIds } from './value-ids.ts'

export type DimensionShelf = 'rows' | 'columns'
export type Shelf = DimensionShelf | 'values'

export const roomOf = { rows: 8, columns: 4, values: 40 } as const

/** A report nobody has put anything into yet. It is the only spec that can't be asked: it has no value. */
export const emptySpec: ReportSpec = {
  version: 1,
  rows: [],
  columns: [],
  values: [],
  filters: [],
  having: [],
  compare: [],
  sort: [],
  calculations: [],
}

export function isAskable(spec: ReportSpec): boolean {
  return spec.values.length > 0
}

export function isUsed(spec: ReportSpec, field: string): boolean {
  return spec.rows.some((use) => use.field === field) || spec.columns.some((use) => use.field === field)
}

/** Where a dimension goes when nobody says: dates down the side, a second one beside a lone date across, all others down. */
export function fittingShelf(
  spec: ReportSpec,
  dimension: Pick<CatalogDimension, 'isDate'>,
  isDate: (field: string) => boolean,
): DimensionShelf {
  const [only, ...more] = spec.rows
  const besideDate = only !== undefined && more.length === 0 && spec.columns.length === 0 && isDate(only.field)
  return besideDate && !dimension.isDate ? 'columns' : 'rows'
}

export function addDimension(spec: ReportSpec, dimension: Pick<CatalogDimension, 'id' | 'isDate'>, shelf: DimensionShelf): ReportSpec {
  if (isUsed(spec, dimension.id) || spec[shelf].length >= roomOf[shelf]) return spec
  const use = dimension.isDate ? { field: dimension.id, grain: 'month' as const } : { field: dimension.id }
  return tidy({ ...spec, [shelf]: dimension.isDate && shelf === 'rows' ? [use, ...spec.rows] : [...spec[shelf], use] })
}

/** Adds a metric once; `duplicateValue` puts it there again with another statistic or parameter. */
export function addMetric(spec: ReportSpec, metric: Pick<CatalogMetric, 'id'>): ReportSpec {
  if (spec.values.length >= roomOf.values || spec.values.some((value) => value.metric === metric.id)) return spec
  return withValues(spec, [...spec.values.map(keep), { from: null, value: { metric: metric.id } }])
}

export function duplicateValue(spec: ReportSpec, index: number): ReportSpec {
  const value = spec.values[index]
  if (value === undefined || spec.values.length >= roomOf.values) return spec
  const copies = spec.values.map(keep)
  copies.splice(index + 1, 0, { from: null, value })
  return withValues(spec, copies)
}

export function removeAt(spec: ReportSpec, shelf: Shelf, index: number): ReportSpec {
  if (index < 0 || index >= spec[shelf].length) return spec
  if (shelf === 'values')
    return withValues(
      spec,
      spec.values.map(keep).filter((_, place) => place !== index),
    )
  return tidy({ ...spec, [shelf]: spec[shelf].filter((_, place) => place !== index) })
}

export function moveWithin(spec: ReportSpec, shelf: Shelf, index: number, step: -1 | 1): ReportSpec {
  const other = index + step
  if (index < 0 || other < 0 || index >= spec[shelf].length || other >= spec[shelf].length) return spec
  if (shelf === 'values') return withValues(spec, swapped(spec.values.map(keep), index, other))
  return tidy({ ...spec, [shelf]: swapped(spec[shelf], index, other) })
}

/** Takes a value to another place among the values. */
export function moveValue(spec: ReportSpec, from: number, to: number): ReportSpec {
  const kept = spec.values.map(keep)
  const value = kept[from]
  return value === undefined || from === to ? spec : withValues(spec, kept.toSpliced(from, 1).toSpliced(to, 0, value))
}

export function moveAcross(spec: ReportSpec, shelf: DimensionShelf, index: number): ReportSpec {
  const to = shelf === 'rows' ? 'columns' : 'rows'
  const use = spec[shelf][index]
  if (use === undefined || spec[to].length >= roomOf[to]) return spec
  return tidy({ ...spec, [shelf]: spec[shelf].filter((_, place) => place !== index), [to]: [...spec[to], use] })
}

export function swapShelves(spec: ReportSpec): ReportSpec {
  if (spec.rows.length > roomOf.columns || (spec.rows.length === 0 && spec.columns.length === 0)) return spec
  return tidy({ ...spec, rows: spec.columns, columns: spec.rows })
}

export function setGrain(spec: ReportSpec, shelf: DimensionShelf, index: number, grain: Grain): ReportSpec {
  const use = spec[shelf][index]
  if (use === undefined || (use.grain ?? 'month') === grain) return spec
  const twin = [...spec.rows, ...spec.columns].some((one) => one !== use && one.field === use.field && (one.grain ?? 'month') === grain)
  return twin ? spec : tidy({ ...spec, [shelf]: replaced(spec[shelf], index, { ...use, grain }) })
}

/** The same date by another grain beside itself: years over months. */
export function addGrain(spec: ReportSpec, shelf: DimensionShelf, index: number, grain: Grain): ReportSpec {
  const use = spec[shelf][index]
  const taken = [...spec.rows, ...spec.columns].some((one) => one.field === use?.field && (one.grain ?? 'month') === grain)
  if (use === undefined || taken || spec[shelf].length >= roomOf[shelf]) return spec
  return tidy({ ...spec, [shelf]: spec[shelf].toSpliced(index + 1, 0, { field: use.field, grain }) })
}

/** Whether a date shows the buckets without rows, too. */
export function toggleFill(spec: ReportSpec, shelf: DimensionShelf, index: number): ReportSpec {
  const use = spec[shelf][index]
  if (use === undefined) return spec
  const { fill, ...rest } = use
  return { ...spec, [shelf]: replaced(spec[shelf], index, fill === true ? rest : { ...rest, fill: true }) }
}

/** Another dimension in the place of one: the groups that were made of it. */
export function replaceDimension(spec: ReportSpec, shelf: DimensionShelf, index: number, field: string): ReportSpec {
  if (spec[shelf][index] === undefined || isUsed(spec, field)) return spec
  return tidy({ ...spec, [shelf]: replaced(spec[shelf], index, { field }) })
}

/** A hidden value has no column, and is there to sort, rank and calculate by. The last column that is shown stays. */
export function toggleHidden(spec: ReportSpec, index: number): ReportSpec {
  const value = spec.values[index]
  if (value === undefined) return spec
  const { hidden, ...rest } = value
  return tidy({ ...spec, values: replaced(spec.values, index, hidden === true ? rest : { ...rest, hidden: true }) })
}

/** null = the metric's own statistic. */
export function setStat(spec: ReportSpec, index: number, stat: Stat | null): ReportSpec {
  const value = spec.values[index]
  if (value === undefined || (value.stat ?? null) === stat) return spec
  const { stat: _before, ...rest } = value
  return replaceValue(spec, index, stat === null ? rest : { ...rest, stat })
}

/** null = the parameter's default. */
export function setParam(spec: ReportSpec, index: number, param: string, chosen: string | number | boolean | null): ReportSpec {
  const value = spec.values[index]
  if (value === undefined || (value.params?.[param] ?? null) === chosen) return spec
  const { params: before, ...rest } = value
  const others = Object.fromEntries(Object.entries(before ?? {}).filter(([id]) => id !== param))
  const params = chosen === null ? others : { ...others, [param]: chosen }
  return replaceValue(spec, index, Object.keys(params).length === 0 ? rest : { ...rest, params })
}

interface Kept {
  /** Its place before the move; null = it is new. */
  readonly from: number | null
  readonly value: ValueUse
}

function keep(value: ValueUse, from: number): Kept {
  return { from, value }
}

function replaceValue(spec: ReportSpec, index: number, value: ValueUse): ReportSpec {
  return withValues(spec, replaced(spec.values.map(keep), index, { from: index, value }))
}

/** Puts values onto the shelf; what refers to a value (sort, top, calculations) follows it to its new id, or goes with it. */
function withValues(spec: ReportSpec, kept: readonly Kept[]): ReportSpec {
  const shown = spec.calculations.some(isChange)
  const values = withUniqueIds(kept.map((one) => one.value))
  const ids = new Map<string, string>()
  kept.forEach(({ from }, place) => {
    const before = from === null ? undefined : spec.values[from]
    const after = values[place]
    if (before !== undefined && after !== undefined) ids.set(valueId(before), valueId(after))
  })
  const follow = (id: string) => {
    const { base, rest } = splitId(id)
    return `${ids.get(base) ?? base}${rest}`
  }
  const before = new Set(spec.values.map(valueId))
  const gone = (id: string) => before.has(splitId(id).base) && !ids.has(splitId(id).base)
  return tidy(
    withChanges(
      {
        ...withTop(spec, spec.top === undefined || gone(spec.top.by) ? undefined : { ...spec.top, by: follow(spec.top.by) }),
        values,
        sort: spec.sort.filter((one) => !gone(one.by)).map((one) => ({ ...one, by: follow(one.by) })),
        calculations: spec.calculations.filter((one) => !isChange(one) && !gone(one.of)).map((one) => ({ ...one, of: follow(one.of) })),
      },
      shown,
    ),
  )
}

function withTop(spec: ReportSpec, top: ReportSpec['top']): ReportSpec {
  const { top: _before, ...rest } = spec
  return top === undefined ? rest : { ...rest, top }
}

/** A comparison needs to know what it is the period before of. */
export function canCompare(spec: ReportSpec): boolean {
  return spec.period !== undefined || isUsed(spec, 'date')
}

/** Days of one's own, and those between two Spring Festivals, are told from a period; a date on a shelf does not say where they begin. */
export function canCompareWith(spec: ReportSpec, comparison: ReportSpec['compare'][number]): boolean {
  const needsPeriod = typeof comparison !== 'string' || comparison === 'previous-spring-festival'
  return canCompare(spec) && (spec.period !== undefined || !needsPeriod)
}

/** What a condition on a metric is about where it doesn't say so: the fields on the rows but the date, else those on the columns. */
export function conditionFields(spec: Pick<ReportSpec, 'rows' | 'columns'>): string[] {
  const fields = (uses: ReportSpec['rows']) => uses.map((use) => use.field).filter((field) => field !== 'date')
  const rows = fields(spec.rows)
  return rows.length > 0 ? rows : fields(spec.columns)
}

/** A report shows at least one column. */
function withOneShown({ values, calculations }: Pick<ReportSpec, 'values' | 'calculations'>): ValueUse[] {
  if (calculations.length > 0 || values.some(({ hidden }) => hidden !== true)) return values
  return values.map(({ hidden: _hidden, ...value }, index) => (index === 0 ? value : { ...value, hidden: true }))
}

/** Lets go of what no longer refers to anything, so that no move leaves a spec the engine would refuse. */
export function tidy(spec: ReportSpec): ReportSpec {
  const values = new Set(spec.values.map(valueId))
  const compare = spec.compare.filter((one) => canCompareWith(spec, one))
  const calculations = spec.calculations.filter(
    (one) => values.has(one.of) && (one.against === undefined || compare.some((compared) => comparisonId(compared) === one.against)),
  )
  const hasLevels = spec.totals?.rows === 'all-levels' && spec.rows.length > 1
  const sortable = new Set([...values, ...(hasLevels ? [] : calculations.flatMap((one) => one.id ?? [])), ...dimensionIds(spec).rows])
  const compared = (by: string) => compare.some((one) => splitId(by).rest === `@${comparisonId(one)}`) && values.has(splitId(by).base)
  const sort = spec.sort.filter((one) => sortable.has(one.by) || compared(one.by))
  const top = spec.top && isUsed(spec, spec.top.field) && values.has(spec.top.by) ? spec.top : undefined
  const having = spec.having.filter((one) => one.per !== undefined || conditionFields(spec).length > 0)
  return { ...withTop(spec, top), values: withOneShown({ values: spec.values, calculations }), having, compare, sort, calculations }
}

function replaced<One>(list: readonly One[], index: number, next: One): One[] {
  return list.map((one, place) => (place === index ? next : one))
}

function swapped<One>(list: readonly One[], left: number, right: number): One[] {
  return list.map((one, place) => (place === left ? list[right]! : place === right ? list[left]! : one))
}
