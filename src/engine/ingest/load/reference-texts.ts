import { targets } from '../../../contract/targets.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'
import type { ModelKind } from '../recognise/synonyms/all-synonyms.ts'

/** Entities that other files name by id or name and that reports resolve through meta.reference. */
export const namedEntities = [
  'account',
  'person',
  'team',
  'product',
  'channel',
  'campaign',
  'pipeline',
  'stage',
] as const satisfies readonly ModelKind[]
export type NamedEntity = (typeof namedEntities)[number]

/** Columns of the model whose text names an `entity`. Stages are named together with their pipeline and come from elsewhere. */
export function namingColumns(entity: NamedEntity): readonly { readonly table: string; readonly column: string }[] {
  return Object.entries(targets).flatMap(([table, { columns }]) =>
    Object.entries(columns).flatMap(([column, { reference }]) => (reference === entity ? [{ table, column }] : [])),
  )
}

/** The columns, as `table.column`, in which rows of a load name something: most files name few kinds of things. */
export async function sayingColumns(
  database: Database,
  load: number,
  tables: ReadonlySet<string>,
  options: RunOptions,
): Promise<ReadonlySet<string>> {
  const columns = namedEntities.flatMap((entity) => namingColumns(entity)).filter(({ table }) => tables.has(table))
  const parts = [...new Set(columns.map(({ table }) => table))].map((table) => {
    const own = columns.filter((column) => column.table === table)
    const counts = own.map(({ column }) => `count(${quoteIdentifier(column)})`)
    return `select unnest([${own.map(({ column }) => quoteLiteral(`${table}.${column}`)).join(', ')}]) as place, unnest([${counts.join(', ')}]) as rows
      from model.${quoteIdentifier(table)} where load_id = $load and not is_stub`
  })
  if (parts.length === 0) return new Set()
  const rows = await database.rows<{ place: string }>(`select place from (${parts.join(' union all ')}) where rows > 0`, { load }, options)
  return new Set(rows.map(({ place }) => place))
}

/**
 * Fills `text_said` (raw, key, rows, pipeline, name) with the distinct texts by which the rows of a load name an entity,
 * the described things' own names and ids among them, as far as meta.reference doesn't know them yet. Answers how many.
 */
export async function gatherTexts(
  database: Database,
  entity: NamedEntity,
  load: number,
  tables: ReadonlySet<string>,
  saying: ReadonlySet<string>,
  options: RunOptions,
): Promise<number> {
  const parts = entity === 'stage' ? stageTexts(tables) : plainTexts(entity, tables, saying)
  if (parts.length === 0) return 0
  await database.run(
    `create or replace temp table text_said as
     select raw, any_value(key) as key, sum(rows)::bigint as rows, any_value(pipeline) as pipeline, any_value(name) as name
     from (${parts.join(' union all ')})
     where raw is not null and raw not in (select raw from meta.reference where entity = $entity)
     group by raw`,
    { entity, load },
    options,
  )
  const [count] = await database.rows<{ texts: number }>('select count(*) as texts from text_said')
  return count?.texts ?? 0
}

/** What a field that names an `entity` was and became. */
function changedTexts(entity: NamedEntity): readonly string[] {
  const fields = namingColumns(entity).filter(({ table }) => table !== 'field_change')
  if (fields.length === 0) return []
  const named = fields.map(({ table, column }) => `'${table}.${column}'`)
  return [
    `select raw, meta.match_key(raw) as key, count(*) as rows, null::varchar as pipeline, raw as name
     from (select unnest([old_value, new_value]) as raw from model.field_change where load_id = $load and not is_deleted and concat(entity, '.', field) in (${named.join(', ')}))
     where raw is not null group by raw`,
  ]
}

function plainTexts(entity: NamedEntity, tables: ReadonlySet<string>, saying: ReadonlySet<string>): readonly string[] {
  const select = (table: string, column: string, where: string): string =>
    `select raw, meta.match_key(raw) as key, rows, null::varchar as pipeline, raw as name
     from (select ${quoteIdentifier(column)} as raw, count(*) as rows from model.${quoteIdentifier(table)} where load_id = $load and ${where} group by 1)`
  const said = namingColumns(entity)
    .filter(({ table, column }) => saying.has(`${table}.${column}`))
    .map(({ table, column }) => select(table, column, 'not is_stub'))
  const own = tables.has(entity) ? [select(entity, 'name', 'not is_stub'), select(entity, 'source_id', 'not is_stub')] : []
  return [...said, ...own, ...(tables.has('field_change') ? changedTexts(entity) : [])]
}

function stageTexts(tables: ReadonlySet<string>): readonly string[] {
  const select = (from: string): string =>
    `select coalesce(pipeline, '') || '/' || name as raw, meta.match_key(coalesce(pipeline, '')) || '/' || meta.match_key(name) as key, rows, pipeline, name
     from (select pipeline, name, count(*) as rows from (${from}) where name is not null group by all)`
  return [
    ...(tables.has('stage') ? [select('select pipeline, name from model.stage where load_id = $load and not is_stub')] : []),
    ...(tables.has('opportunity') ? [select('select pipeline, stage as name from model.opportunity where load_id = $load')] : []),
    ...(tables.has('stage_visit') ? [select('select pipeline, stage as name from model.stage_visit where load_id = $load')] : []),
    // A visit that names no pipeline belongs to its deal's, whichever of the two files came first.
    ...(tables.has('stage_visit') || tables.has('opportunity')
      ? [
          select(`select o.pipeline, v.stage as name from model.stage_visit v join model.opportunity o on o.source_id = v.opportunity and o.source = v.source
           where v.pipeline is null and o.pipeline is not null and (v.load_id = $load or o.load_id = $load)`),
        ]
      : []),
  ]
}
