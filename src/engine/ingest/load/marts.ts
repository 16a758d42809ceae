import type { Database, RunOptions } from '../../database/database.ts'
import { queryFiles, queryText } from '../../database/query-files.ts'
import { advanceDataVersion } from '../../workspace/data-version.ts'
import { filledTables } from '../has-rows.ts'
import { installMacros } from '../macros.ts'
import { builtVersion, keyedColumns, martsVersion, noteVersion, withoutComments } from '../marts-version.ts'
import { keyTexts } from './keyed-texts.ts'

export interface MartFile {
  readonly path: string
  readonly sql: string
  readonly makes: ReadonlySet<string>
  readonly reads: ReadonlySet<string>
  /** Entities whose references it resolves. */
  readonly resolves: ReadonlySet<string>
  /** Tables of the model without whose rows it has none; empty where its SQL does not say so. */
  readonly needs: readonly string[]
  /** Columns of texts that repeat, stored as codes of a dictionary. */
  readonly keyed: readonly string[]
}

/** What a mart is made of, read out of its own SQL: tables as `model.x` and `mart.x`. */
export function describeMart(path: string, sql: string): MartFile {
  const code = withoutComments(sql)
  const names = (pattern: RegExp): Set<string> => new Set([...code.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll('"', '')))
  const makes = names(/create or replace table (mart\.(?:"\w+"|\w+))/gi)
  const reads = new Set([...names(/\b(?:from|join)\s+((?:model|mart|meta|history)\.(?:"\w+"|\w+))/gi)].filter((name) => !makes.has(name)))
  const needs = /^-- No rows without rows of: (.+)\.$/m.exec(sql)?.[1]?.split(', ') ?? []
  return { path, sql, makes, reads, resolves: names(/entity\s*=\s*'(\w+)'/gi), needs, keyed: keyedColumns(sql) }
}

/** Makes the marts of a file anew from the model as it is; texts that repeat become codes. */
async function buildMart(database: Database, { sql, makes, keyed }: MartFile, options: RunOptions): Promise<void> {
  await database.run(sql, {}, options)
  if (keyed.length > 0) for (const table of makes) await keyTexts(database, table, keyed, options)
}

/** SQL of the same marts without rows, at a tenth of the price: planning a mart is most of a small import's work. */
export function withoutRows({ sql }: MartFile): string {
  return withoutComments(sql).replace(/(create or replace table \S+ as)([^;]+)/gi, '$1 select * from ($2) limit 0')
}

export interface MartInputs {
  readonly tables: ReadonlySet<string>
  readonly references: ReadonlySet<string>
  readonly settingsChanged: boolean
  /** Look-ups of the settings (`meta.alias`) that say something else now. */
  readonly lookups?: ReadonlySet<string>
  /** Another thing stands for a text that names this entity: rebuild what looks behind references, not the facts, which point at them. */
  readonly only?: string
}

/** Rebuilds the marts whose inputs changed, and those that were never built, in the order of their names. Answers how many. */
export async function rebuildMarts(
  database: Database,
  inputs: MartInputs,
  options: RunOptions,
  progress: (fraction: number) => void = () => undefined,
): Promise<number> {
  const existing = await readMarts(database)
  const isOld = (await builtVersion(database)) !== martsVersion()
  const files = queryFiles('marts').map((path) => describeMart(path, queryText(path)))
  const filled = await filledTables(database, new Set(files.flatMap(({ needs }) => needs)))
  const stale = new Set<string>()
  let built = 0
  for (const [index, file] of files.entries()) {
    const isMissing = [...file.makes].some((name) => !existing.has(name))
    const reads = (name: string): boolean =>
      inputs.tables.has(name.replace(/^(?:model|history)\./, '')) ||
      stale.has(name) ||
      (name === 'meta.setting' && inputs.settingsChanged) ||
      inputs.lookups?.has(name) === true
    const isStale =
      [...file.reads].some(reads) ||
      (file.reads.has('meta.reference') && [...file.resolves].some((entity) => inputs.references.has(entity)))
    const isEmpty = file.needs.length > 0 && !file.needs.some((table) => filled.has(table))
    const staysEmpty = !isOld && isEmpty && [...file.makes].every((name) => existing.get(name) === 0)
    const isWanted =
      !staysEmpty &&
      (inputs.only === undefined
        ? isOld || isMissing || isStale
        : isOld || looksBehind(file, inputs.only) || [...file.reads].some((name) => stale.has(name)))
    if (isWanted) {
      const before = isMissing || !isLookup(file) ? null : await contents(database, file)
      if (isEmpty) await database.run(withoutRows(file), {}, options)
      else await buildMart(database, file, options)
      const after = before === null ? null : await contents(database, file)
      for (const name of file.makes) if (before === null || before.get(name) !== after?.get(name)) stale.add(name)
      built++
    }
    progress((index + 1) / files.length)
  }
  await noteVersion(database)
  return built
}

/** The marts there are, with their rows. A mart is always made whole, so DuckDB's own count of it is exact. */
async function readMarts(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows<{ table_name: string; rows: number }>(
    `select table_name, estimated_size as rows from duckdb_tables() where schema_name = 'mart' and database_name = current_database()`,
  )
  return new Map(rows.map((row) => [`mart.${row.table_name}`, row.rows]))
}

/** Small marts that facts are made from: where one says the same as before, the facts stay as they are. */
function isLookup({ path }: MartFile): boolean {
  return path.startsWith('marts/02_')
}

async function contents(database: Database, { makes }: MartFile): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const table of makes) {
    const [row] = await database.rows<{ rows: number; content: string }>(queryText('doctor/mart_fingerprint.sql'), { table })
    found.set(table, `${row?.rows} ${row?.content}`)
  }
  return found
}

/** It joins the things that texts stand for: `account` in mart.account, `team` in mart.team and mart.person, but in no fact. */
function looksBehind({ makes, reads, resolves }: MartFile, entity: string): boolean {
  return makes.has(`mart.${entity}`) || (resolves.has(entity) && reads.has(`model.${entity}`))
}

/**
 * Builds the marts of a workspace anew where another version of the product built them, in one transaction with a new data
 * version; answers whether it did. Throws `disk-full`; the marts of before stay then.
 */
export async function renewMarts(database: Database): Promise<boolean> {
  const [marts] = await database.rows<{ exist: boolean; version: string | null }>(queryText('workspace/marts_version.sql'))
  if (marts?.exist !== true || marts.version === martsVersion()) return false
  await database.transaction(async (transaction) => {
    await installMacros(transaction)
    await rebuildAllMarts(transaction, {}, () => undefined)
    await noteVersion(transaction)
    await advanceDataVersion(transaction)
  })
  return true
}

/** Builds every mart anew, whatever changed. */
export async function rebuildAllMarts(database: Database, options: RunOptions, progress: (fraction: number) => void): Promise<void> {
  const files = queryFiles('marts')
  for (const [index, path] of files.entries()) {
    await buildMart(database, describeMart(path, queryText(path)), options)
    progress((index + 1) / files.length)
  }
}
