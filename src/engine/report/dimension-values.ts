import { HelmdeckError } from '../../contract/errors.ts'
import type { DimensionDefinition, FactId } from '../catalog/definition.ts'
import { factIds } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { dayNumber } from './calendar-days.ts'
import { answeringData } from './derived-tables.ts'
import { Joins } from './joins.ts'
import { Parameters } from './parameters.ts'
import { canReach, findDimension, isDate } from './resolve.ts'
import type { ReportContext } from './run-report.ts'
import { dialect } from '../dialect/in-use.ts'

export interface ValuesRequest {
  readonly field: string
  readonly search: string
  readonly limit: number
}

/**
 * The values of a dimension for a filter list, most frequent first, with the rows that have them; the facts nearest to the
 * dimension are counted. A date gives its months. Fails with `unknown-field`.
 */
export async function dimensionValues(
  database: Database,
  context: ReportContext,
  { field, search, limit }: ValuesRequest,
  options: RunOptions = {},
): Promise<{ value: string | null; rows: number }[]> {
  const data = await answeringData(database, context, field, options.signal)
  const definition = findDimension(field, data)
  if (definition.id === 'date') throw new HelmdeckError('invalid-report', { reason: 'date-has-no-values', field })
  const facts = countedFacts(definition, data)
  if (facts.length === 0) return []
  const parameters = new Parameters()
  const asOf = parameters.integer(dayNumber(context.clock))
  const parts = facts.map((fact) => factValues(fact, definition, asOf))
  const where = search === '' ? '' : `where ${dialect.text.contains('value', parameters.text(search))}`
  return database.rows<{ value: string | null; rows: number }>(
    `select value, ${dialect.cast('sum(rows)', 'whole')} as rows from (\n${parts.join('\nunion all\n')}\n) ${where}\ngroup by value order by rows desc, value nulls last limit ${Math.trunc(limit)}`,
    parameters.all,
    options,
  )
}

/** The dimension's own fact where it belongs to one, else every fact that knows it directly or has rows. */
function countedFacts(definition: DimensionDefinition, data: WorkspaceData): FactId[] {
  const own = factIds.filter((id) => id === definition.node && !data.emptyFacts.has(id))
  if (own.length > 0) return own
  return (['lead', 'opportunity', 'order', 'activity', 'spend', 'target', 'payment'] as const).filter(
    (id) => !data.emptyFacts.has(id) && canReach(id, definition),
  )
}

function factValues(fact: FactId, definition: DimensionDefinition, asOf: string): string {
  const joins = new Joins(fact, asOf)
  const value = valueSql(definition, joins)
  const { lines, table } = nodes[fact]
  const withLines =
    joins.sql.includes(' on l_') && lines !== undefined ? `left join ${lines.table} l on l.${lines.key} = f.${lines.of ?? 'id'}` : ''
  return `select ${dialect.cast(value, 'text')} as value, count(*) as rows from ${table} f ${withLines} ${joins.sql} group by ${dialect.cast(value, 'text')}`
}

function valueSql(definition: DimensionDefinition, joins: Joins): string {
  if (!isDate(definition) || definition.node === null || definition.date === undefined) return joins.value(definition)
  const keys = nodes[definition.node].dates[definition.date]
  if (keys === undefined) throw new Error(`${definition.id} names no date`)
  const { month } = joins.date(definition.node, keys)
  return dialect.calendar.firstOfMonth(month)
}
