// Reads a Parquet file in a process of its own: its rows as text, its types and its metadata.
import { DuckDBInstance } from '@duckdb/node-api'

const file = process.argv[2].replaceAll("'", "''")
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson()
const [columns, cells, metadata] = [
  await rows(`select column_name, column_type from (describe from '${file}')`),
  await rows(`select columns(*)::varchar from '${file}'`),
  await rows(`select decode(key), decode(value) from parquet_kv_metadata('${file}')`),
]
process.stdout.write(JSON.stringify({ columns, cells, metadata: Object.fromEntries(metadata) }))
