import { migrate } from '../../../src/engine/database/migrate.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../../src/engine/database/identifier.ts'
import { rebuildAllMarts } from '../../../src/engine/ingest/load/marts.ts'
import { installMacros } from '../../../src/engine/ingest/macros.ts'

type Cell = string | number | boolean | null
type Row = Readonly<Record<string, Cell>>

/** Rows of the model, as an import would leave them; parents are named by their text. */
export interface SmallModel {
  readonly [entity: string]: readonly Row[]
}

const referred: Readonly<Record<string, readonly string[]>> = {
  account: ['account'],
  person: ['owner', 'manager'],
  channel: ['channel'],
  campaign: ['campaign'],
  product: ['product'],
  team: ['team'],
  pipeline: ['pipeline'],
}

/** A database with the schema, the rows given, a reference for every name and the marts built over them. */
export async function databaseOf(
  model: SmallModel,
  settings: Readonly<Record<string, string>> = { reporting_currency: 'CNY' },
): Promise<Database> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  await fillModel(database, model, settings)
  return database
}

export async function fillModel(database: Database, model: SmallModel, settings: Readonly<Record<string, string>>): Promise<void> {
  await database.run(
    "insert into meta.file (id, load_id, name, sheet, hash, kind, bytes, rows, mapping) values (1, 1, 'small.csv', null, 'hash-1', 'opportunity', 10, 10, '{}')",
  )
  for (const [key, value] of Object.entries(settings)) await database.run('insert into meta.setting values ($key, $value)', { key, value })
  let id = 0
  for (const [entity, rows] of Object.entries(model)) {
    for (const [index, row] of rows.entries()) {
      id += 1
      const full: Row = {
        id,
        source: 'crm',
        source_id: `${entity}-${index + 1}`,
        load_id: 1,
        file_id: 1,
        row_number: index + 2,
        row_hash: id,
        ...row,
      }
      const columns = Object.keys(full).map(quoteIdentifier).join(', ')
      await database.run(
        `insert into model.${quoteIdentifier(entity)} (${columns}) values (${Object.values(full).map(literal).join(', ')})`,
      )
      await refer(database, entity, full)
    }
    for (const column of new Set(rows.flatMap((row) => Object.keys(row)))) {
      const filled = rows.filter((row) => row[column] !== null && row[column] !== undefined).length
      await database.run('insert into meta.filled_column values ($entity, $column, $filled)', { entity, column, filled })
    }
  }
  await stubs(database)
  await buildMarts(database)
}

export async function buildMarts(database: Database): Promise<void> {
  await installMacros(database)
  await rebuildAllMarts(database, {}, () => undefined)
}

async function refer(database: Database, entity: string, row: Row): Promise<void> {
  if (entity === 'stage') return addReference(database, entity, `${row['pipeline'] ?? ''}/${row['name']}`, Number(row['id']))
  if (referred[entity] !== undefined) await addReference(database, entity, String(row['name']), Number(row['id']))
}

let references = 0

export async function addReference(database: Database, entity: string, raw: string, id: number): Promise<void> {
  references += 1
  await database.run(
    "insert into meta.reference (ref, entity, raw, match_key, id, rule, undone) values ($ref, $entity, $raw, $raw, $id, 'exact', false)",
    {
      ref: references,
      entity,
      raw,
      id,
    },
  )
}

/** A name nobody described stands for itself. */
async function stubs(database: Database): Promise<void> {
  const tables = await database.rows<{ table_name: string; column_name: string }>(
    "select table_name, column_name from duckdb_columns() where schema_name = 'model'",
  )
  for (const [entity, columns] of Object.entries(referred)) {
    for (const { table_name, column_name } of tables.filter((column) => columns.includes(column.column_name))) {
      const rows = await database.rows<{ raw: string }>(
        `select distinct ${quoteIdentifier(column_name)} as raw from model.${quoteIdentifier(table_name)} where ${quoteIdentifier(column_name)} is not null
         and not exists (select 1 from meta.reference r where r.entity = ${quoteLiteral(entity)} and r.raw = ${quoteIdentifier(column_name)})`,
      )
      for (const { raw } of rows) {
        references += 1
        const id = 1_000_000 + references
        await database.run(
          `insert into model.${entity} (id, source, source_id, load_id, file_id, row_number, row_hash, is_stub, name) values (${id}, 'crm', $raw, 1, 1, 0, 0, true, $raw)`,
          { raw },
        )
        await database.run(
          `insert into meta.reference (ref, entity, raw, match_key, id, rule, undone) values (${references}, '${entity}', $raw, $raw, ${id}, 'stub', false)`,
          { raw },
        )
      }
    }
  }
}

function literal(cell: Cell): string {
  if (cell === null) return 'null'
  return typeof cell === 'string' ? quoteLiteral(cell) : String(cell)
}
