import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import type { StagedTable } from './stage-table.ts'

/**
 * Rows of one file with the same key. Where the key is an id or a name, the last row counts: the earlier ones are put aside,
 * or say nothing new where they are equal. Where it is a natural key, they are numbered in an order that doesn't depend on
 * where they stand. Answers how many rows only repeat another.
 */
export async function settleDuplicates(database: Database, staged: StagedTable, options: RunOptions): Promise<number> {
  const { name, key, plan } = staged
  const [found] = await database.rows<{ repeated: number }>(
    `select count(*) - count(distinct source_id) as repeated from ${name} where bad_reason is null`,
    {},
    options,
  )
  if ((found?.repeated ?? 0) === 0) return 0
  await database.run(
    `create or replace temp table ${name}_twins as
     select row_number, row_hash, source_id,
       row_number() over (partition by source_id order by row_hash, row_number) as nth,
       max(row_number) over (partition by source_id) as last_row,
       arg_max(row_hash, row_number) over (partition by source_id) as last_hash
     from ${name}
     where bad_reason is null and source_id in (select source_id from ${name} where bad_reason is null group by source_id having count(*) > 1)`,
    {},
    options,
  )
  if (key.isNumbered) {
    await database.run(
      `update ${name} s set source_id = s.source_id || '#' || t.nth from ${name}_twins t where t.row_number = s.row_number and t.nth > 1`,
      {},
      options,
    )
    return 0
  }
  const keyColumn = key.required[0]?.index ?? plan.columns[0]?.index ?? 0
  await database.run(
    `update ${name} s set bad_column = ${keyColumn}, bad_value = s.source_id, bad_reason = case when t.row_hash = t.last_hash then 'same' else 'repeated' end
     from ${name}_twins t where t.row_number = s.row_number and t.row_number < t.last_row`,
    {},
    options,
  )
  return await database.run(`delete from ${name} where bad_reason = 'same'`, {}, options)
}

/** In a load that only adds, a row with a natural key is one more of its kind: its number goes on where the workspace's end. */
export async function continueNumbers(database: Database, { name, plan }: StagedTable, options: RunOptions): Promise<void> {
  await database.run(
    `create or replace temp table ${name}_numbered as
     with known as (
       select regexp_replace(source_id, '#[0-9]+$', '') as key, count(*) as rows from model.${quoteIdentifier(plan.entity)} where source = 'file' group by 1
     )
     select s.row_number, coalesce(k.rows, 0) + row_number() over (partition by s.source_id order by s.row_hash, s.row_number) as nth
     from ${name} s left join known k on k.key = s.source_id where s.bad_reason is null`,
    {},
    options,
  )
  await database.run(
    `update ${name} s set source_id = s.source_id || '#' || n.nth from ${name}_numbered n where n.row_number = s.row_number and n.nth > 1`,
    {},
    options,
  )
}
