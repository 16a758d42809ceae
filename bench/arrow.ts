import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromIPC } from 'apache-arrow'
import { openDatabase } from '../src/engine/database/database.ts'
import { compare, type Comparison } from './rounds.ts'

const makeTable = (rows: number) => `create table t as select
    range as id,
    ((range * 37) % 1000)::integer as owner,
    (range / 3)::double as score,
    (['new', 'working', 'won', 'lost'])[1 + range % 4]::enum('new', 'working', 'won', 'lost') as status,
    date '2020-01-01' + (range % 1000)::integer as created_on,
    (range % 100000)::decimal(12, 2) as amount,
    timestamp '2020-01-01' + interval (range) second as changed_at,
    'customer ' || left(md5(range::varchar), (range % 23)::integer) as name
  from range(${rows})`
const query = 'select * from t'

/** Rows x 8 mixed columns to a usable object on the other side: Arrow against the driver's JSON rows. */
export async function benchArrow(rows: number, rounds: number): Promise<Comparison> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await database.run(makeTable(rows))
  const driver = await (await DuckDBInstance.create(':memory:')).connect()
  await driver.run(makeTable(rows))
  const check = (count: number) => {
    if (count !== rows) throw new Error('rows were lost')
  }
  try {
    return await compare(
      `${rows.toLocaleString('en')} rows x 8 columns to the client`,
      'driver JSON at least 15x slower',
      [
        {
          name: 'driver JSON rows, stringified and parsed',
          run: async () => {
            const objects = await (await driver.run(query)).getRowObjectsJson()
            check((JSON.parse(JSON.stringify(objects)) as unknown[]).length)
          },
        },
        { name: 'Arrow IPC', run: async () => check(tableFromIPC((await database.arrow(query)).bytes).numRows) },
      ],
      rounds,
    )
  } finally {
    await database.close()
  }
}
