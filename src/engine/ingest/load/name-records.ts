import { targets } from '../../../contract/targets.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { hasRows } from '../has-rows.ts'
import { modelKinds } from '../recognise/synonyms/all-synonyms.ts'
import type { ModelKind } from '../recognise/synonyms/all-synonyms.ts'
import { entityVersions, keepVersions } from './versions.ts'

/** The records of a kind by the names that only one of them bears. */
const bearers = (kind: ModelKind): string =>
  `(select name, min(source_id) as source_id from model.${quoteIdentifier(kind)} where name is not null and not is_stub group by name having count(*) = 1)`

/** Is `record` the name of one record of a kind and the id of none? `b` is bearers. */
const isName = (kind: ModelKind, record: string): string =>
  `b.name = ${record} and not exists (select 1 from model.${quoteIdentifier(kind)} o where o.source_id = ${record})`

async function namedKinds(database: Database, table: string, column: string, options: RunOptions): Promise<readonly ModelKind[]> {
  const rows = await database.rows<{ entity: string }>(
    `select distinct ${column} as entity from ${table} where ${column} is not null`,
    {},
    options,
  )
  return modelKinds.filter((kind) => targets[kind].columns['name'] !== undefined && rows.some(({ entity }) => entity === kind))
}

/** Before the rows of a log are compared: records that it names by a name which only one bears get its id. */
export async function nameRecords(database: Database, staged: string, options: RunOptions): Promise<void> {
  for (const kind of await namedKinds(database, staged, 'v_entity', options))
    await database.run(
      `update ${staged} t set v_record = b.source_id from ${bearers(kind)} b where t.v_entity = $kind and ${isName(kind, 't.v_record')}`,
      { kind },
      options,
    )
}

/** After a load: the same for changes that came before what they speak of. Answers how many rows. */
export async function nameLateRecords(database: Database, load: number, options: RunOptions): Promise<number> {
  let named = 0
  for (const kind of await namedKinds(database, 'model.field_change', 'entity', options)) {
    const late = `m.entity = '${kind}' and exists (select 1 from ${bearers(kind)} b where ${isName(kind, 'm.record')})`
    if (!(await hasRows(database, `model.field_change m where ${late}`, options))) continue
    await keepVersions(database, entityVersions('field_change'), load, late, options)
    named += await database.run(
      `update model.field_change m set record = b.source_id, load_id = $load from ${bearers(kind)} b where m.entity = $kind and ${isName(kind, 'm.record')}`,
      { kind, load },
      options,
    )
  }
  return named
}
