import { createHash } from 'node:crypto'
import type { Database } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import type { ColumnPlan, ModelColumns, TablePlan } from './table-plan.ts'
import { customColumnVersions, keepVersions } from './versions.ts'

const longest = 48

/** Letters and digits of any script: a header may hold quotes, SQL, emoji or ten thousand characters, a column's name may not. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
  const short = [...plain].slice(0, longest).join('')
  if (short !== '' && short === plain) return short
  return `${short === '' ? 'column' : short}_${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
}

/** Names for headers that nobody mapped: the same header keeps its name, two headers never share one. */
export class CustomNames {
  private readonly byHeader = new Map<string, string>()
  private readonly taken = new Set<string>()

  static async read(database: Database): Promise<CustomNames> {
    const names = new CustomNames()
    const rows = await database.rows<{ entity: string; column_name: string; header: string }>(
      'select entity, column_name, header from meta.custom_column',
    )
    for (const row of rows) names.remember(row.entity, row.header, row.column_name)
    return names
  }

  nameOf(entity: string, header: string): string {
    const known = this.byHeader.get(`${entity}\u0000${header}`)
    if (known !== undefined) return known
    const base = `x_${slug(header)}`
    let name = base
    for (let count = 2; this.taken.has(`${entity}\u0000${name}`); count++) name = `${base}_${count}`
    this.remember(entity, header, name)
    return name
  }

  private remember(entity: string, header: string, name: string): void {
    this.byHeader.set(`${entity}\u0000${header}`, name)
    this.taken.add(`${entity}\u0000${name}`)
  }
}

const baseColumns = `id bigint not null, source varchar not null, source_id varchar not null, load_id integer not null, file_id integer not null,
  row_number bigint not null, row_hash ubigint not null, is_stub boolean not null default false, is_deleted boolean not null default false,
  created_at timestamp, updated_at timestamp, owner varchar`

/** A file of no known kind becomes a table of its own. */
export async function ensureCustomTable(database: Database, entity: string, model: ModelColumns): Promise<void> {
  if (!model.has(entity)) await database.run(`create table model.${quoteIdentifier(entity)} (${baseColumns})`)
}

/** Adds the columns a file brings along; a column that held another type so far becomes what holds both. */
export async function ensureCustomColumns(database: Database, plan: TablePlan, model: ModelColumns, load: number): Promise<void> {
  for (const column of plan.columns) {
    if (!column.isCustom) continue
    const existing = model.get(plan.entity)?.get(column.column)
    if (existing === undefined) await addColumn(database, plan.entity, column, load)
    else if (existing !== commonType(existing, column.sqlType))
      await widenColumn(database, plan.entity, column.column, commonType(existing, column.sqlType), load)
  }
}

/** The plan with the types that its columns have in the model. */
export function withModelTypes(plan: TablePlan, model: ModelColumns): TablePlan {
  const known = model.get(plan.entity)
  return { ...plan, columns: plan.columns.map((column) => ({ ...column, sqlType: known?.get(column.column) ?? column.sqlType })) }
}

function commonType(a: string, b: string): string {
  if (a === b) return a
  const both = new Set([a, b])
  if (both.has('BIGINT') && both.has('DOUBLE')) return 'DOUBLE'
  return both.has('DATE') && both.has('TIMESTAMP') ? 'TIMESTAMP' : 'VARCHAR'
}

async function widenColumn(database: Database, entity: string, column: string, sqlType: string, load: number): Promise<void> {
  await keepVersions(database, customColumnVersions, load, 'm.entity = $entity and m.column_name = $column', {}, { entity, column })
  await database.run(`alter table model.${quoteIdentifier(entity)} alter column ${quoteIdentifier(column)} type ${sqlType}`)
  const type = sqlType === 'VARCHAR' ? 'text' : sqlType === 'DOUBLE' ? 'decimal' : 'timestamp'
  await database.run('update meta.custom_column set type = $type, load_id = $load where entity = $entity and column_name = $column', {
    entity,
    column,
    type,
    load,
  })
}

async function addColumn(database: Database, entity: string, column: ColumnPlan, load: number): Promise<void> {
  await database.run(`alter table model.${quoteIdentifier(entity)} add column ${quoteIdentifier(column.column)} ${column.sqlType}`)
  await database.run(
    'insert into meta.custom_column (entity, column_name, header, type, load_id) values ($entity, $column, $header, $type, $load)',
    {
      entity,
      column: column.column,
      header: column.header,
      type: column.type,
      load,
    },
  )
}
