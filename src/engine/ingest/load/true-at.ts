import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { readColumnsOf } from './model-columns.ts'

/** Columns that say when something happened, not when it is planned for. */
const events = [
  'created_at',
  'updated_at',
  'closed_at',
  'entered_at',
  'changed_at',
  'happened_at',
  'ordered_at',
  'received_at',
  'sent_at',
  'signed_at',
  'opened_at',
  'solved_at',
]
const patienceDays = 30

/**
 * Notes by when all that a load says was true: the load itself, or, where an old export is loaded, the last day in the data that
 * were loaded by then. It is the day of the workspace clock, seen from that load. To be called when its rows are in the model.
 */
export async function noteTrueAt(
  database: Database,
  load: number,
  zone: string,
  tables: ReadonlySet<string>,
  options: RunOptions,
): Promise<void> {
  const model = await readColumnsOf(database, tables)
  const moments = [...tables].flatMap((table) =>
    events
      .filter((column) => model.get(table)?.has(column) === true)
      .map(
        (column) => `select max(${quoteIdentifier(column)})::timestamp as moment from model.${quoteIdentifier(table)}, loaded
        where load_id = $load and not is_stub and ${quoteIdentifier(column)} <= loaded.moment`,
      ),
  )
  await database.run(
    `with loaded as (select (loaded_at at time zone 'UTC') at time zone $zone as moment from meta.load where id = $load),
     said as (
       ${['select max(true_at) as moment from meta.load where id < $load and not undone', ...moments].join(' union all ')}
     ),
     latest as (select max(moment) as moment from said)
     update meta.load set true_at = (
       select case when latest.moment < loaded.moment - interval ${patienceDays} day then date_trunc('day', latest.moment) + interval 86399 second else loaded.moment end
       from loaded, latest
     ) where id = $load`,
    { load, zone },
    options,
  )
}
