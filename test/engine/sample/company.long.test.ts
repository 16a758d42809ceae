import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import { inventCompany, number, sampleRows } from './sample-fixture.ts'

const parents: readonly (readonly [string, string, string])[] = [
  ['account', 'owner', 'person'],
  ['contact', 'account', 'account'],
  ['person', 'team', 'team'],
  ['person', 'manager', 'person'],
  ['team', 'parent', 'team'],
  ['campaign', 'channel', 'channel'],
  ['spend', 'channel', 'channel'],
  ['spend', 'campaign', 'campaign'],
  ['touch', 'lead', 'lead'],
  ['touch', 'channel', 'channel'],
  ['lead', 'owner', 'person'],
  ['lead', 'account', 'account'],
  ['lead', 'contact', 'contact'],
  ['lead', 'opportunity', 'opportunity'],
  ['lead', 'channel', 'channel'],
  ['lead', 'campaign', 'campaign'],
  ['opportunity', 'owner', 'person'],
  ['opportunity', 'account', 'account'],
  ['opportunity', 'contact', 'contact'],
  ['opportunity', 'lead', 'lead'],
  ['opportunity', 'channel', 'channel'],
  ['opportunity', 'product', 'product'],
  ['stage_visit', 'opportunity', 'opportunity'],
  ['stage_visit', 'changed_by', 'person'],
  ['opportunity_line', 'opportunity', 'opportunity'],
  ['opportunity_line', 'product', 'product'],
  ['opportunity_contact', 'opportunity', 'opportunity'],
  ['opportunity_contact', 'contact', 'contact'],
  ['activity', 'lead', 'lead'],
  ['activity', 'opportunity', 'opportunity'],
  ['activity', 'account', 'account'],
  ['activity', 'owner', 'person'],
  ['quote', 'opportunity', 'opportunity'],
  ['quote_line', 'quote', 'quote'],
  ['contract', 'opportunity', 'opportunity'],
  ['contract', 'account', 'account'],
  ['order', 'contract', 'contract'],
  ['order', 'opportunity', 'opportunity'],
  ['order_line', 'order', 'order'],
  ['delivery', 'order', 'order'],
  ['instalment', 'contract', 'contract'],
  ['invoice', 'contract', 'contract'],
  ['invoice', 'account', 'account'],
  ['payment', 'account', 'account'],
  ['payment', 'contract', 'contract'],
  ['payment_allocation', 'payment', 'payment'],
  ['payment_allocation', 'invoice', 'invoice'],
  ['payment_allocation', 'instalment', 'instalment'],
  ['ticket', 'account', 'account'],
  ['target', 'owner', 'person'],
  ['target', 'team', 'team'],
]

const sums: readonly (readonly [string, string])[] = [
  [
    'lines of a deal',
    `select count(*) from model.opportunity o left join (select opportunity, sum(amount) as amount from model.opportunity_line group by 1) l on l.opportunity = o.source_id where l.amount is distinct from o.amount`,
  ],
  [
    'lines of a quote',
    `select count(*) from model.quote q left join (select quote, sum(quantity * net_price) as amount from model.quote_line group by 1) l on l.quote = q.source_id where l.amount is distinct from q.amount`,
  ],
  [
    'lines of an order',
    `select count(*) from model."order" o left join (select "order", sum(amount) as amount from model.order_line group by 1) l on l."order" = o.source_id where l.amount is distinct from o.amount`,
  ],
  [
    'instalments of a contract',
    `select count(*) from model.contract c left join (select contract, sum(amount) as amount from model.instalment group by 1) l on l.contract = c.source_id where l.amount is distinct from c.amount`,
  ],
  [
    'allocations of a payment',
    `select count(*) from model.payment p left join (select payment, sum(amount) as amount from model.payment_allocation group by 1) l on l.payment = p.source_id where l.amount is distinct from p.amount`,
  ],
  ['net and tax of an invoice', `select count(*) from model.invoice where net + tax is distinct from gross`],
]

