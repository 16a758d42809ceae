import type { RowChange } from '../../../contract/load-changes.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'
import { readModelColumns } from '../load/model-columns.ts'
import { isOwnRow, unsaidColumns } from '../load/own-rows.ts'
import { currentName, entityVersions, historyName, historyTables } from '../load/versions.ts'
import { columnLook } from './column-look.ts'
import type { ColumnLook, CustomColumn } from './column-look.ts'

/** One entity of which a load made versions. */
export interface TouchedEntity {
  readonly entity: string
  readonly columns: readonly ChangeColumn[]
  /** `from … where …` over the load's versions `a` and those they took the place of, `b`; needs `$load`. */
  readonly pairs: string
  /** Did the load end any version? Otherwise all its rows are new. */
  readonly hasBefore: boolean
}

export interface ChangeColumn extends ColumnLook {
  readonly name: string
  readonly differs: string
}

/** Where a load has versions of an entity. */
interface Traces {
  /** Some stand yet. */
  readonly stands: boolean
  /** Some were ended by later loads. */
  readonly isEnded: boolean
  /** The load ended some of earlier ones. */
  readonly hasBefore: boolean
}

/** The entities of which a load made versions; one question for all tables, since most have none. */
export async function touchedEntities(database: Database, load: number, options: RunOptions): Promise<readonly TouchedEntity[]> {
  const model = await readModelColumns(database)
  const kept = await historyTables(database)
  const custom = await database.rows<CustomColumn>('select entity, column_name, header, type from meta.custom_column', {}, options)
  const look = (entity: string, what: keyof Traces, from: string): string =>
    `(select ${quoteLiteral(entity)} as entity, '${what}' as what from ${from} limit 1)`
  const looks = [...model.keys()].flatMap((entity) => {
    const table = entityVersions(entity)
    const stands = look(entity, 'stands', `${currentName(table)} where load_id = $load`)
    if (!kept.has(entity)) return [stands]
    const history = historyName(table)
    return [
      stands,
      look(entity, 'isEnded', `${history} where load_id = $load`),
      look(entity, 'hasBefore', `${history} where ended_by = $load`),
    ]
  })
  const found = await database.rows<{ entity: string; what: keyof Traces }>(looks.join(' union all '), { load }, options)
  return [...model].flatMap(([entity, types]) => {
    const has = (what: keyof Traces): boolean => found.some((one) => one.entity === entity && one.what === what)
    const traces = { stands: has('stands'), isEnded: has('isEnded'), hasBefore: has('hasBefore') }
    return traces.stands || traces.isEnded ? [touchedEntity(entity, traces, types, custom)] : []
  })
}

/** Each version of a load belongs with the one it ended by what the source calls the row; its id may have passed from a stub. */
function touchedEntity(
  entity: string,
  { stands, isEnded, hasBefore }: Traces,
  types: ReadonlyMap<string, string>,
  custom: readonly CustomColumn[],
): TouchedEntity {
  const table = entityVersions(entity)
  const ended = `select * exclude (ended_by) from ${historyName(table)}`
  const after = [
    ...(stands ? [`select * from ${currentName(table)} where load_id = $load`] : []),
    ...(isEnded ? [`select * from (${ended} where load_id = $load)`] : []),
  ].join(' union all by name ')
  // The empty half gives columns that came after the versions were kept.
  const nothing = `select * from ${currentName(table)} limit 0`
  const before = hasBefore ? `(${ended} where ended_by = $load and source = 'file') union all by name (${nothing})` : nothing
  const columns = [...types.keys()]
    .filter((name) => !unsaidColumns.has(name))
    .map((name) => {
      const look = columnLook(entity, name, types.get(name) ?? 'VARCHAR', custom)
      return { ...look, name, differs: `a.${quoteIdentifier(name)} is distinct from b.${quoteIdentifier(name)}` }
    })
  const pairs = `from (${after}) a left join (${before}) b on b.source_id = a.source_id where ${isOwnRow('a')}`
  return { entity, columns, pairs, hasBefore }
}

/** What happened to the row of a pair as people see it; null where nothing did. */
export function kindOf({ columns, hasBefore }: TouchedEntity): string {
  if (!hasBefore) return `case when not a.is_deleted then ${kind('new')} end`
  return `case when b.source_id is null then case when not a.is_deleted then ${kind('new')} end
    when a.is_deleted and b.is_deleted then null
    when a.is_deleted then ${kind('vanished')}
    when b.is_deleted then ${kind('returned')}
    when ${columns.map(({ differs }) => differs).join(' or ')} then ${kind('changed')} end`
}

const kind = (name: RowChange): string => quoteLiteral(name)
