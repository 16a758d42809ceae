import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { filledTables, hasRows } from '../has-rows.ts'
import { valueName } from './row-key.ts'
import type { StagedTable } from './stage-table.ts'
import { entityVersions, keepVersions } from './versions.ts'

interface Link {
  readonly table: string
  readonly column: string
  readonly to: 'opportunity' | 'lead'
}

const links: readonly Link[] = [
  { table: 'stage_visit', column: 'opportunity', to: 'opportunity' },
  { table: 'opportunity_line', column: 'opportunity', to: 'opportunity' },
  { table: 'activity', column: 'opportunity', to: 'opportunity' },
  { table: 'order', column: 'opportunity', to: 'opportunity' },
  { table: 'lead', column: 'opportunity', to: 'opportunity' },
  { table: 'activity', column: 'lead', to: 'lead' },
  { table: 'opportunity', column: 'lead', to: 'lead' },
  { table: 'opportunity_contact', column: 'opportunity', to: 'opportunity' },
  { table: 'quote', column: 'opportunity', to: 'opportunity' },
  { table: 'contract', column: 'opportunity', to: 'opportunity' },
  { table: 'touch', column: 'lead', to: 'lead' },
]

/** Deals and leads are joined by id; a file may name them by a name that only one of them bears. */
const bearers = (to: string): string =>
  `(select name, min(source_id) as source_id from model.${to} where name is not null and not is_stub group by name having count(*) = 1)`

/** Before rows are compared: names of deals and leads that the workspace knows become their ids. */
export async function nameToId(database: Database, { name, plan }: StagedTable, options: RunOptions): Promise<void> {
  for (const { column, to } of links.filter((link) => link.table === plan.entity)) {
    if (!plan.columns.some((candidate) => candidate.column === column && !candidate.isCustom)) continue
    const value = valueName(column)
    await database.run(
      `update ${name} s set ${value} = b.source_id from ${bearers(to)} b
       where b.name = s.${value} and not exists (select 1 from model.${to} o where o.source_id = s.${value})`,
      {},
      options,
    )
  }
}

/** After a load: rows that named a deal or a lead before its file came. */
export async function linkLateNames(
  database: Database,
  load: number,
  tables: ReadonlySet<string>,
  options: RunOptions,
): Promise<readonly string[]> {
  const touched: string[] = []
  const near = links.filter((link) => tables.has(link.to) || tables.has(link.table))
  if (near.length === 0) return touched
  const filled = await filledTables(database, new Set(near.flatMap((link) => [`model.${quoteIdentifier(link.table)}`, `model.${link.to}`])))
  for (const { table, column, to } of near) {
    if (!filled.has(`model.${quoteIdentifier(table)}`) || !filled.has(`model.${to}`)) continue
    const name = quoteIdentifier(table)
    const late = `m.${column} is not null and not exists (select 1 from model.${to} o where o.source_id = m.${column})`
    if (!(await hasRows(database, `model.${name} m where ${late}`, options))) continue
    await keepVersions(database, entityVersions(table), load, `${late} and m.${column} in (select name from ${bearers(to)})`, options)
    const rows = await database.run(
      `update model.${name} m set ${column} = b.source_id, load_id = $load from ${bearers(to)} b where b.name = m.${column} and ${late}`,
      { load },
      options,
    )
    if (rows > 0) touched.push(table)
  }
  return touched
}
