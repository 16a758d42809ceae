import { comparisonId, type Calculation, type DimensionUse, type ReportSpec, type ValueUse } from '../../../src/contract/report-spec.ts'

/** A value's column, as the contract names it: its own id, else the metric with its stat. */
export function valueId(value: ValueUse): string {
  return value.id ?? (value.stat === undefined ? value.metric : `${value.metric}:${value.stat}`)
}

/** Ids of the dimensions on the shelves: the field, and with its grain where the field stands there for the second time. */
export function dimensionIds(spec: Pick<ReportSpec, 'rows' | 'columns'>): { rows: string[]; columns: string[] } {
  const taken = new Set<string>()
  const name = (use: DimensionUse) => {
    const id = taken.has(use.field) ? `${use.field}:${use.grain ?? 'month'}` : use.field
    taken.add(id)
    return id
  }
  return { rows: spec.rows.map(name), columns: spec.columns.map(name) }
}

/** Later values give way: the second `won_value` becomes `won_value_2`. */
export function withUniqueIds(values: readonly ValueUse[]): ValueUse[] {
  const taken = new Set<string>()
  return values.map((value) => {
    const id = freeId(valueId(value), taken)
    taken.add(id)
    return id === valueId(value) ? value : { ...value, id }
  })
}

export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${wanted}_${number}`)) return `${wanted}_${number}`
  }
}

/** A value and what follows it: `won_value@previous-year`, `won_value|GTX`. */
export function splitId(id: string): { base: string; rest: string } {
  const end = id.search(/[@|]/)
  return end < 0 ? { base: id, rest: '' } : { base: id.slice(0, end), rest: id.slice(end) }
}

export function changeOf(id: string, against: string): Calculation {
  return { of: id, as: 'relative-difference', against, id: `change:${id}:${against}` }
}

export function isChange(calculation: Calculation): boolean {
  return calculation.as === 'relative-difference' && calculation.id?.startsWith('change:') === true
}

/** The change of every value against every comparison, where the report shows changes at all. */
export function withChanges(spec: ReportSpec, shown: boolean): ReportSpec {
  const own = spec.calculations.filter((one) => !isChange(one))
  const changes = shown
    ? spec.values.flatMap((value) => spec.compare.map((against) => changeOf(valueId(value), comparisonId(against))))
    : []
  return { ...spec, calculations: [...own, ...changes] }
}
