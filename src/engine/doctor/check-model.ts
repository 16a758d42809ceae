import type { Database, RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { queryText } from '../database/query-files.ts'
import { ask, together, type Finding } from './finding.ts'

interface MartTable {
  readonly name: string
  readonly has_refs: boolean
  readonly has_links: boolean
}

/** Names of all tables of the model. */
export async function modelTables(database: Database): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(queryText('doctor/model_tables.sql'))
  return rows.map(({ name }) => name)
}

/** Names of all marts, and what their columns point at. */
export async function martTables(database: Database): Promise<MartTable[]> {
  return await database.rows<MartTable>(queryText('doctor/mart_tables.sql'))
}

/** Asks the same of every table of the model. */
export async function askModel(database: Database, query: string, options: RunOptions): Promise<Finding> {
  const findings: Finding[] = []
  for (const entity of await modelTables(database)) {
    const table = `model.${quoteIdentifier(entity)}`
    findings.push(await ask(database, query, { table }, options, entity))
  }
  return together(findings)
}

/** Texts that name things, in meta.reference and as refs in the marts. */
export async function checkReferences(database: Database, options: RunOptions): Promise<Finding> {
  const findings = [await ask(database, 'references_once', {}, options)]
  for (const entity of await modelTables(database)) {
    findings.push(await ask(database, 'reference_targets', { entity, table: `model.${quoteIdentifier(entity)}` }, options))
  }
  return together([...findings, ...(await askMarts(database, 'mart_refs', ({ has_refs }) => has_refs, options))])
}

/** Ids of other rows in the marts. */
export async function checkLinks(database: Database, options: RunOptions): Promise<Finding> {
  return together(await askMarts(database, 'row_links', ({ has_links }) => has_links, options))
}

async function askMarts(database: Database, query: string, isAsked: (mart: MartTable) => boolean, options: RunOptions): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const mart of (await martTables(database)).filter(isAsked)) {
    findings.push(await ask(database, query, { table: `mart.${quoteIdentifier(mart.name)}` }, options, mart.name))
  }
  return findings
}

/** Rows read = loaded + updated + unchanged + quarantined, and what was loaded is there. */
export async function checkRowsAccounted(database: Database, options: RunOptions): Promise<Finding> {
  const findings = [await ask(database, 'outcomes', {}, options)]
  for (const entity of await modelTables(database)) {
    findings.push(await ask(database, 'loaded_rows', { entity, table: `model.${quoteIdentifier(entity)}` }, options, entity))
  }
  return together(findings)
}
