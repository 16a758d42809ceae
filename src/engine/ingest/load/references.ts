import type { Database, RunOptions } from '../../database/database.ts'
import { stageMeaning } from '../recognise/vocabulary.ts'
import { gatherTexts, namedEntities, sayingColumns } from './reference-texts.ts'
import { entityVersions, keepVersions, referenceVersions } from './versions.ts'
import type { NamedEntity } from './reference-texts.ts'

/**
 * Links every text by which the rows of a load name something to the thing it stands for: by id, by name, by a name that is
 * equal after width, case, blanks and punctuation (only where one thing answers to it), else a stub stands in until a file
 * describes it. Things described by this load take over the stubs that stood for them, ids included. Answers the entities
 * whose references changed.
 */
export async function linkReferences(
  database: Database,
  load: number,
  tables: ReadonlySet<string>,
  options: RunOptions,
): Promise<ReadonlySet<NamedEntity>> {
  const changed = new Set<NamedEntity>()
  const saying = await sayingColumns(database, load, tables, options)
  for (const entity of namedEntities) {
    const texts = await gatherTexts(database, entity, load, tables, saying, options)
    if (texts === 0 && !tables.has(entity)) continue
    await describeThings(database, entity, options)
    const adopted = tables.has(entity) ? await adoptStubs(database, entity, load, options) : 0
    const linked = await linkTexts(database, entity, load, options)
    const stubs = await addStubs(database, entity, load, options)
    if (adopted + linked + stubs > 0 || tables.has(entity)) changed.add(entity)
  }
  return changed
}

const nameOf = (entity: NamedEntity): string => (entity === 'stage' ? `coalesce(pipeline, '') || '/' || name` : 'name')
const keyOf = (entity: NamedEntity): string =>
  entity === 'stage' ? `meta.match_key(coalesce(pipeline, '')) || '/' || meta.match_key(name)` : 'meta.match_key(name)'

/** `thing_known`: what each text, key or (for stages) bare stage name stands for; a key that several things share stands for none. */
async function describeThings(database: Database, entity: NamedEntity, options: RunOptions): Promise<void> {
  await database.run(
    `create or replace temp table thing_described as
     select id, source_id, ${nameOf(entity)} as name, ${keyOf(entity)} as key from model.${entity} where not is_stub;
     create or replace temp table thing_known as
     select 'id' as rule, source_id as said, min(id) as id from thing_described group by source_id
     union all select 'name', name, min(id) from thing_described where name is not null group by name
     union all select 'normalised', key, min(id) from thing_described where key is not null group by key having count(distinct id) = 1
     ${entity === 'stage' ? bareStages : ''}`,
    {},
    options,
  )
}

// `/Won` is the one stage of that name in any pipeline; `Sales/Won` is a stage that its file describes without a pipeline.
// A deal names its stage by an id, which no pipeline shares with another.
const bareStages = `union all select 'stage-id', meta.match_key(source_id), min(id) from thing_described group by 2 having count(distinct id) = 1
  union all select 'bare', '/' || split_part(key, '/', -1), min(id) from thing_described group by 2 having count(distinct id) = 1
  union all select 'no-pipeline', split_part(key, '/', -1), min(id) from thing_described where starts_with(key, '/') group by 2 having count(distinct id) = 1`

/** The thing a text (raw, key) stands for, surest rule first. */
function resolution(entity: NamedEntity, text: string, mayNormalise: string): { joins: string; id: string; rule: string } {
  const join = (rule: string, said: string): string =>
    `left join thing_known k_${rule.replace('-', '_')} on k_${rule.replace('-', '_')}.rule = '${rule}' and k_${rule.replace('-', '_')}.said = ${said}`
  const isStage = entity === 'stage'
  const joins = [
    join('id', `${text}.raw`),
    join('name', `${text}.raw`),
    `${join('normalised', `${text}.key`)} and ${mayNormalise}`,
    ...(isStage
      ? [
          join('stage-id', `split_part(${text}.key, '/', -1)`),
          `${join('bare', `${text}.key`)} and starts_with(${text}.key, '/')`,
          join('no-pipeline', `split_part(${text}.key, '/', -1)`),
        ]
      : []),
  ].join('\n')
  const more = isStage ? ', k_stage_id.id, k_bare.id, k_no_pipeline.id' : ''
  return {
    joins,
    id: `coalesce(k_id.id, k_name.id, k_normalised.id${more})`,
    rule: `case when k_id.id is not null then 'id' when k_name.id is not null then 'name' ${isStage ? `when k_normalised.id is null then 'name'` : ''} else 'normalised' end`,
  }
}

