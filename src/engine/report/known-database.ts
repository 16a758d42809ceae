import type { Warning } from '../../contract/report-result.ts'
import type { Day } from '../../contract/report-spec.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { queryFiles, queryText } from '../database/query-files.ts'
import { describeMart, type MartFile } from '../ingest/load/marts.ts'
import { installMacros } from '../ingest/macros.ts'
import { createTurns } from '../workspace/turns.ts'
import { dialect } from '../dialect/in-use.ts'

interface KnownDatabase {
  readonly name: string
  readonly load: number
  readonly dataVersion: number
  /** Questions that are being answered from it: while there are any it stays. */
  readers: number
}

interface KnownLoad {
  readonly load: number
  readonly isNewest: boolean
}

/**
 * The workspace as it was known on earlier days. Such a day is a database in memory beside the workspace's: views over the
 * versions of then, and marts built anew where something has changed since. The last few are kept until the data change.
 */
export class KnownDatabases {
  readonly #database: Database
  readonly #kept: KnownDatabase[] = []
  readonly #inTurn = createTurns()

  constructor(database: Database) {
    this.#database = database
  }

  /** Answers `work` with the database of a day; null stands for the present. `zone` says when a day of the workspace ends. */
  async at<T>(
    day: Day | undefined,
    context: { readonly zone: string; readonly dataVersion: number },
    options: RunOptions,
    work: (database: Database, warning: Warning | null) => Promise<T>,
  ): Promise<T> {
    if (day === undefined) return await work(this.#database, null)
    const known = await this.#lastLoad(day, context.zone)
    const warning = knownWarning(day, known)
    if (known.isNewest) return await work(this.#database, warning)
    const then = await this.#inTurn(async () => {
      const kept = await this.#ensure(known.load, context.dataVersion, options)
      kept.readers += 1
      return kept
    })
    try {
      return await this.#database.transaction(async (transaction) => {
        await transaction.run(`use ${quoteIdentifier(then.name)}`)
        return await work(transaction, warning)
      })
    } finally {
      then.readers -= 1
    }
  }

  /** Says that the workspace's database was opened anew: what lay beside it went with it. */
  forget(): void {
    this.#kept.length = 0
  }

  /** The last load of a day that still stands; 0 where there was none. */
  async #lastLoad(day: Day, zone: string): Promise<KnownLoad> {
    const [row] = await this.#database.rows<{ last: number; newest: number }>(
      `select coalesce(max(id) filter (((loaded_at at time zone 'UTC') at time zone $zone)::date <= $day::date), 0) as "last", coalesce(max(id), 0) as newest
       from meta.load where not undone`,
      { day, zone },
    )
    return { load: row?.last ?? 0, isNewest: row === undefined || row.last === row.newest }
  }

  async #ensure(load: number, dataVersion: number, options: RunOptions): Promise<KnownDatabase> {
    const kept = this.#kept.find((one) => one.load === load && one.dataVersion === dataVersion)
    if (kept !== undefined) return kept
    await this.#letGo(dataVersion)
    const name = `known_${load}_${dataVersion}`
    await this.#database.run(`attach if not exists ':memory:' as ${quoteIdentifier(name)}`)
    try {
      await fillKnown(this.#database, name, load, options)
    } catch (cause) {
      await this.#database.run(`detach ${quoteIdentifier(name)}`).catch(() => undefined)
      throw cause
    }
    const made = { name, load, dataVersion, readers: 0 }
    this.#kept.push(made)
    return made
  }

  /** Those of other data, and the oldest of many; one that is being read goes the next time: DuckDB would take it from under the reader. */
  async #letGo(dataVersion: number): Promise<void> {
    const current = this.#kept.filter((one) => one.dataVersion === dataVersion)
    const spare = new Set(current.slice(0, Math.max(0, current.length - 2)))
    for (const one of this.#kept.filter((kept) => kept.readers === 0 && (kept.dataVersion !== dataVersion || spare.has(kept)))) {
      const isGone = await this.#database.run(`detach ${quoteIdentifier(one.name)}`).then(
        () => true,
        () => false,
      )
      if (isGone) this.#kept.splice(this.#kept.indexOf(one), 1)
    }
  }
}

