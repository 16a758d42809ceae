import type { Database } from '../../../src/engine/database/database.ts'
import type { CarriedRows, CarriedSet } from './carried.ts'

/** What the model says of its rows besides what a file said. */
const bookkeeping = [
  'id',
  'source',
  'source_id',
  'load_id',
  'file_id',
  'row_number',
  'row_hash',
  'is_stub',
  'is_deleted',
  'normalised_name',
]

type Types = Readonly<Record<string, string>>

async function typesOf(database: Database, entity: string): Promise<Types> {
  const columns = await database.rows<{ name: string; type: string }>(
    'select column_name as name, data_type as type from duckdb_columns() where schema_name = $schema and table_name = $entity',
    { schema: 'model', entity },
  )
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]))
}

function asText(expression: string, type = 'VARCHAR'): string {
  if (type === 'TIMESTAMP') return `strftime(${expression}, '%Y-%m-%d %H:%M:%S')`
  if (type === 'DOUBLE') return `round((${expression})::double, 6)::varchar`
  return `(${expression})::${type}::varchar`
}

async function textRows(
  database: Database,
  entity: string,
  id: string | null,
  columns: readonly (readonly [string, string])[],
  where: string,
): Promise<string[]> {
  const cells = [...(id === null ? [] : [['id', id] as const]), ...columns].map(([name, text]) => `'${name}=' || coalesce(${text}, '')`)
  const rows = await database.rows<{ row: string }>(
    `select concat_ws(', ', ${cells.join(', ')}) as row from model."${entity}" t where not is_stub and ${where} order by 1`,
  )
  return rows.map(({ row }) => row)
}

export interface RowComparison {
  readonly rows: number
  readonly missing: readonly string[]
  readonly unexpected: readonly string[]
}

/** The rows of one kind that the company has and the workspace hasn't, and the other way round, as far as the export carries them. */
export async function compareRows(company: Database, workspace: Database, entity: string, rows: CarriedRows): Promise<RowComparison> {
  const types = await typesOf(workspace, entity)
  const { where = 'true', is = 't.source_id' } = rows
  const columns = Object.entries(rows.carries).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const said = columns.map(([column, expression]) => [column, asText(expression, types[column])] as const)
  const kept = columns.map(([column]) => [column, asText(`t."${column}"`, types[column])] as const)
  const expected = await textRows(company, entity, is, said, where)
  const found = await textRows(workspace, entity, is === null ? null : 't.source_id', kept, where)
  return { rows: expected.length, missing: without(expected, found), unexpected: without(found, expected) }
}

/** As often as it stands there more. */
function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1)
  return rows.filter((row) => {
    const count = left.get(row) ?? 0
    left.set(row, count - 1)
    return count <= 0
  })
}

/** Columns that the company fills and nobody says whether the export carries them. */
export async function forgottenColumns(company: Database, set: CarriedSet): Promise<readonly string[]> {
  const forgotten: string[] = []
  for (const [entity, { carries, loses = [] }] of Object.entries(set)) {
    const columns = Object.keys(await typesOf(company, entity)).filter((column) => !bookkeeping.includes(column))
    const [filled] = await company.rows<Record<string, number>>(
      `select ${columns.map((column) => `count("${column}") as "${column}"`).join(', ')} from model."${entity}"`,
    )
    for (const column of columns)
      if ((filled?.[column] ?? 0) > 0 !== (column in carries || loses.includes(column))) forgotten.push(`${entity}.${column}`)
  }
  return forgotten
}

/** The kinds of things the company has, by name. */
export async function filledKinds(company: Database): Promise<readonly string[]> {
  const kinds = await company.rows<{ kind: string }>('select kind from meta.file where rows > 0 order by kind')
  return kinds.map(({ kind }) => kind)
}
