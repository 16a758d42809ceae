import type { FileOutcome } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { hasRows } from '../has-rows.ts'
import { namedEntities, namingColumns } from './reference-texts.ts'
import type { NamedEntity } from './reference-texts.ts'
import { valueName } from './row-key.ts'
import type { StagedTable } from './stage-table.ts'

/** Values of a staged table that were taken for a name spelled otherwise. */
export async function matchedIn(database: Database, { plan, name }: StagedTable, options: RunOptions): Promise<FileOutcome['matched']> {
  if (!(await hasRows(database, `meta.reference where rule = 'normalised' and not undone`, options))) return []
  const has = (column: string): boolean => plan.columns.some((candidate) => candidate.column === column && !candidate.isCustom)
  const parts = namedEntities
    .filter((entity) => entity !== 'stage')
    .flatMap((entity: NamedEntity) =>
      namingColumns(entity)
        .filter(({ table, column }) => table === plan.entity && has(column))
        .map(
          ({ column }) => `select r.entity, r.raw as "from", t.name as "to", count(*) as rows
        from ${name} s join meta.reference r on r.entity = '${entity}' and r.rule = 'normalised' and not r.undone and r.raw = s.${valueName(column)}
        join model.${entity} t on t.id = r.id where s.bad_reason is null and t.name is distinct from r.raw group by all`,
        ),
    )
  if (parts.length === 0) return []
  return await database.rows(
    `select entity, "from", "to", sum(rows)::bigint as rows from (${parts.join(' union all ')}) group by all order by rows desc, "from"`,
    {},
    options,
  )
}
