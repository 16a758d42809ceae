import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HubSpotBench } from './hubspot-bench.ts'

let at: HubSpotBench

beforeEach(async () => {
  at = await HubSpotBench.open()
})
afterEach(async () => {
  await at.close()
})

describe('a whole account', () => {
  it('is the workspace, record for record, with owners, stages, links, own properties and the history of deals', async () => {
    at.hub.owners.push({ id: '901', email: 'mei@example.com', firstName: 'Mei', lastName: 'Lin', archived: false })
    at.hub.owners.push({ id: '902', email: 'old@example.com', firstName: 'Otto', lastName: 'Alt', archived: true })
    at.hub.add('companies', '11', { name: 'Acme', country: 'Germany' }, '2026-02-01T00:00:00Z')
    at.hub.add('companies', '12', { name: 'Other', country: 'France' }, '2026-02-01T00:00:00Z')
    at.hub.add(
      'contacts',
      '21',
      { firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com', associatedcompanyid: '11' },
      '2026-02-01T00:00:00Z',
    )
    at.hub.add('products', '31', { name: 'Pump', price: '50' }, '2026-02-01T00:00:00Z')
    at.hub.add('line_items', '41', { name: 'Pump', hs_product_id: '31', quantity: '3', price: '50', amount: '150' }, '2026-02-01T00:00:00Z')
    at.hub.add('tickets', '51', { subject: 'Leak', createdate: '2026-02-02T00:00:00Z', hs_ticket_priority: 'HIGH' }, '2026-02-03T00:00:00Z')
    at.hub.add('quotes', '61', { hs_title: 'Q', hs_quote_amount: '99.9', hs_currency: 'USD' }, '2026-02-03T00:00:00Z')
    for (let n = 1; n <= 230; n++) at.addDeal(n)
    at.hub.ownProperties.deals = [
      {
        name: 'risk',
        label: 'Risk',
        type: 'enumeration',
        hubspotDefined: false,
        options: [
          { value: 'hi', label: 'High' },
          { value: 'lo', label: 'Low' },
        ],
      },
    ]
    const [first, second, third] = at.hub.records.deals
    Object.assign(first!.properties, { hubspot_owner_id: '902', risk: 'hi;lo' })
    Object.assign(second!.properties, { pipeline: '77', dealstage: '7701' })
    at.hub.edit('deals', '3', { dealstage: 'contract' }, '2026-02-10T10:00:00Z')
    at.hub.edit('deals', '3', { dealstage: 'closedwon' }, '2026-02-20T10:00:00Z')
    at.hub.archive('deals', '4', '2026-02-01T00:00:00Z')
    at.hub.link('deals', 'companies', '1', '12', false)
    at.hub.link('deals', 'companies', '1', '11', true)
    at.hub.link('deals', 'contacts', '1', '21')
    at.hub.link('line_items', 'deals', '41', '1')
    at.hub.link('quotes', 'deals', '61', '1')
    at.hub.link('tickets', 'companies', '51', '12', false)
    await at.connect()
    const run = await at.bench.pull()
    expect(run.objects.filter(({ state }) => state !== 'done')).toEqual([])
    expect(run.objects.find(({ object }) => object === 'deals')).toMatchObject({ inSource: 230, held: 229, deleted: 1 })
    expect(third?.properties['dealstage']).toBe('closedwon')
    expect(await at.held()).toEqual(at.atSource())
    expect(
      await at.bench.rows(
        `select o.account, o.lead, o.owner, o.pipeline, o.status from model.opportunity o where source_id in ('1', '2', '3') order by 1, source_id`,
      ),
    ).toEqual([
      { account: '11', lead: '21', owner: '902', pipeline: 'Sales Pipeline', status: 'open' },
      { account: null, lead: null, owner: null, pipeline: 'Renewals', status: 'open' },
      { account: null, lead: null, owner: null, pipeline: 'Sales Pipeline', status: 'won' },
    ])
    expect(
      await at.bench.rows(
        `select opportunity, stage, strftime(entered_at, '%m-%d') as day from model.stage_visit where opportunity = '3' and not is_deleted order by entered_at`,
      ),
    ).toEqual([
      { opportunity: '3', stage: 'Qualified', day: '01-01' },
      { opportunity: '3', stage: 'Contract sent', day: '02-10' },
      { opportunity: '3', stage: 'Closed won', day: '02-20' },
    ])
    // 229 deals that live entered a first stage, one of them two more.
    expect(await at.bench.rows(`select count(*)::integer as visits from model.stage_visit where not is_deleted`)).toEqual([{ visits: 231 }])
    expect(await at.bench.rows(`select columns('(?i)risk') as risk from model.opportunity where source_id = '1'`)).toEqual([
      { risk: 'High;Low' },
    ])
    expect(
      await at.bench.rows(
        `select opportunity, product, quantity::integer as quantity, amount::integer as amount from model.opportunity_line`,
      ),
    ).toEqual([{ opportunity: '1', product: '31', quantity: 3, amount: 150 }])
    expect(await at.bench.rows(`select name, company, account from model.lead`)).toEqual([
      { name: 'Ann Lee', company: null, account: '11' },
    ])
    expect(await at.bench.rows(`select name, email from model.person where source_id = '902'`)).toEqual([
      { name: 'Otto Alt', email: 'old@example.com' },
    ])
    expect(await at.bench.rows(`select account from model.ticket`)).toEqual([{ account: '12' }])
    expect(
      await at.bench.rows(
        `select name, probability::double as p, kind from model.stage where pipeline = 'Sales Pipeline' and not is_stub order by position`,
      ),
    ).toEqual([
      { name: 'Qualified', p: 0.4, kind: 'open' },
      { name: 'Contract sent', p: 0.9, kind: 'open' },
      { name: 'Closed won', p: 1, kind: 'won' },
      { name: 'Closed lost', p: 0, kind: 'lost' },
    ])
  })
})

describe('what changed since', () => {
  it('comes with edits, new ones, archived and merged ones, each once', async () => {
    for (let n = 1; n <= 30; n++) at.addDeal(n)
    for (const id of ['71', '72', '73']) at.hub.add('contacts', id, { firstname: `P${id}` }, '2026-03-01T08:00:00Z')
    await at.connect(['deals', 'contacts', 'deal_changes'])
    await at.bench.pull()
    at.bench.time = new Date(at.bench.time.getTime() + 3600_000)
    at.hub.edit('deals', '5', { dealstage: 'contract', amount: '777' }, '2026-03-02T10:00:00.123Z')
    at.addDeal(31)
    at.hub.edit('deals', '31', {}, '2026-03-02T11:00:00Z')
    at.hub.archive('deals', '6', '2026-03-02T10:30:00Z')
    at.hub.merge('deals', '7', '8', '2026-03-02T10:45:00Z')
    at.hub.merge('contacts', '71', '72', '2026-03-02T10:45:00Z')
    const asked = at.hub.asked.length
    const run = await at.bench.pull()
    expect(run.objects.find(({ object }) => object === 'deals')).toMatchObject({ mode: 'incremental', merged: 1, deleted: 1 })
    expect(
      at.hub.asked.slice(asked).some(({ path, query }) => path.endsWith('/objects/2026-03/deals') && query.get('archived') === 'false'),
    ).toBe(false)
    expect(await at.held()).toEqual(at.atSource())
    expect(await at.bench.rows(`select source_id from model.lead where not is_deleted order by 1`)).toEqual([
      { source_id: '71' },
      { source_id: '73' },
    ])
    expect(
      await at.bench.rows(`select stage from model.stage_visit where opportunity = '5' and not is_deleted order by entered_at`),
    ).toEqual([{ stage: 'Qualified' }, { stage: 'Contract sent' }])
    const again = await at.bench.pull()
    expect(await at.held()).toEqual(at.atSource())
    expect(again.objects.every(({ deleted, heldBack }) => deleted <= 1 && heldBack === 0)).toBe(true)
  })

  it('is read whole where more than a search answers changed, and where all of it did at one moment', async () => {
    at.addDeal(1)
    await at.connect(['deals'])
    await at.bench.pull()
    at.hub.searchLimit = 40
    at.hub.pageSize = 10
    for (let n = 2; n <= 131; n++) {
      at.addDeal(n)
      // Ten of each moment, and 50 of one.
      const minute = n <= 81 ? String(10 + Math.floor(n / 10)) : '30'
      at.hub.edit('deals', String(n), {}, `2026-03-05T10:${minute}:00.500Z`)
    }
    await at.bench.pull()
    expect(await at.held()).toEqual(at.atSource())
    expect(at.hub.asked.filter(({ path }) => path.endsWith('/search')).every(({ body }) => body?.['after'] === undefined)).toBe(true)
  })

  it('loses none where records are edited between two pages, and pages come shuffled', async () => {
    for (let n = 1; n <= 60; n++) at.addDeal(n)
    await at.connect(['deals'])
    await at.bench.pull()
    at.hub.pageSize = 10
    for (let n = 1; n <= 50; n++) at.hub.edit('deals', String(n), { amount: `${n}.25` }, new Date(Date.UTC(2026, 2, 5, 8, n)).toISOString())
    let pages = 0
    at.hub.always = ({ path }) => {
      if (path.endsWith('/deals/search') && ++pages > 1 && pages < 5)
        at.hub.edit('deals', String(pages), { amount: '5000' }, `2026-03-05T1${pages}:00:00Z`)
      if (pages > 1) at.hub.records.deals.reverse()
      return false
    }
    await at.bench.pull()
    expect(await at.held()).toEqual(at.atSource())
  })
})