/** Stubs give way to what a file describes; the thing keeps the id under which it was known. */
async function adoptStubs(database: Database, entity: NamedEntity, load: number, options: RunOptions): Promise<number> {
  const found = resolution(entity, 'r', 'not r.undone')
  await database.run(
    `create or replace temp table stub_adopted as
     select r.ref, r.id as stub_id, ${found.id} as described_id, ${found.rule} as rule
     from (select *, match_key as key from meta.reference where entity = '${entity}') r
     join model.${entity} s on s.id = r.id and s.is_stub
     ${found.joins}
     where ${found.id} is not null`,
    {},
    options,
  )
  const [row] = await database.rows<{ rows: number }>('select count(*) as rows from stub_adopted')
  if ((row?.rows ?? 0) === 0) return 0
  await keepVersions(database, referenceVersions, load, 'm.ref in (select ref from stub_adopted)', options)
  await database.run(
    `update meta.reference r set id = a.described_id, rule = a.rule, load_id = $load from stub_adopted a where a.ref = r.ref`,
    { load },
    options,
  )
  await database.run(
    `create or replace temp table stub_over as
     select s.id as stub_id, min(a.described_id) as described_id from model.${entity} s join stub_adopted a on a.stub_id = s.id
     where s.is_stub and s.id not in (select id from meta.reference where entity = '${entity}') group by s.id;
     create or replace temp table id_kept as select described_id, min(stub_id) as kept from stub_over where described_id not in (select stub_id from stub_over) group by described_id`,
    {},
    options,
  )
  const versions = entityVersions(entity)
  await keepVersions(database, versions, load, 'm.is_stub and m.id in (select stub_id from stub_over)', options)
  await keepVersions(database, versions, load, 'm.id in (select described_id from id_kept)', options)
  await keepVersions(database, referenceVersions, load, `m.entity = '${entity}' and m.id in (select described_id from id_kept)`, options)
  await database.run(`delete from model.${entity} where is_stub and id in (select stub_id from stub_over)`, {}, options)
  await database.run(
    `update model.${entity} m set id = k.kept, load_id = $load from id_kept k where m.id = k.described_id`,
    { load },
    options,
  )
  await database.run(
    `update meta.reference r set id = k.kept, load_id = $load from id_kept k where r.entity = '${entity}' and r.id = k.described_id`,
    { load },
    options,
  )
  await database.run(`update thing_known t set id = k.kept from id_kept k where t.id = k.described_id`, {}, options)
  return row?.rows ?? 0
}

async function linkTexts(database: Database, entity: NamedEntity, load: number, options: RunOptions): Promise<number> {
  const found = resolution(entity, 't', 'true')
  return await database.run(
    `insert into meta.reference (ref, entity, raw, match_key, id, rule, load_id)
     select nextval('meta.reference_ids'), '${entity}', t.raw, t.key, coalesce(${found.id}, k_stub.id), case when ${found.id} is null then 'normalised' else ${found.rule} end, $load
     from text_said t
     ${found.joins}
     left join (select match_key, min(r.id) as id from meta.reference r join model.${entity} s on s.id = r.id and s.is_stub
       where r.entity = '${entity}' and not r.undone group by match_key) k_stub on k_stub.match_key = t.key
     where coalesce(${found.id}, k_stub.id) is not null`,
    { load },
    options,
  )
}

/** One stub for all spellings of a name, called by the commonest. */
async function addStubs(database: Database, entity: NamedEntity, load: number, options: RunOptions): Promise<number> {
  await database.run(
    `create or replace temp table stub_new as
     select nextval('meta.entity_ids') as id, key, raw, pipeline, name
     from (select key, arg_max(raw, (rows, raw)) as raw, arg_max(pipeline, (rows, raw)) as pipeline, arg_max(name, (rows, raw)) as name
       from text_said where raw not in (select raw from meta.reference where entity = '${entity}') group by key)`,
    {},
    options,
  )
  const base = `id, source, source_id, load_id, file_id, row_number, row_hash, is_stub, is_deleted, name`
  const values = `id, 'stub', raw, $load, 0, 0, 0, true, false, name`
  const added =
    entity === 'stage'
      ? await addStageStubs(database, load, base, values, options)
      : await database.run(`insert into model.${entity} (${base}) select ${values} from stub_new`, { load }, options)
  await database.run(
    `insert into meta.reference (ref, entity, raw, match_key, id, rule, load_id)
     select nextval('meta.reference_ids'), '${entity}', t.raw, t.key, s.id, case when t.raw = s.raw then 'stub' else 'normalised' end, $load
     from text_said t join stub_new s on s.key = t.key
     where t.raw not in (select raw from meta.reference where entity = '${entity}')`,
    { load },
    options,
  )
  if (entity === 'account')
    await database.run(
      'update model.account set normalised_name = meta.match_key(name) where normalised_name is null and name is not null',
      {},
      options,
    )
  return added
}

/** A stage that no stage file describes says by its name whether it is open, won or lost, where it stands and how likely it is won. */
async function addStageStubs(database: Database, load: number, base: string, values: string, options: RunOptions): Promise<number> {
  const stages = await database.rows<{ id: number; name: string }>('select id, name from stub_new order by id')
  for (const stage of stages) {
    const { kind, position, probability } = stageMeaning(stage.name)
    await database.run(
      `insert into model.stage (${base}, pipeline, kind, position, probability) select ${values}, pipeline, $kind, $position::integer, $probability::double from stub_new where id = $id`,
      { load, id: stage.id, kind, position, probability },
      options,
    )
  }
  return stages.length
}
