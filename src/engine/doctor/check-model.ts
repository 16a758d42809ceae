import type { Database, RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { queryText } from '../database/query-files.ts'
import { ask, together, type Finding } from './finding.ts'

/** What is asked only where there is something to ask about: a workspace has many tables and few of them filled. */
interface ModelTable {
  readonly name: string
  readonly has_rows: boolean
  readonly has_files: boolean
  readonly has_names: boolean
  readonly has_counts: boolean
}

interface MartTable {
  readonly name: string
  readonly has_rows: boolean
  readonly has_refs: boolean
  readonly has_links: boolean
}

/** Names of those tables of the model that hold something, or that something is said of. */
export async function modelTables(database: Database, isAsked: (table: ModelTable) => boolean): Promise<string[]> {
  const rows = await database.rows<ModelTable>(queryText('doctor/model_tables.sql'))
  return rows.filter((table) => isAsked(table)).map(({ name }) => name)
}

/** Names of all marts, and what their columns point at. */
export async function martTables(database: Database): Promise<MartTable[]> {
  return await database.rows<MartTable>(queryText('doctor/mart_tables.sql'))
}

/** Asks the same of every table of the model that has rows. */
export async function askModel(database: Database, query: string, options: RunOptions): Promise<Finding> {
  const findings: Finding[] = []
  for (const entity of await modelTables(database, ({ has_rows }) => has_rows)) {
    const table = `model.${quoteIdentifier(entity)}`
    findings.push(await ask(database, query, { table }, options, entity))
  }
  return together(findings)
}

/** Texts that name things, in meta.reference and as refs in the marts. */
export async function checkReferences(database: Database, options: RunOptions): Promise<Finding> {
  const findings = [await ask(database, 'references_once', {}, options)]
  for (const entity of await modelTables(database, ({ has_names }) => has_names)) {
    findings.push(await ask(database, 'reference_targets', { entity, table: `model.${quoteIdentifier(entity)}` }, options))
  }
  return together([...findings, ...(await askMarts(database, 'mart_refs', ({ has_refs }) => has_refs, options))])
}

/** Ids of other rows in the marts. */
export async function checkLinks(database: Database, options: RunOptions): Promise<Finding> {
  return together(await askMarts(database, 'row_links', ({ has_links }) => has_links, options))
}

/** Versions of rows that loads changed: one at a time, each ended by a load that stands. */
export async function checkHistory(database: Database, options: RunOptions): Promise<Finding> {
  const findings: Finding[] = []
  for (const { name } of await database.rows<{ name: string }>(queryText('doctor/history_tables.sql'))) {
    const tables = { table: `model.${quoteIdentifier(name)}`, history: `history.${quoteIdentifier(name)}` }
    findings.push(await ask(database, 'versions', tables, options, name))
  }
  return together(findings)
}

async function askMarts(database: Database, query: string, isAsked: (mart: MartTable) => boolean, options: RunOptions): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const mart of (await martTables(database)).filter((table) => table.has_rows && isAsked(table))) {
    findings.push(await ask(database, query, { table: `mart.${quoteIdentifier(mart.name)}` }, options, mart.name))
  }
  return findings
}

/** Rows read = loaded + updated + unchanged + quarantined, and what was loaded is there. */
export async function checkRowsAccounted(database: Database, options: RunOptions): Promise<Finding> {
  const findings = [await ask(database, 'outcomes', {}, options)]
  for (const entity of await modelTables(database, ({ has_rows, has_files }) => has_rows || has_files)) {
    findings.push(await ask(database, 'loaded_rows', { entity, table: `model.${quoteIdentifier(entity)}` }, options, entity))
  }
  return together(findings)
}
