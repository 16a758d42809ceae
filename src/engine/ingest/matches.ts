import type { ValueMatch } from '../../contract/imports.ts'
import type { Database } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { noteDeed } from '../workspace/audit.ts'
import { advanceDataVersion } from '../workspace/data-version.ts'
import { countFilledColumns } from './load/filled-columns.ts'
import { rebuildMarts } from './load/marts.ts'
import { ensureMacros } from './macros.ts'
import { namedEntities, namingColumns } from './load/reference-texts.ts'
import type { NamedEntity } from './load/reference-texts.ts'

/** Names that were taken for another spelling, with the number of rows that bear them; undone ones keep what they were taken for. */
export async function listMatches(database: Database): Promise<ValueMatch[]> {
  const said = namedEntities.flatMap((entity) =>
    sayings(entity).map((from) => `select '${entity}' as entity, raw, count(*) as rows from (${from}) where raw is not null group by raw`),
  )
  const names = namedEntities.map((entity) => `select '${entity}' as entity, id, name from model.${entity}`)
  return await database.rows<ValueMatch>(
    `with matched as (select * from meta.reference where rule = 'normalised'),
     said as (select entity, raw, sum(rows)::bigint as rows from (${said.join(' union all ')}) semi join matched using (entity, raw) group by all),
     named as (${names.join(' union all ')})
     select m.ref as id, m.entity, ${bareName('m.raw', 'm.entity')} as "from", n.name as "to", coalesce(s.rows, 0)::bigint as rows, m.undone
     from matched m
     left join meta.reference o on m.undone and o.entity = m.entity and o.match_key = m.match_key and o.ref <> m.ref and not o.undone and o.id <> m.id
     join named n on n.entity = m.entity and n.id = coalesce(o.id, m.id)
     left join said s on s.entity = m.entity and s.raw = m.raw
     where coalesce(s.rows, 0) > 0
     qualify row_number() over (partition by m.ref order by o.ref) = 1
     order by rows desc, "from"`,
  )
}

const bareName = (raw: string, entity: string): string => `case when ${entity} = 'stage' then split_part(${raw}, '/', -1) else ${raw} end`

function sayings(entity: NamedEntity): readonly string[] {
  if (entity === 'stage') return [`select coalesce(pipeline, '') || '/' || stage as raw from model.opportunity`]
  // A line read out of a deal says nothing that its deal doesn't say.
  return namingColumns(entity).map(
    ({ table, column }) =>
      `select ${quoteIdentifier(column)} as raw from model.${quoteIdentifier(table)} where not ends_with(source_id, '#product')`,
  )
}

/**
 * Undoes a match, or makes it again: the text then stands for a thing of its own, or for what it resembles. Changes one row of
 * meta.reference and the small mart beside it; answers the new data version. An unknown id changes nothing.
 */
export async function setMatch(database: Database, ref: number, undone: boolean, at: Date): Promise<number> {
  return await database.transaction(async (transaction) => {
    await ensureMacros(transaction)
    const [found] = await transaction.rows<{ entity: NamedEntity; undone: boolean }>(
      `select entity, undone from meta.reference where ref = $ref and rule = 'normalised'`,
      { ref },
    )
    if (found && found.undone !== undone) {
      await decide(transaction, found.entity, ref, undone)
      await noteDeed(transaction, at, { kind: 'match', subject: String(ref), detail: { entity: found.entity, undone } })
    }
    return await advanceDataVersion(transaction)
  })
}

async function decide(database: Database, entity: NamedEntity, ref: number, undone: boolean): Promise<void> {
  await (undone ? separate(database, entity, ref) : rejoin(database, entity, ref))
  if (entity === 'stage')
    await rebuildMarts(database, { tables: new Set(['stage']), references: new Set(['stage']), settingsChanged: false }, {})
  else await rebuildMarts(database, { tables: new Set(), references: new Set(), settingsChanged: false, only: entity }, {})
  await countFilledColumns(database, new Set([entity]), {})
}

interface Matched {
  readonly ref: number
  readonly entity: NamedEntity
  readonly raw: string
  readonly undone: boolean
}

/**
 * What people decided about matches belongs to no load. To be called before loads are taken back and done again; the answer puts
 * the decisions over whatever texts there are then.
 */
export async function keepSeparations(database: Database): Promise<() => Promise<void>> {
  const read = async (): Promise<Matched[]> =>
    await database.rows<Matched>(`select ref, entity, raw, undone from meta.reference where rule = 'normalised' order by ref`)
  const key = ({ entity, raw }: Matched): string => `${entity}/${raw}`
  const apart = new Set((await read()).filter(({ undone }) => undone).map(key))
  return async () => {
    for (const match of await read())
      if (match.undone !== apart.has(key(match))) await decide(database, match.entity, match.ref, !match.undone)
    for (const entity of namedEntities)
      await database.run(
        `delete from model.${entity} where is_stub and load_id = 0 and id not in (select id from meta.reference where entity = '${entity}')`,
      )
  }
}

async function separate(database: Database, entity: NamedEntity, ref: number): Promise<void> {
  const more =
    entity === 'stage'
      ? { names: ', pipeline, kind, position, probability', values: ', s.pipeline, s.kind, s.position, s.probability' }
      : { names: '', values: '' }
  await database.run(
    `create or replace temp table own_thing as select nextval('meta.entity_ids') as id, ref, raw, ${bareName('raw', 'entity')} as name, id as old_id from meta.reference where ref = $ref;
     insert into model.${entity} (id, source, source_id, load_id, file_id, row_number, row_hash, is_stub, is_deleted, name${more.names})
     select o.id, 'stub', o.raw, 0, 0, 0, 0, true, false, o.name${more.values} from own_thing o join model.${entity} s on s.id = o.old_id;
     update meta.reference r set id = o.id, undone = true from own_thing o where o.ref = r.ref`,
    { ref },
  )
}

async function rejoin(database: Database, entity: NamedEntity, ref: number): Promise<void> {
  await database.run(
    `create or replace temp table old_thing as
     select r.ref, r.id as own_id, min(o.id) as id from meta.reference r
     join meta.reference o on o.entity = r.entity and o.match_key = r.match_key and o.ref <> r.ref and not o.undone
     where r.ref = $ref group by all;
     update meta.reference r set id = o.id, undone = false from old_thing o where o.ref = r.ref;
     delete from model.${entity} where is_stub and id in (select own_id from old_thing) and id not in (select id from meta.reference where entity = '${entity}')`,
    { ref },
  )
}
