import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromIPC } from 'apache-arrow'
import { openDatabase } from '../src/engine/database/database.ts'

/** 1 M rows x 8 mixed columns to a usable object on the other side: Arrow against the driver's JSON rows, in one run. */
const rows = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)

const makeTable = `create table t as select
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

const database = await openDatabase({ file: ':memory:', allowedFolder: null })
await database.run(makeTable)
const driver = await (await DuckDBInstance.create(':memory:')).connect()
await driver.run(makeTable)

async function byArrow(): Promise<number> {
  const { bytes } = await database.arrow(query)
  return tableFromIPC(bytes).numRows
}

async function byDriverJson(): Promise<number> {
  const objects = await (await driver.run(query)).getRowObjectsJson()
  return (JSON.parse(JSON.stringify(objects)) as unknown[]).length
}

async function milliseconds(work: () => Promise<number>): Promise<number> {
  const started = performance.now()
  if ((await work()) !== rows) throw new Error('rows were lost')
  return performance.now() - started
}

const summary = (times: readonly number[]): { min: number; median: number } => {
  const sorted = [...times].sort((a, b) => a - b)
  return { min: Math.round(sorted[0] ?? NaN), median: Math.round(sorted[sorted.length >> 1] ?? NaN) }
}

await byArrow()
const arrow: number[] = []
const json: number[] = []
for (let round = 0; round < rounds; round++) {
  arrow.push(await milliseconds(byArrow))
  json.push(await milliseconds(byDriverJson))
}
const [ours, theirs] = [summary(arrow), summary(json)]
console.log(`arrow        min ${ours.min} ms, median ${ours.median} ms`)
console.log(`driver JSON  min ${theirs.min} ms, median ${theirs.median} ms`)
console.log(
  `${(theirs.min / ours.min).toFixed(1)}x by the minima, ${(theirs.median / ours.median).toFixed(1)}x by the medians (${rows} rows x 8 columns, ${rounds} rounds)`,
)
await database.close()
