import { HelmdeckError } from '../../contract/errors.ts'
import type { DimensionUse, Filter } from '../../contract/report-spec.ts'
import type { WorkspaceSettings } from '../../contract/settings.ts'
import type { FactId } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { bucketKey, bucketStart } from './calendar.ts'
import type { Statement } from './cells-sql.ts'
import { filterSql } from './filter-sql.ts'
import { Joins, needsLines } from './joins.ts'
import { Parameters } from './parameters.ts'
import { settleFilter } from './settle-spec.ts'
import type { DayRange, PlannedDimension, PlannedFilter } from './plan.ts'
import { canReach, findDimension, resolveFilters, resolveShelf } from './resolve.ts'
import { dialect } from '../dialect/in-use.ts'

/** The rows of one fact that a study looks at. */
export interface PopulationSpec {
  readonly fact: FactId
  readonly filters: readonly Filter[]
  /** What each row is broken down by, as `g0`, `g1` …, and what orders those values as `o0` …. */
  readonly by: readonly DimensionUse[]
  /** Own columns of the fact that are carried along. */
  readonly columns: readonly string[]
  /** A date of the fact, and the days it must lie in. */
  readonly on?: { readonly date: string; readonly range: DayRange }
  /** The day on which ages and lateness are told. */
  readonly asOf: number
}

export interface PopulationContext {
  readonly data: WorkspaceData
  readonly settings: WorkspaceSettings
}

/**
 * A statement of `id`, the wanted columns and the breakdown (`g0` …), one row per thing. A filter on something that stands on lines
 * (a product) keeps what has such a line. Fails with `unknown-field`, `unreachable-dimension`, `invalid-report`.
 */
export function populationStatement(spec: PopulationSpec, { data, settings }: PopulationContext): Statement {
  const { fact, asOf, on } = spec
  const parameters = new Parameters()
  const joins = new Joins(fact, parameters.integer(asOf))
  const shelf = resolveShelf(spec.by, 'r', data, new Set())
  const filters = resolveFilters(
    spec.filters.map((filter) => settleFilter(filter, asOf, settings)),
    data,
    settings.me,
  )
  for (const { definition } of [...shelf, ...filters]) checkReach(fact, definition.id, data)
  const select = [
    'f.id as id',
    ...spec.columns.map((column) => `f.${quoteIdentifier(column)}`),
    ...shelf.flatMap((dimension, index) => breakdownSql(dimension, index, fact, joins, settings)),
  ]
  const day = on === undefined ? null : `f.${quoteIdentifier(dayOf(fact, on.date))}`
  const conditions = [
    ...(day === null || on === undefined || on.range.from === null ? [] : [`${day} >= ${parameters.integer(on.range.from)}`]),
    ...(day === null || on === undefined || on.range.to === null ? [] : [`${day} <= ${parameters.integer(on.range.to)}`]),
    ...filters.filter(({ definition }) => !needsLines(fact, definition)).map((filter) => filterSql(filter, joins, parameters, day)),
    ...filters.filter(({ definition }) => needsLines(fact, definition)).map((filter) => lineFilterSql(filter, fact, parameters, asOf)),
  ]
  const where = conditions.length === 0 ? '' : `\nwhere ${conditions.join(' and ')}`
  return { sql: `select ${select.join(', ')}\nfrom ${nodes[fact].table} f\n${joins.sql}${where}`, params: parameters.all }
}

function breakdownSql(dimension: PlannedDimension, index: number, fact: FactId, joins: Joins, settings: WorkspaceSettings): string[] {
  const { definition, grain } = dimension
  if (needsLines(fact, definition) || definition.id === 'date') {
    throw new HelmdeckError('invalid-report', { reason: 'study-breakdown', field: definition.id })
  }
  const keys = definition.node === null || definition.date === undefined ? undefined : nodes[definition.node].dates[definition.date]
  if (keys !== undefined && definition.node !== null) {
    const key = bucketKey(grain ?? 'month', joins.date(definition.node, keys), settings, null)
    return [`${dialect.cast(bucketStart(grain ?? 'month', key, settings), 'text')} as g${index}`, `${key} as o${index}`]
  }
  return [`${dialect.cast(joins.value(definition), 'text')} as g${index}`, `${joins.value(definition, 'order')} as o${index}`]
}

/** Things that have a line which passes; one without any line has one empty line. */
function lineFilterSql(filter: PlannedFilter, fact: FactId, parameters: Parameters, asOf: number): string {
  const { lines, table } = nodes[fact]
  if (lines === undefined) throw new Error(`${fact} has no lines`)
  const joins = new Joins(fact, parameters.integer(asOf))
  const condition = filterSql(filter, joins, parameters, null)
  const own = lines.of ?? 'id'
  return `f.id in (select f.id from ${table} f left join ${lines.table} l on l.${quoteIdentifier(lines.key)} = f.${own} ${joins.sql} where ${condition})`
}

function dayOf(fact: FactId, date: string): string {
  const keys = nodes[fact].dates[date]
  if (keys === undefined) throw new Error(`${fact} has no date ${date}`)
  return keys.day
}

function checkReach(fact: FactId, field: string, data: WorkspaceData): void {
  if (field === 'date' || canReach(fact, findDimension(field, data))) return
  throw new HelmdeckError('unreachable-dimension', { metric: nodes[fact].entity, dimension: field, field })
}
