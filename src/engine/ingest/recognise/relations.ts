import { hasRows } from '../has-rows.ts'
import type { FileKind, Relation } from '../../../contract/imports.ts'
import { targets } from '../../../contract/targets.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import type { TableSource } from '../readers/table-source.ts'
import type { ColumnDraft } from './column-draft.ts'
import { cellName, renditionSql } from './rendition-sql.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'

/** A table whose kind is settled, for comparing its columns with the others'. */
export interface DraftTable {
  readonly table: TableSource
  readonly kind: FileKind
  readonly columns: readonly ColumnDraft[]
}

export interface FoundRelation extends Relation {
  /** Position of the table in the import and of the column in the table. */
  readonly tableIndex: number
  readonly columnIndex: number
}

const sampledRows = 100_000
/** Few and named: worth comparing with columns that nobody knows, and after normalising. */
const namedKinds: readonly ModelKind[] = ['account', 'person', 'team', 'product', 'pipeline', 'stage', 'channel', 'campaign']
/** Many and numbered: compared only where a column of another file points at them. */
const numberedKinds: readonly ModelKind[] = [
  'opportunity',
  'lead',
  'order',
  'contact',
  'quote',
  'contract',
  'payment',
  'invoice',
  'instalment',
]

/** The entity a column's text points at, null where it points at none. */
export function referencedKind(target: string | null): ModelKind | null {
  const [kind = '', column = ''] = (target ?? '').split('.')
  const entity = targets[kind as ModelKind]?.columns[column]?.reference
  return entity !== undefined && entity in targets ? (entity as ModelKind) : null
}

/** Text columns that nobody mapped and that might name things: few different values. */
function mayName(column: ColumnDraft): boolean {
  return (
    column.target === null && column.evidence.type === 'text' && column.evidence.values.length > 2 && column.evidence.distinctShare < 0.9
  )
}

/**
 * Compares what columns say with the names and ids of the things described by the files of this import and by the
 * workspace: the share of rows that match as they stand, and how many more match after NFKC, case, blanks and punctuation.
 * Looks at the first 100,000 rows of a table. Runs inside a transaction (temporary tables).
 */
export async function findRelations(
  database: Database,
  tables: readonly DraftTable[],
  options: RunOptions,
): Promise<readonly FoundRelation[]> {
  await database.run(
    `create or replace temp table known_name (entity varchar, file varchar, raw varchar);
     create or replace temp table said_name (table_index integer, column_index integer, raw varchar, rows bigint)`,
  )
  const wanted = wantedKinds(tables)
  if (wanted.length === 0) return []
  for (const draft of tables) if (wanted.some((kind) => kind === draft.kind)) await addKnownNames(database, draft, options)
  for (const kind of wanted) {
    const name = quoteIdentifier(kind)
    const hasName = targets[kind].columns['name'] !== undefined
    await database.run(`insert into known_name select '${kind}', null, source_id from model.${name} where not is_stub`, {}, options)
    if (hasName)
      await database.run(
        `insert into known_name select '${kind}', null, name from model.${name} where not is_stub and name is not null`,
        {},
        options,
      )
  }
  if (!(await hasRows(database, 'known_name where raw is not null', options))) return []
  for (const [index, draft] of tables.entries()) await addSaidNames(database, draft, index, options)
  return await matchNames(database, tables, options)
}

function wantedKinds(tables: readonly DraftTable[]): readonly ModelKind[] {
  const pointed = new Set(
    tables.flatMap(({ kind, columns }) =>
      columns.map((column) => referencedKind(column.target)).filter((entity) => entity !== kind || namedKinds.includes(entity)),
    ),
  )
  const isSearched = tables.some(({ columns }) => columns.some(mayName))
  return [...namedKinds.filter((kind) => isSearched || pointed.has(kind)), ...numberedKinds.filter((kind) => pointed.has(kind))]
}

async function addKnownNames(database: Database, { table, kind, columns }: DraftTable, options: RunOptions): Promise<void> {
  const cells = columns
    .filter((column) => column.target === `${kind}.name` || column.target === `${kind}.source_id`)
    .map((column) => cellName(column.evidence.index))
  if (cells.length === 0) return
  await database.run(
    `insert into known_name select $kind, $file, trim(unnest([${cells.join(', ')}])) from ${renditionSql(table)}`,
    { kind, file: table.name },
    options,
  )
}

async function addSaidNames(database: Database, { table, columns }: DraftTable, tableIndex: number, options: RunOptions): Promise<void> {
  const candidates = columns
    .filter((column) => referencedKind(column.target) !== null || mayName(column))
    .map((column) => column.evidence.index)
  if (candidates.length === 0) return
  const cells = candidates.map((index) => `trim(${cellName(index)}) as ${cellName(index)}`)
  const counts = candidates.map(
    (index) =>
      `select ${tableIndex}, ${index}, ${cellName(index)}, count(*) from sampled where ${cellName(index)} is not null group by ${cellName(index)}`,
  )
  await database.run(
    `insert into said_name
     with sampled as materialized (select ${cells.join(', ')} from (from ${renditionSql(table)} limit ${sampledRows}))
     ${counts.join(' union all ')}`,
    {},
    options,
  )
}

interface MatchRow {
  table_index: number
  column_index: number
  entity: ModelKind
  file: string | null
  rows: number
  matched: number
  normalised: number
}

async function matchNames(database: Database, tables: readonly DraftTable[], options: RunOptions): Promise<readonly FoundRelation[]> {
  const rows = await database.rows<MatchRow>(
    `with known as (select distinct entity, file, raw from known_name where raw is not null),
     keys as (select distinct entity, file, case when entity in (${numberedKinds.map((kind) => `'${kind}'`).join(', ')}) then raw else meta.match_key(raw) end as key from known),
     said as (select *, meta.match_key(raw) as key from said_name),
     total as (select table_index, column_index, sum(rows)::bigint as rows from said_name group by all),
     plain as (select s.table_index, s.column_index, k.entity, k.file, s.raw from said s join known k on k.raw = s.raw),
     loose as (select s.table_index, s.column_index, k.entity, k.file, s.raw, s.rows from said s join keys k on k.key = s.key
       union select s.table_index, s.column_index, k.entity, k.file, s.raw, s.rows from said s join keys k on k.key = s.raw and k.entity in (${numberedKinds.map((kind) => `'${kind}'`).join(', ')}))
     select l.table_index, l.column_index, l.entity, l.file, any_value(t.rows) as rows,
       sum(l.rows)::bigint as matched, sum(case when p.raw is null then l.rows else 0 end)::bigint as normalised
     from loose l join total t using (table_index, column_index)
     left join plain p on p.table_index = l.table_index and p.column_index = l.column_index and p.entity = l.entity and p.file is not distinct from l.file and p.raw = l.raw
     group by l.table_index, l.column_index, l.entity, l.file
     order by matched desc, l.file nulls last`,
    {},
    options,
  )
  return rows.flatMap((row): FoundRelation[] => {
    const column = tables[row.table_index]?.columns.find((draft) => draft.evidence.index === row.column_index)
    if (column === undefined) return []
    const wanted = referencedKind(column.target)
    if (wanted !== null && wanted !== row.entity) return []
    return [
      {
        tableIndex: row.table_index,
        columnIndex: row.column_index,
        column: column.evidence.header,
        entity: row.entity,
        toFile: row.file,
        matchedShare: row.matched / row.rows,
        matchedAfterNormalising: row.normalised,
      },
    ]
  })
}