async function fillKnown(database: Database, name: string, load: number, options: RunOptions): Promise<void> {
  await database.transaction(async (transaction) => {
    const [current] = await transaction.rows<{ name: string }>('select current_database() as name')
    const present = quoteIdentifier(current?.name ?? '')
    const tables = await transaction.rows<{ schema: string; name: string }>(
      `select schema_name as "schema", table_name as name from duckdb_tables()
       where database_name = current_database() and schema_name in ('model', 'meta', 'history', 'mart') order by all`,
    )
    const changed = await changedSince(transaction, tables, load)
    await transaction.run(`use ${quoteIdentifier(name)}`)
    for (const schema of ['model', 'meta', 'history', 'mart']) await transaction.run(`create schema if not exists ${schema}`)
    const marts = martFiles()
    const made = new Set(marts.flatMap(({ makes }) => [...makes]))
    for (const table of tables) {
      if (table.schema === 'mart' && made.has(`mart.${table.name}`)) continue
      const view = `${table.schema}.${quoteIdentifier(table.name)}`
      await transaction.run(`create or replace view ${view} as ${viewSql(present, table, tables, load)}`)
    }
    // Some macros look things up in tables that are no marts, such as those of the calendar.
    await installMacros(transaction)
    await buildMarts(transaction, marts, present, changed, options)
  })
}

const martFiles = (): readonly MartFile[] => queryFiles('marts').map((path) => describeMart(path, queryText(path)))

interface TableName {
  readonly schema: string
  readonly name: string
}

function viewSql(present: string, { schema, name }: TableName, tables: readonly TableName[], load: number): string {
  const table = `${present}.${schema}.${quoteIdentifier(name)}`
  const kept = schema === 'meta' ? `meta_${name}` : name
  const isKept = tables.some((one) => one.schema === 'history' && one.name === kept)
  const isVersioned = schema === 'model' || (schema === 'meta' && (name === 'reference' || name === 'custom_column'))
  if (schema === 'history') return `select * from ${table} where ended_by <= ${load}`
  if (schema === 'meta' && name === 'load') return `select * from ${table} where id <= ${load}`
  if (!isVersioned) return `select * from ${table}`
  const then = `select * from ${table} where load_id <= ${load}`
  return isKept
    ? dialect.rows.stacked([
        then,
        `select ${dialect.rows.without(['ended_by'])} from ${present}.history.${quoteIdentifier(kept)} where load_id <= ${load} and ended_by > ${load}`,
      ])
    : then
}

interface Changed {
  readonly tables: ReadonlySet<string>
  readonly references: ReadonlySet<string>
}

/** Tables of the model with versions made or ended after a load, and entities whose references changed. */
async function changedSince(database: Database, tables: readonly TableName[], load: number): Promise<Changed> {
  const isKept = (name: string): boolean => tables.some((one) => one.schema === 'history' && one.name === name)
  const after = (table: string, kept: string): string =>
    `exists (from ${table} where load_id > ${load})${isKept(kept) ? ` or exists (from history.${quoteIdentifier(kept)} where ended_by > ${load})` : ''}`
  const entities = tables.filter(({ schema }) => schema === 'model').map(({ name }) => name)
  const [row = {}] = await database.rows<Record<string, boolean>>(
    `select ${entities.map((name) => `${after(`model.${quoteIdentifier(name)}`, name)} as ${quoteIdentifier(name)}`).join(', ')}`,
  )
  const ended = isKept('meta_reference') ? `union select entity from history.meta_reference where ended_by > ${load}` : ''
  const references = await database.rows<{ entity: string }>(`select entity from meta.reference where load_id > ${load} ${ended}`)
  return {
    tables: new Set(entities.filter((name) => row[name] === true)),
    references: new Set(references.map(({ entity }) => entity)),
  }
}

/** Marts of what has changed are built from the versions of then; the others are those of the present. */
async function buildMarts(
  database: Database,
  marts: readonly MartFile[],
  present: string,
  changed: Changed,
  options: RunOptions,
): Promise<void> {
  const stale = new Set<string>()
  for (const mart of marts) {
    const isStale =
      [...mart.reads].some((name) => stale.has(name) || changed.tables.has(name.replace(/^(?:model|history)\./, ''))) ||
      (mart.reads.has('meta.reference') && [...mart.resolves].some((entity) => changed.references.has(entity)))
    if (isStale) {
      await database.run(mart.sql, {}, options)
      for (const name of mart.makes) stale.add(name)
    } else {
      for (const name of mart.makes) {
        const table = quoteIdentifier(name.slice('mart.'.length))
        await database.run(`create or replace view mart.${table} as select * from ${present}.mart.${table}`)
      }
    }
  }
}

function knownWarning(day: Day, { load, isNewest }: KnownLoad): Warning {
  if (load === 0) {
    return {
      code: 'as-known-on',
      text: { zh: `${day} 之前还没有导入任何数据。`, en: `Nothing had been imported by ${day}.` },
    }
  }
  return {
    code: 'as-known-on',
    text: isNewest
      ? { zh: `按 ${day} 所知：此后没有新的导入。`, en: `As known on ${day}: nothing has been imported since.` }
      : { zh: `按 ${day} 所知：截至第 ${load} 次导入的数据。`, en: `As known on ${day}: the data up to load ${load}.` },
  }
}
