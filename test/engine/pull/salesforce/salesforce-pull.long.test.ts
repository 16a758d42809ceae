import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PulledObject, PullRun } from '../../../../src/contract/pulls.ts'
import { bulkFrom } from '../../../../src/engine/pull/connectors/salesforce/salesforce-session.ts'
import { still } from '../../ingest/engine-fixture.ts'
import { changesOf, visitsOf } from '../../ingest/histories/read-histories.ts'
import { changes, deals, fieldHistory, saves, users, visits } from '../../ingest/histories/salesforce-set.ts'
import { SalesforceBench } from './salesforce-bench.ts'
import type { Row } from './soql-rows.ts'

let crm: SalesforceBench

beforeEach(async () => {
  crm = await SalesforceBench.filled()
})
afterEach(async () => {
  await crm.close()
})

const entities = {
  User: 'person',
  Account: 'account',
  Contact: 'contact',
  Campaign: 'campaign',
  Lead: 'lead',
  CampaignMember: 'touch',
  Product2: 'product',
  Opportunity: 'opportunity',
  OpportunityLineItem: 'opportunity_line',
  Quote: 'quote',
  Contract: 'contract',
  Order: 'order',
  OrderItem: 'order_line',
  Case: 'ticket',
} as const

const outcomeOf = (run: PullRun, name: string): PulledObject => run.objects.find(({ object }) => object === name)!
const short = (id: unknown): string => String(id).slice(0, 15)

/** Every record, the counts, the deals and the visits are those of the organisation. */
async function expectSame(run: PullRun): Promise<void> {
  const held = await crm.heldIn(Object.values(entities))
  for (const [sobject, entity] of Object.entries(entities)) {
    expect(held[entity], sobject).toEqual(crm.ids(sobject))
    const { inSource, held: counted, state } = outcomeOf(run, sobject)
    expect([state, inSource, counted], sobject).toEqual(['done', crm.ids(sobject).length, crm.ids(sobject).length])
  }
  expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  expect(await crm.visits()).toEqual(crm.visitsOfOrg())
}

