import type { Dialect } from './dialect.ts'
import { duckdb } from './duckdb.ts'

/** The database that answers. Another one comes by another dialect here, and by its own storage in database/. */
export const dialect: Dialect = duckdb
