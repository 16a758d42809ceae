import { WorkspaceSettings } from '../../../../src/contract/settings.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../../../src/engine/database/identifier.ts'
import { queryFiles, queryText } from '../../../../src/engine/database/query-files.ts'
import { countFilledColumns } from '../../../../src/engine/ingest/load/filled-columns.ts'
import { rebuildMarts } from '../../../../src/engine/ingest/load/marts.ts'
import type { ReportContext } from '../../../../src/engine/report/run-report.ts'
import type { Cell, Entity, Model } from './rows.ts'

const referred: readonly Entity[] = ['account', 'person', 'team', 'product', 'channel', 'campaign', 'pipeline']
/** Columns that name something of another kind, where they are not called like that kind. */
const named: Readonly<Record<string, Entity>> = { owner: 'person', manager: 'person' }

/** Rows as they stand in a test: ids are given where there are none. */
export interface Loadable extends Omit<Model, 'rows'> {
  readonly rows: Partial<Readonly<Record<Entity, readonly object[]>>>
}

const noRows: Readonly<Record<Entity, null>> = {
  person: null,
  team: null,
  channel: null,
  campaign: null,
  account: null,
  product: null,
  pipeline: null,
  stage: null,
  lead: null,
  opportunity: null,
  stage_visit: null,
  opportunity_line: null,
  activity: null,
  touch: null,
  order: null,
  order_line: null,
  payment: null,
  spend: null,
  target: null,
  exchange_rate: null,
  quote: null,
  quote_line: null,
  contract: null,
  delivery: null,
  instalment: null,
  invoice: null,
  payment_allocation: null,
  ticket: null,
}

/** Replaces everything in the database's model by these rows, as an import would have left them, and has the product build its marts. */
export async function loadModel(database: Database, model: Loadable): Promise<void> {
  const statements = [
    'delete from meta.reference',
    'delete from meta.filled_column',
    'delete from meta.load',
    'delete from meta.file',
    'delete from meta.setting',
  ]
  statements.push(
    `insert into meta.load (id, loaded_at, mode, outcome, true_at, keeps_versions) values (1, ${quoteLiteral(`${model.clock} 20:00:00`)}, 'upsert', '{}', ${quoteLiteral(`${model.clock} 20:00:00`)}, true)`,
    `insert into meta.file (id, load_id, name, sheet, hash, kind, bytes, rows, mapping) values (1, 1, 'model.csv', null, 'hash', 'opportunity', 10, 10, '{}')`,
    `insert into meta.setting values ('reporting_currency', ${quoteLiteral(model.reportingCurrency)})`,
  )
  const entities = Object.keys(noRows) as Entity[]
  let id = 0
  const ids = new Map<string, number>()
  for (const entity of entities) {
    statements.push(`delete from model.${quoteIdentifier(entity)}`)
    const rows = (model.rows[entity] ?? []).map((row, index) => {
      id += 1
      for (const text of textsOf(model, entity, row as Readonly<Record<string, Cell>>))
        if (!ids.has(`${entity} ${text}`)) ids.set(`${entity} ${text}`, id)
      return { id, source: 'crm', source_id: `${entity}-${index + 1}`, load_id: 1, file_id: 1, row_number: index + 2, row_hash: id, ...row }
    })
    if (rows.length > 0) statements.push(insertion(entity, rows))
  }
  statements.push(...stubs(model, ids))
  const references = [...ids].map(
    ([key, thing], index) =>
      `(${index + 1}, ${quoteLiteral(key.slice(0, key.indexOf(' ')))}, ${quoteLiteral(key.slice(key.indexOf(' ') + 1))}, 'key-${index}', ${thing}, 'exact', false)`,
  )
  if (references.length > 0)
    statements.push(`insert into meta.reference (ref, entity, raw, match_key, id, rule, undone) values ${references.join(', ')}`)
  await database.transaction(async (transaction) => {
    await transaction.run(statements.join(';\n'))
    await countFilledColumns(transaction, new Set(entities), {})
    await rebuildMarts(transaction, { tables: new Set(entities), references: new Set([...referred, 'stage']), settingsChanged: true }, {})
  })
}

export async function installMacros(database: Database): Promise<void> {
  for (const path of queryFiles('macros')) await database.run(queryText(path))
}

export function contextOf(model: Loadable, dataVersion: number): ReportContext {
  const { reportingCurrency, firstDayOfWeek, fiscalYearStartMonth } = model
  return { clock: model.clock, dataVersion, settings: WorkspaceSettings.parse({ reportingCurrency, firstDayOfWeek, fiscalYearStartMonth }) }
}

/** The texts by which rows may name this thing; the first thing of a name has it. */
function textsOf(model: Loadable, entity: Entity, row: Readonly<Record<string, Cell>>): string[] {
  const name = row['name'] ?? null
  if (entity === 'stage') return [`${row['pipeline'] ?? ''}/${name}`]
  if (!referred.includes(entity)) return []
  const spelled = model.spellings.filter((one) => one.entity === entity && one.name === name).map(({ text }) => text)
  return [...(name === null ? [] : [String(name)]), ...(row['source_id'] === undefined ? [] : [String(row['source_id'])]), ...spelled]
}

/** A name nobody described stands for itself. */
function stubs(model: Loadable, ids: Map<string, number>): string[] {
  const statements: string[] = []
  for (const rows of Object.values(model.rows))
    for (const row of rows)
      for (const [column, text] of Object.entries(row) as [string, Cell][]) {
        const entity = named[column] ?? referred.find((one) => one === column)
        if (entity === undefined || typeof text !== 'string' || ids.has(`${entity} ${text}`)) continue
        const id = 1_000_000 + ids.size
        ids.set(`${entity} ${text}`, id)
        const stub = { id, source: 'crm', source_id: text, load_id: 1, file_id: 1, row_number: 0, row_hash: id, is_stub: true, name: text }
        statements.push(insertion(entity, [stub]))
      }
  return statements
}

function insertion(entity: Entity, rows: readonly Readonly<Record<string, Cell>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`)
  return `insert into model.${quoteIdentifier(entity)} (${columns.map(quoteIdentifier).join(', ')}) values ${values.join(', ')}`
}

function literal(cell: Cell | undefined): string {
  if (cell === undefined) return 'default'
  if (cell === null) return 'null'
  return typeof cell === 'string' ? quoteLiteral(cell) : String(cell)
}
