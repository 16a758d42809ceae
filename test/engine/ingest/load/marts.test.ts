import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../../src/engine/database/database.ts'
import { queryFiles, queryText } from '../../../../src/engine/database/query-files.ts'
import { describeMart, withoutRows } from '../../../../src/engine/ingest/load/marts.ts'
import { openEngine, runImport, uploadPath } from '../engine-fixture.ts'

const samples = join(import.meta.dirname, '../../../../samples/company')
const marts = queryFiles('marts').map((path) => describeMart(path, queryText(path)))

let database: Database
beforeAll(async () => {
  const engine = await openEngine()
  const files = readdirSync(samples).filter((name) => /\.(csv|xlsx)$/.test(name))
  await runImport(engine, { uploads: await Promise.all(files.map((name) => uploadPath(engine, join(samples, name)))) })
  await engine.close()
  database = await openDatabase({ file: join(engine.folder, 'data.duckdb'), allowedFolder: engine.folder })
  // Unit costs come from a sheet, and only lines without a cost of their own take them. A history that comes later closes a deal.
  await database.run(`update model.order_line set cost = null where row_number < 20; update model."order" set cost = null where row_number < 20;
    insert into model.product_cost (id, source, source_id, load_id, file_id, row_number, row_hash, product, cost)
    select 1000000 + row_number() over (), 'sheet', product, 0, 0, 1, 1, product, 10 from (select distinct product from model.order_line where product is not null);
    insert into model.stage_visit (id, source, source_id, load_id, file_id, row_number, row_hash, opportunity, pipeline, stage, entered_at)
    select 2000000, o.source, 'later', 99, 0, 1, 1, o.source_id, o.pipeline, s.name, timestamp '2099-01-01'
    from model.opportunity o, model.stage s where o.status = 'open' and s.kind = 'won' and s.pipeline is not distinct from o.pipeline limit 1`)
}, 60_000)
afterAll(() => database.close())

/** What a mart is made of, itself or by way of the marts it reads. */
function sourcesOf({ reads }: (typeof marts)[number]): Set<string> {
  const makers = marts.filter(({ makes }) => [...makes].some((table) => reads.has(table.replaceAll('"', ''))))
  return new Set([...reads, ...makers.flatMap((maker) => [...sourcesOf(maker)])])
}

class TakenBack extends Error {}

/** Looks at what the SQL makes of the company, and takes it back. */
async function after<T>(sql: string, look: (transaction: Database) => Promise<T>): Promise<T> {
  let seen: T | undefined
  await database
    .transaction(async (transaction) => {
      await transaction.run(sql)
      seen = await look(transaction)
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return seen as T
}

const rowsIn = async (transaction: Database, tables: Iterable<string>): Promise<Record<string, unknown>> => {
  const [row = {}] = await transaction.rows<Record<string, unknown>>(
    `select ${[...tables].map((table) => `(select count(*) from ${table}) as "${table.replaceAll('"', '')}"`).join(', ')}`,
  )
  return row
}

const shapesOf = (transaction: Database): Promise<object[]> =>
  transaction.rows(
    `select table_name, column_name, data_type, is_nullable from duckdb_columns() where schema_name = 'mart' order by table_name, column_index`,
  )

describe('the marts', () => {
  it('say what they have no rows without, each a table that they read', () => {
    expect(marts.filter(({ needs }) => needs.length === 0)).toEqual([])
    for (const mart of marts) for (const table of mart.needs) expect([...sourcesOf(mart)]).toContain(table.replaceAll('"', ''))
  })

  it.each(marts.map((mart) => [mart.path, mart] as const))(
    '%s has no row where it says so, and has some in the company',
    async (_path, mart) => {
      const built = marts.filter((one) => one === mart || mart.needs.some((table) => one.reads.has(table.replaceAll('"', ''))))
      const emptied = [...mart.needs.map((table) => `delete from ${table};`), ...built.map(({ sql }) => sql)].join('\n')
      const found = await after(emptied, (transaction) => rowsIn(transaction, mart.makes))
      expect(found).toEqual(Object.fromEntries([...mart.makes].map((table) => [table, 0])))
      expect(await after(mart.sql, (transaction) => rowsIn(transaction, mart.makes))).not.toEqual(found)
    },
  )

  it('have the same columns without rows', async () => {
    const full = await after(marts.map(({ sql }) => sql).join('\n'), shapesOf)
    const empty = await after(marts.map((mart) => withoutRows(mart)).join('\n'), async (transaction) => ({
      shapes: await shapesOf(transaction),
      rows: await rowsIn(
        transaction,
        marts.flatMap(({ makes }) => [...makes]),
      ),
    }))
    expect(full.length).toBeGreaterThan(200)
    expect(empty.shapes).toEqual(full)
    expect(new Set(Object.values(empty.rows))).toEqual(new Set([0]))
  })
})
