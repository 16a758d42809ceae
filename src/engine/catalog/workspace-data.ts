import type { Database } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { queryText } from '../database/query-files.ts'
import type { DimensionDefinition, FactId, MoneyColumns, NodeId } from './definition.ts'
import { factIds } from './definition.ts'
import { noUserFields, withUserFields, type UserFields } from '../formula/user-fields.ts'
import type { StoredField } from '../formula/stored-fields.ts'
import { metrics } from './metrics.ts'
import { nodes } from './nodes.ts'
import { dialect } from '../dialect/in-use.ts'

/** What this workspace holds: decides what can be asked, and where money still lacks a rate. */
export interface WorkspaceData {
  readonly dataVersion: number
  /** `entity` for every entity with rows, `entity.column` for every column with a value. */
  readonly filled: ReadonlySet<string>
  readonly emptyFacts: ReadonlySet<FactId>
  /** Facts with money that no rate converts. */
  readonly unconverted: ReadonlySet<FactId>
  /** Metrics whose probe found no row. */
  readonly unmetProbes: ReadonlySet<string>
  /** Kinds of names of which some count as others. */
  readonly aliased: ReadonlySet<string>
  readonly custom: ReadonlyMap<string, DimensionDefinition>
  /** What the user defined, as far as it can be computed here. */
  readonly user: UserFields
}

const cache = new WeakMap<Database, { readonly data: WorkspaceData; readonly fields: readonly StoredField[] }>()
const noFields: readonly StoredField[] = []

/** Reads it once per data version; `fields` are the documents of the user's own. */
export async function readWorkspaceData(
  database: Database,
  dataVersion: number,
  fields: readonly StoredField[] = noFields,
): Promise<WorkspaceData> {
  const known = cache.get(database)
  if (known?.data.dataVersion === dataVersion && known.fields === fields) return known.data
  const [filled, counted, custom, aliased] = await Promise.all([
    readFilled(database),
    readFacts(database),
    readCustom(database),
    readAliased(database),
  ])
  const data = withUserFields({ dataVersion, filled, custom, aliased, ...counted, user: noUserFields }, fields)
  cache.set(database, { data, fields })
  return data
}

async function readFilled(database: Database): Promise<Set<string>> {
  const filled = new Set<string>()
  const rows = await database.rows<{ entity: string; column_name: string }>(queryText('catalog/filled_columns.sql'))
  for (const { entity, column_name } of rows) filled.add(entity).add(`${entity}.${column_name}`)
  return filled
}

async function readAliased(database: Database): Promise<Set<string>> {
  const rows = await database.rows<{ kind: string }>(queryText('catalog/aliased_kinds.sql'))
  return new Set(rows.map(({ kind }) => kind))
}

async function readFacts(database: Database): Promise<Pick<WorkspaceData, 'emptyFacts' | 'unconverted' | 'unmetProbes'>> {
  const [marts] = await database.rows<{ exist: boolean }>(queryText('catalog/marts_exist.sql'))
  if (marts?.exist !== true) return { emptyFacts: new Set(factIds), unconverted: new Set(), unmetProbes: new Set() }
  const columns: string[] = []
  for (const id of factIds) {
    const { table, money, otherMoney = {}, lines, stateOf, madeOf, derived } = nodes[id]
    // No deal is open where all are closed, nobody has bought where none is won: those are answers, not missing data.
    columns.push(`(select count(*) from ${madeOf ?? nodes[stateOf ?? id].table}) = 0 as "empty:${id}"`)
    // A derived table is there only while somebody asks; its money is that of deals.
    if (money && derived === undefined) {
      const missing = (rows: string, { amount, converted }: MoneyColumns): string =>
        `exists (select 1 from ${rows} where ${amount} is not null and ${converted} is null)`
      const exist = [
        ...[table, ...(lines === undefined ? [] : [lines.table])].map((rows) => missing(rows, money)),
        ...Object.values(otherMoney).map((other) => missing(table, other)),
      ]
      columns.push(`(${exist.join(' or ')}) as "unconverted:${id}"`)
    }
  }
  for (const { id, probe } of metrics.values()) {
    if (probe) columns.push(`not exists (select 1 from ${nodes[probe.fact].table} f where ${probe.where}) as "unmet:${id}"`)
  }
  const [row = {}] = await database.rows<Record<string, boolean>>(`select ${columns.join(', ')}`)
  const named = <Name extends string>(kind: string): Set<Name> =>
    new Set(
      Object.keys(row)
        .filter((key) => key.startsWith(`${kind}:`) && row[key] === true)
        .map((key) => key.slice(kind.length + 1) as Name),
    )
  const unconverted = named<FactId>('unconverted')
  if (unconverted.has('opportunity')) unconverted.add('credit')
  return { emptyFacts: named<FactId>('empty'), unconverted, unmetProbes: named('unmet') }
}

const customNodes: Readonly<Record<string, NodeId>> = { person: 'owner' }
const customTypes: Readonly<Record<string, DimensionDefinition['type']>> = { integer: 'integer', decimal: 'decimal', boolean: 'boolean' }

/** The source's own columns, read from the entity's row by id. */
async function readCustom(database: Database): Promise<Map<string, DimensionDefinition>> {
  const rows = await database.rows<{
    entity: string
    column_name: string
    header: string
    type: string
    schema_name: string
    table_name: string
  }>(queryText('catalog/custom_columns.sql'))
  const found = new Map<string, DimensionDefinition>()
  for (const { entity, column_name, header, type, schema_name, table_name } of rows) {
    const node = (customNodes[entity] ?? entity) as NodeId
    // Braces are places of a template; the importer names columns without them.
    if (nodes[node] === undefined || /[{}]/.test(column_name)) continue
    const id = `custom.${entity}.${column_name}`
    const isText = customTypes[type] === undefined
    const table = `${quoteIdentifier(schema_name)}.${quoteIdentifier(table_name)}`
    const column = `(select c.${quoteIdentifier(column_name)} from ${table} c where c.id = {id})`
    found.set(id, {
      id,
      group: 'custom',
      label: { zh: header, en: header },
      type: customTypes[type] ?? 'text',
      node,
      value: isText ? dialect.cast(column, 'text') : column,
      needs: [entity],
    })
  }
  return found
}