describe('the sample company', () => {
  let company: Database
  let tables: readonly string[]
  beforeAll(async () => {
    company = await inventCompany()
    tables = (
      await company.rows<{ name: string }>(
        `select table_name as name from duckdb_tables() where schema_name = 'model' and table_name <> 'product_cost' order by 1`,
      )
    ).map(({ name }) => name)
  }, 600_000)
  afterAll(() => company.close())

  it('has exactly the leads that were asked for and fills all 31 entities', async () => {
    expect(tables).toHaveLength(31)
    expect(await number(company, 'select count(*) from model.lead')).toBe(sampleRows)
    for (const table of tables) expect([table, await number(company, `select count(*) from model."${table}"`)]).not.toEqual([table, 0])
  })

  it.each([
    ['opportunity', 0.2, 0.03],
    ['stage_visit', 0.9, 0.15],
    ['activity', 3, 0.3],
    ['payment', 0.16, 0.04],
  ])('has %s rows in the usual proportion to its leads', async (table, expected, tolerance) => {
    const share = (await number(company, `select count(*) from model.${table}`)) / sampleRows
    expect(Math.abs(share - expected)).toBeLessThan(tolerance)
  })

  it('tells every row of an entity from every other, by its id and by its source id', async () => {
    for (const table of tables) {
      expect([
        table,
        await number(company, `select count(*) - count(distinct id) + count(*) - count(distinct source_id) from model."${table}"`),
      ]).toEqual([table, 0])
    }
  })

  it.each(parents)('names in %s.%s only a %s that is there', async (table, column, parent) => {
    expect(await number(company, `select count(*) from model."${table}" where "${column}" is not null`)).toBeGreaterThan(0)
    expect(
      await number(
        company,
        `select count(*) from model."${table}" c where c."${column}" is not null and c."${column}" not in (select source_id from model."${parent}")`,
      ),
    ).toBe(0)
  })

  it('tells of every deal how its plan and its amount came to be what they are', async () => {
    const last = `select o.expected_close_on::varchar as planned, o.amount::bigint::varchar as amount, c.field, arg_max(c.new_value, (c.changed_at, c.id)) as said
      from model.opportunity o join model.field_change c on c.record = o.source_id group by o.source_id, 1, 2, 3`
    expect(
      await number(
        company,
        `select count(*) from (${last}) where said is distinct from case field when 'amount' then amount else planned end`,
      ),
    ).toBe(0)
    const broken = `select old_value, lag(new_value) over (partition by record, field order by changed_at, id) as before from model.field_change`
    expect(await number(company, `select count(*) from (${broken}) where before <> old_value`)).toBe(0)
  })

  it.each(sums)('lets the %s add up', async (_, sql) => {
    expect(await number(company, sql)).toBe(0)
  })

  it('knows nothing that happened after its last day, and begins 39 months before it ends', async () => {
    const columns = await company.rows<{ table_name: string; column_name: string }>(
      `select table_name, column_name from duckdb_columns() where schema_name = 'model' and data_type = 'TIMESTAMP' and column_name <> 'sla_due_at'`,
    )
    expect(columns.length).toBeGreaterThan(60)
    for (const { table_name, column_name } of columns) {
      expect([
        table_name,
        column_name,
        await number(company, `select count(*) from model."${table_name}" where "${column_name}" >= timestamp '2026-10-01'`),
      ]).toEqual([table_name, column_name, 0])
    }
    const [first] = await company.rows<{ day: string }>('select min(created_at)::date as day from model.lead')
    expect(first?.day).toBe('2023-07-01')
  })

  it('leads every deal through stages that follow each other without a gap', async () => {
    const gaps = `select count(*) from (
      select v.*, lead(entered_at) over w as next, lag(stage) over w as before, row_number() over w as k, count(*) over (partition by opportunity) as n
      from model.stage_visit v window w as (partition by opportunity order by entered_at)) v
      join model.opportunity o on o.source_id = v.opportunity
      where v.left_at is distinct from v.next or v.from_stage is distinct from v.before or (v.k = 1 and v.entered_at <> o.created_at) or (v.k = v.n and v.stage <> o.stage)`
    expect(await number(company, gaps)).toBe(0)
    expect(
      await number(
        company,
        `select count(*) from model.opportunity o where not exists (select 1 from model.stage_visit v where v.opportunity = o.source_id)`,
      ),
    ).toBe(0)
    expect(await number(company, `select count(*) from model.opportunity where (closed_at is null) <> (status = 'open')`)).toBe(0)
  })

  it('has the odd cases that reports must get right', async () => {
    const odd: Record<string, string> = {
      're-opened deals': `select count(*) from model.stage_visit where stage = '商务谈判' and from_stage = '输单'`,
      'skipped stages': `select count(*) from model.stage_visit where stage = '方案提供' and from_stage = '初步沟通'`,
      'steps back': `select count(*) from model.stage_visit where stage = '方案提供' and from_stage = '商务谈判'`,
      refunds: 'select count(*) from model.payment where amount < 0',
      'credit notes': `select count(*) from model.invoice where kind = 'credit_note'`,
      'partial payments':
        'select count(*) from (select instalment from model.payment_allocation where amount > 0 group by 1 having count(*) = 2)',
      're-planned instalments': 'select count(*) from model.instalment where due_on <> original_due_on',
      'partial deliveries': 'select count(*) from model.delivery where not in_full',
      'deals in US dollars': `select count(*) from model.opportunity where currency = 'USD'`,
      'deals without owner': 'select count(*) from model.opportunity where owner is null',
      'deleted rows': 'select count(*) from model.lead where is_deleted',
      'quotes in several versions': 'select count(*) from model.quote where version = 3',
      'orders in two parts': 'select count(*) from (select opportunity from model."order" group by 1 having count(*) = 2)',
      'tickets that came back': 'select count(*) from model.ticket where reopened_count > 0',
      'leads nobody answered': `select count(*) from model.lead where first_response_at is null and created_at < '2026-09-01'`,
      'people who left': 'select count(*) from model.person where active_to is not null',
    }
    for (const [name, sql] of Object.entries(odd)) expect([name, await number(company, sql)]).not.toEqual([name, 0])
  })

  it('is the same company for the same seed and another for another', async () => {
    const print = async (database: Database): Promise<Record<string, string>> => {
      const found: Record<string, string> = {}
      for (const table of tables)
        found[table] =
          (await database.rows<{ value: string }>(`select bit_xor(hash(t))::varchar as value from model."${table}" t`))[0]?.value ?? ''
      return found
    }
    const small = { rows: 2000 }
    const [first, second, other] = [await inventCompany(small), await inventCompany(small), await inventCompany({ ...small, seed: 8 })]
    const [one, two, three] = [await print(first), await print(second), await print(other)]
    expect(two).toEqual(one)
    expect(tables.filter((table) => one[table] === three[table])).toEqual([
      'campaign',
      'channel',
      'exchange_rate',
      'pipeline',
      'product',
      'stage',
      'team',
    ])
    for (const database of [first, second, other]) await database.close()
  }, 120_000)

  it.each([
    { rows: 1, until: '2026-09-30' },
    { rows: 300, until: '2024-02-29' },
    { rows: 300, until: '2014-01-01' },
    { rows: 300, until: '2035-12-31' },
  ])(
    'can be as small as $rows leads and end on $until',
    async ({ rows, until }) => {
      const small = await inventCompany({ rows, until, asOf: until })
      expect(await number(small, 'select count(*) from model.lead')).toBe(rows)
      expect(await number(small, `select count(*) from model.lead where created_at >= date '${until}' + 1`)).toBe(0)
      await small.close()
    },
    60_000,
  )
})

