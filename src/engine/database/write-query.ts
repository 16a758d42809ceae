import type { Database, RunOptions } from './database.ts'
import { quoteLiteral } from './identifier.ts'

/** Writes the rows of a query as CSV: UTF-8, a header, LF. The database must be one that may write outside its folder. */
export async function writeCsv(
  database: Database,
  query: string,
  file: string,
  format: { readonly quoteAll: boolean },
  options: RunOptions = {},
): Promise<number> {
  const rows = format.quoteAll ? `select coalesce(columns(*)::varchar, '') from (${bare(query)}\n)` : `${bare(query)}\n`
  return await database.run(
    `copy (${rows}) to ${quoteLiteral(file)} (format csv, header true${format.quoteAll ? ', force_quote *' : ''})`,
    {},
    options,
  )
}

/** Rows of a sorted query from a place on, `limit` at most; days, moments and decimals as text. */
export async function readPage(
  database: Database,
  query: string,
  offset: number,
  limit: number,
  options: RunOptions = {},
): Promise<Record<string, unknown>[]> {
  return await database.rows<Record<string, unknown>>(`${bare(query)}\nlimit ${limit} offset ${offset}`, {}, options)
}

function bare(query: string): string {
  return query.trim().replace(/;$/, '')
}
