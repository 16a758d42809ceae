import type { Database } from '../../../../src/engine/database/database.ts'
import { databaseOf } from '../../report/small-model.ts'

/**
 * Leads of January to March 2026, clock 2026-06-30. Touches stand before the lead (>), the deal (/) and the closing (!).
 *
 * | lead | source | touches                                              | deal               | amount  | margin |
 * |------|--------|------------------------------------------------------|--------------------|---------|--------|
 * | 1    | Ads    | Ads 01-01, Mail 01-08 > 01-10 / Direct 01-20, Mail 01-25 ! | 01-15, won 01-26 | 1,000.01 | 600 |
 * | 2    | Fair   | Fair 01-30, Fair 01-31 > 02-01 / Direct 02-14 !      | 02-05, won 02-15   | 100.10  | none |
 * | 3    | Mail   | none                                                 | 02-10, won 03-10   | 300     | 150  |
 * | 4    | none   | none                                                 | 02-20, won 03-20   | 50      | none |
 * | 5    | Ads    | Ads 02-27                                            | 03-05, lost 04-01  | 70      |      |
 * | 6    | Ads    | Ads 03-01, Mail 03-02                                | none               |         |      |
 * | 7    | Fair   | Fair 02-28                                           | 03-06, open        | 80      |      |
 * | 8    | Ads    | none (2025-12-01, MQL and SQL in January)            | 2025-12-10, won 02-01 | 500  | 400  |
 *
 * Deal 9 was won for 10 USD in June 2025, where nobody knows a rate.
 *
 * Deal 8 (account Old) came from no lead: created 01-05, won 03-31, 40; its account was touched by Mail on 2025-03-01 and by Ads on 04-01.
 */
export async function channelsDatabase(): Promise<Database> {
  const day = (text: string): string => (text.length === 5 ? `2026-${text}` : text)
  const at = (text: string): string => `${day(text)} 10:00:00`
  const lead = (channel: string | null, created: string, mql: string | null, sql: string | null, deal: number | null) => ({
    channel,
    created_at: at(created),
    mql_at: mql === null ? null : at(mql),
    sql_at: sql === null ? null : at(sql),
    opportunity: deal === null ? null : `opportunity-${deal}`,
    is_valid: true,
    region: null as string | null,
  })
  const deal = (created: string, status: string, closed: string | null, amount: number, account: string | null = null) => ({
    created_at: day(created),
    status,
    closed_at: closed === null ? null : day(closed),
    amount,
    account,
  })
  const touch = (channel: string | null, on: string, of: number | string) => ({
    channel,
    happened_at: at(on),
    ...(typeof of === 'number' ? { lead: `lead-${of}` } : { account: of }),
  })
  const order = (number: number, amount: number, cost: number | null, status = 'confirmed') => ({
    opportunity: `opportunity-${number}`,
    ordered_at: day('04-01'),
    amount,
    cost,
    status,
  })
  return await databaseOf({
    channel: [
      { name: 'Ads', source_name: 'Search' },
      { name: 'Mail', source_name: 'Own' },
      { name: 'Fair', source_name: 'Events' },
      { name: 'Direct', source_name: 'Own' },
      { name: 'Press', source_name: 'Events' },
    ],
    campaign: [{ name: 'Spring', channel: 'Ads' }],
    account: [{ name: 'Old' }],
    opportunity: [
      deal('01-15', 'won', '01-26', 1000.01),
      deal('02-05', 'won', '02-15', 100.1),
      deal('02-10', 'won', '03-10', 300),
      deal('02-20', 'won', '03-20', 50),
      deal('03-05', 'lost', '04-01', 70),
      deal('03-06', 'open', null, 80),
      deal('2025-12-10', 'won', '02-01', 500),
      deal('01-05', 'won', '03-31', 40, 'Old'),
      { ...deal('2025-05-01', 'won', '2025-06-02', 10), currency: 'USD' },
    ],
    lead: [
      { ...lead('Ads', '01-10', '01-11', '01-12', 1), region: 'North', campaign: 'Spring' },
      { ...lead('Fair', '02-01', '02-02', '02-03', 2), region: 'North' },
      lead('Mail', '02-09', '02-09', null, 3),
      lead(null, '02-18', null, '02-19', 4),
      lead('Ads', '02-28', '03-01', null, 5),
      { ...lead('Ads', '03-02', null, null, null), is_valid: false },
      lead('Fair', '03-01', null, null, 6),
      lead('Ads', '2025-12-01', '01-02', '01-03', 7),
    ],
    touch: [
      { ...touch('Ads', '01-01', 1), campaign: 'Spring' },
      touch('Mail', '01-08', 1),
      touch('Direct', '01-20', 1),
      touch('Mail', '01-25', 1),
      touch('Fair', '01-27', 1),
      touch(null, '01-09', 1),
      touch('Fair', '01-30', 2),
      touch('Fair', '01-31', 2),
      touch('Direct', '02-15', 2),
      touch('Ads', '02-27', 5),
      touch('Ads', '03-01', 6),
      touch('Mail', '03-02', 6),
      touch('Fair', '02-28', 7),
      touch('Mail', '2025-03-01', 'Old'),
      touch('Ads', '2025-04-01', 'Old'),
    ],
    order: [
      order(1, 1000.01, 400.01),
      order(3, 300, 150),
      order(2, 60, 20),
      order(2, 40.1, null),
      order(7, 500, 100),
      order(3, 99, 1, 'draft'),
    ],
    payment: [
      { order: 'order-1', received_at: day('02-10'), amount: 400 },
      { order: 'order-1', received_at: day('05-10'), amount: 600.01 },
      { order: 'order-2', received_at: day('03-15'), amount: 100 },
      { order: 'order-3', received_at: day('03-16'), amount: -10.5 },
      { received_at: day('03-17'), amount: 33.33 },
    ],
    spend: [
      { channel: 'Ads', spent_on: day('01-31'), amount: 200, campaign: 'Spring' },
      { channel: 'Fair', spent_on: day('02-28'), amount: 120 },
      { channel: 'Press', spent_on: day('03-15'), amount: 90 },
      { channel: null, spent_on: day('03-31'), amount: 100.03 },
      { channel: 'Ads', spent_on: day('04-30'), amount: 999 },
    ],
  })
}