describe('the sample company a week later', () => {
  let before: Database
  let after: Database
  beforeAll(async () => {
    before = await inventCompany()
    after = await inventCompany({ asOf: '2026-10-07' })
  }, 600_000)
  afterAll(async () => {
    await before.close()
    await after.close()
  })
  const rows = async (database: Database, sql: string): Promise<Map<string, string>> =>
    new Map((await database.rows<{ key: string; value: string }>(sql)).map(({ key, value }) => [key, value]))

  it('is the same company: what was known of leads and wins still stands', async () => {
    const leads =
      "select source_id as key, concat(created_at, company, phone, channel, mql_at) as value from model.lead where mql_at < timestamp '2026-10-01'"
    const wins = `select source_id as key, concat(created_at, closed_at, amount, owner) as value from model.opportunity where closed_at < timestamp '2026-10-01' and status = 'won'`
    for (const sql of [leads, wins]) expect(await rows(after, sql)).toEqual(await rows(before, sql))
  })

  it('has new leads, moved stages, other amounts and rows that somebody cleared away', async () => {
    const leads = 'select source_id as key, is_deleted::varchar as value from model.lead'
    const [leadsBefore, leadsAfter] = [await rows(before, leads), await rows(after, leads)]
    const week = [...leadsAfter.keys()].filter((key) => !leadsBefore.has(key)).length
    // October begins with the National Day week: a third of 250 leads a day or so at 20,000.
    expect(week / sampleRows).toBeGreaterThan(0.0015)
    expect(week / sampleRows).toBeLessThan(0.006)
    const swept = [...leadsAfter].filter(([key, value]) => value === 'true' && leadsBefore.get(key) === 'false').length
    expect(swept / sampleRows).toBeGreaterThan(0.003)
    expect(swept / sampleRows).toBeLessThan(0.02)
    for (const column of ['stage', 'amount::varchar']) {
      const deals = `select source_id as key, ${column} as value from model.opportunity`
      const [dealsBefore, dealsAfter] = [await rows(before, deals), await rows(after, deals)]
      expect([...dealsBefore].filter(([key, value]) => dealsAfter.get(key) !== value).length).toBeGreaterThan(3)
    }
  })
})