describe('an organisation of Salesforce', () => {
  it('is read whole: every object, the amounts, the stage visits', async () => {
    expect([crm.ids('Opportunity').length, crm.ids('Lead').length, crm.visitsOfOrg().length > 150]).toEqual([90, 120, true])
    await crm.connect()
    const run = await crm.bench.pull()
    expect(run.state).toBe('done')
    await expectSame(run)
    const sum = (sobject: string, field: string): string =>
      crm
        .alive(sobject)
        .reduce((total, row) => total + Number(row[field] ?? 0), 0)
        .toFixed(2)
    const sums = await crm.bench.rows(
      `select (select sum(amount) from model.opportunity_line)::decimal(18, 2)::varchar as lines, (select sum(amount) from model."order")::decimal(18, 2)::varchar as orders,
         (select sum(amount) from model.order_line)::decimal(18, 2)::varchar as items, (select sum(amount) from model.quote)::decimal(18, 2)::varchar as quotes`,
    )
    expect(sums).toEqual([
      {
        lines: sum('OpportunityLineItem', 'TotalPrice'),
        orders: sum('Order', 'TotalAmount'),
        items: sum('OrderItem', 'TotalPrice'),
        quotes: sum('Quote', 'TotalPrice'),
      },
    ])
  })

  it('is followed: edits, new records, the recycle bin and back, merged and purged ones', async () => {
    const [first, second, third, fourth] = crm.server.rows('Opportunity').map(({ Id }) => String(Id)) as [string, string, string, string]
    crm.org.remove('Opportunity', fourth)
    await crm.connect()
    await expectSame(await crm.bench.pull())
    crm.pass(24)
    crm.org.save(first, { ...crm.org.entering(4), Amount: 777.25 })
    crm.org.save(second, {
      Amount: null,
      CloseDate: '2027-01-31',
      StageName: 'Negotiation',
      Probability: 80,
      IsClosed: false,
      IsWon: false,
    })
    crm.org.remove('Opportunity', third)
    crm.org.remove('Opportunity', fourth, false)
    const [loser, winner, purged] = crm.server.rows('Account').map(({ Id }) => String(Id)) as [string, string, string]
    crm.org.merge('Account', loser, winner)
    crm.org.purge('Account', purged)
    crm.org.add('Lead', { Name: 'Zoë "Z" Ünal', Company: 'A, B; C', Status: 'Open' })
    const run = await crm.bench.pull()
    // Stages have no time of change, and of the field history there is nothing yet.
    const whole = run.objects.filter(({ mode }) => mode === 'full').map(({ object }) => object)
    expect(whole.toSorted()).toEqual(['OpportunityFieldHistory', 'OpportunityStage'])
    await expectSame(run)
    expect(outcomeOf(run, 'Opportunity')).toMatchObject({ records: 4, deleted: 1, merged: 0 })
    // The last record of before comes again: the overlap of ten minutes.
    expect(outcomeOf(run, 'Account')).toMatchObject({ records: 2, deleted: 1, merged: 1, inSource: 38, held: 38 })
    expect(outcomeOf(run, 'Lead')).toMatchObject({ records: 2, deleted: 0 })
    expect(await crm.bench.rows(`select name, company from model.lead where name like 'Zo%'`)).toEqual([
      { name: 'Zoë "Z" Ünal', company: 'A, B; C' },
    ])
    crm.pass(1)
    const idle = await crm.bench.pull()
    expect(idle.objects.every(({ records }) => records < 25)).toBe(true)
    await expectSame(idle)
  })

  it('takes the fields that an organisation made itself, and those it names as the model does', async () => {
    await crm.connect()
    await crm.bench.pull()
    const rows = await crm.bench.rows<{ id: string; at: string | null }>(
      `select source_id as id, strftime(mql_at, '%Y-%m-%dT%H:%M:%S') as at from model.lead order by 1`,
    )
    const expected = crm
      .alive('Lead')
      .map((row) => ({ id: short(row['Id']), at: row['MQL_Date__c'] ? String(row['MQL_Date__c']).slice(0, 19) : null }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(rows).toEqual(expected)
    const custom = await crm.bench.rows<{ column: string; header: string }>(
      `select column_name as "column", header from meta.custom_column where entity = 'opportunity' order by header`,
    )
    expect(custom.map(({ header }) => header)).toEqual(['Discount__c', 'Region__c'])
    const north = await crm.bench.rows(
      `select count(*)::int as deals, sum(${custom[0]!.column})::double as discount from model.opportunity where ${custom[1]!.column} = 'North'`,
    )
    const inNorth = crm.alive('Opportunity').filter((row) => row['Region__c'] === 'North')
    expect(north).toEqual([{ deals: inNorth.length, discount: inNorth.reduce((sum, row) => sum + Number(row['Discount__c']), 0) }])
  })

  it('names the same things as a file of the same records', async () => {
    await crm.connect()
    await crm.bench.pull()
    const head = ['Id', 'Name', 'AccountId', 'StageName', 'Amount', 'CurrencyIsoCode', 'CloseDate', 'OwnerId', 'CreatedDate']
    const line = (row: Row): string => head.map((name) => `"${String(row[name] ?? '').replaceAll('"', '""')}"`).join(',')
    const text = [head.join(','), ...crm.alive('Opportunity').map(line)].join('\n')
    const { sources, imports } = crm.bench.handlers
    const { upload } = await sources.begin({ name: 'Opportunity.csv', bytes: null }, still)
    await sources.append({ upload, bytes: Buffer.from(text) }, still)
    await sources.finish({ upload }, still)
    const { files } = await imports.run(
      { uploads: [upload], answers: {}, mode: 'upsert', skip: [] },
      { ...still, progress: () => undefined },
    )
    expect(files[0]).toMatchObject({ recognisedAs: 'opportunity', rowsRead: 90, loaded: 0, quarantined: 0 })
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
  })

  it('keeps the currency of each deal', async () => {
    for (const [index, row] of crm.server.rows('Opportunity').entries()) row['CurrencyIsoCode'] = ['EUR', 'USD', 'JPY'][index % 3]
    await crm.connect({ objects: ['Opportunity'] })
    await crm.bench.pull()
    const sums = await crm.bench.rows(`select currency, sum(amount)::double as amount from model.opportunity group by 1 order by 1`)
    const expected = ['EUR', 'JPY', 'USD'].map((currency) => ({
      currency,
      amount: crm
        .alive('Opportunity')
        .reduce((sum, row) => sum + (row['CurrencyIsoCode'] === currency ? Number(row['Amount'] ?? 0) : 0), 0),
    }))
    expect(sums).toEqual(expected)
  })

  it('sends nothing but questions', async () => {
    await crm.connect()
    await crm.bench.pull()
    crm.pass(5)
    await crm.bench.pull()
    expect(crm.server.seen.length).toBeGreaterThan(100)
    for (const { method, path, query, body } of crm.server.seen) {
      expect([method, body]).toEqual(['GET', ''])
      expect(path).toMatch(/^\/services\/data\/(v62\.0\/(query|queryAll|sobjects\/\w+\/describe)(\/[\w-]+)?)?$/)
      if (query !== '') expect(query).toMatch(/^SELECT /)
    }
  })
})

describe('an object with very many records', () => {
  /** More than a question is asked for page by page, with whatever a cell may hold. */
  const fillLeads = (): void => {
    for (let index = 0; crm.server.rows('Lead').length < bulkFrom + 500; index++)
      crm.org.add(
        'Lead',
        { Name: `L ${index}`, Company: ['a "b"', 'c,d', 'e\nf', ' g ', null][index % 5], Status: 'Open' },
        crm.org.before(300),
      )
  }
  const companies = async (): Promise<readonly unknown[]> =>
    await crm.bench.rows(
      `select company, count(*)::int as leads from model.lead where not is_deleted and name like 'L %' group by 1 order by 1 nulls last`,
    )
  const expectedCompanies = (): readonly unknown[] => {
    const count = (company: string | null): number =>
      crm.alive('Lead').filter((row) => String(row['Name']).startsWith('L ') && (row['Company'] ?? null) === company).length
    return ['a "b"', 'c,d', 'e\nf', 'g', null].map((company) => ({ company, leads: count(company === 'g' ? ' g ' : company) }))
  }

  it.each([true, false])('is read by a job, page by page (each with its header: %s)', async (headsPages) => {
    crm.server.headsPages = headsPages
    crm.server.batch = 2000
    fillLeads()
    await crm.connect({ objects: ['User', 'Lead'] })
    const run = await crm.bench.pull()
    expect(outcomeOf(run, 'Lead')).toMatchObject({ state: 'done', records: bulkFrom + 500, pages: 3, inSource: bulkFrom + 500 })
    expect(await crm.held('lead')).toEqual(crm.ids('Lead'))
    expect(await companies()).toEqual(expectedCompanies())
    const posts = crm.server.seen.filter(({ method }) => method !== 'GET')
    expect(posts.map(({ method, path }) => [method, path])).toEqual([['POST', '/services/data/v62.0/jobs/query']])
    const { operation, query, ...more } = JSON.parse(posts[0]!.body) as { operation: string; query: string }
    expect([operation, query.slice(0, 7), more]).toEqual(['queryAll', 'SELECT ', {}])
    crm.pass(3)
    crm.server.edit('Lead', String(crm.server.rows('Lead')[5]!['Id']), { Status: 'Working' })
    expect(outcomeOf(await crm.bench.pull(), 'Lead')).toMatchObject({ mode: 'incremental', records: 2, held: bulkFrom + 500 })
  })

  it('is read without one where there are none, and from the beginning where the results are gone', async () => {
    crm.server.batch = 2000
    fillLeads()
    crm.server.hasBulk = false
    await crm.connect({ objects: ['Lead'] })
    expect(outcomeOf(await crm.bench.pull(), 'Lead')).toMatchObject({ state: 'done', records: bulkFrom + 500, pages: 11 })
    expect(await companies()).toEqual(expectedCompanies())
    crm.server.hasBulk = true
    let asked = 0
    crm.server.always = (_request, response, url) => {
      if (!url.pathname.endsWith('/results') || ++asked !== 2) return false
      response.writeHead(404, { 'Content-Type': 'application/json' }).end('[{"errorCode":"NOT_FOUND","message":"gone"}]')
      return true
    }
    expect(outcomeOf(await crm.bench.pull({ full: true }), 'Lead')).toMatchObject({ state: 'done', held: bulkFrom + 500 })
    expect(crm.server.seen.filter(({ method }) => method === 'POST').length).toBe(3)
    expect(await crm.held('lead')).toEqual(crm.ids('Lead'))
  })
})

describe('the histories of deals', () => {
  it('give the changes and visits that were worked out by hand', async () => {
    const story = await SalesforceBench.open()
    try {
      for (const [sobject, text] of Object.entries({
        User: users,
        Opportunity: deals,
        OpportunityHistory: saves,
        OpportunityFieldHistory: fieldHistory,
      }))
        story.server.tables.set(sobject, rowsOf(text))
      for (const row of story.server.rows('Opportunity')) row['SystemModstamp'] = row['CreatedDate']
      for (const row of story.server.rows('User')) row['CreatedDate'] = row['SystemModstamp'] = '2024-01-01T00:00:00.000+0000'
      const stages = ['Qualification', 'Prospecting', 'Proposal/Price Quote', 'Closed Won', 'Closed Lost']
      stages.forEach((name, index) =>
        story.org.add('OpportunityStage', {
          ApiName: name,
          SortOrder: stagePlace[name] ?? index,
          DefaultProbability: index,
          IsClosed: index > 2,
          IsWon: index === 3,
        }),
      )
      for (const [index, row] of story.server.rows('Opportunity').entries())
        Object.assign(row, { IsClosed: index === 0, IsWon: index === 0 })
      await story.connect({ objects: ['User', 'OpportunityStage', 'Opportunity', 'OpportunityHistory', 'OpportunityFieldHistory'] })
      const run = await story.bench.pull()
      expect(run.objects.filter(({ state }) => state !== 'done')).toEqual([])
      const questioned = { database: { rows: story.bench.rows.bind(story.bench) } }
      expect(await changesOf(questioned)).toEqual(changes)
      expect(await visitsOf(questioned)).toEqual(visits)
      story.pass(2)
      await story.bench.pull({ full: true })
      expect(await changesOf(questioned)).toEqual(changes)
      expect(await visitsOf(questioned)).toEqual(visits)
    } finally {
      await story.close()
    }
  })
})

/** As an administrator orders them. */
const stagePlace: Readonly<Record<string, number>> = {
  Prospecting: 1,
  Qualification: 2,
  'Proposal/Price Quote': 3,
  'Closed Won': 4,
  'Closed Lost': 5,
}

/** Plain lines without quotes, as the story is written. */
function rowsOf(text: string): Row[] {
  const [head = '', ...lines] = text.trim().split('\n')
  const names = head.split(',')
  const cell = (value: string | undefined): Row[string] =>
    value === 'true' ? true : value === 'false' ? false : value === '' ? null : value
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index], cell(value)])))
}
