import type { Database, RunOptions } from '../../database/database.ts'

const moneyTables = ['opportunity', '"order"', 'payment', 'spend', 'target', 'opportunity_line', 'order_line']

/** Until it is set, the reporting currency is the one that most money rows carry; null where no row names one. */
export async function settleReportingCurrency(database: Database, options: RunOptions): Promise<string | null> {
  const [set] = await database.rows<{ value: string | null }>(`select value from meta.setting where key = 'reporting_currency'`)
  if (set?.value) return null
  const parts = moneyTables.map(
    (table) => `select currency, count(*) as rows from model.${table} where currency is not null and amount is not null group by currency`,
  )
  const [most] = await database.rows<{ currency: string }>(
    `select currency from (${parts.join(' union all ')}) group by currency order by sum(rows) desc, currency limit 1`,
    {},
    options,
  )
  if (most === undefined) return null
  await database.run(`delete from meta.setting where key = 'reporting_currency'`)
  await database.run(`insert into meta.setting (key, value) values ('reporting_currency', $currency)`, { currency: most.currency })
  return most.currency
}
