import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileOutcome } from '../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from './import-fixture.ts'
import type { TestWorkspace } from './import-fixture.ts'
import { load } from './load-fixture.ts'
import type { LoadOptions } from './load-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
})
afterEach(() => workspace.database.close())

const rows = async (sql: string): Promise<Record<string, unknown>[]> => await workspace.database.rows(sql)

async function importText(files: Readonly<Record<string, string>>, options?: LoadOptions): Promise<FileOutcome[]> {
  const uploads = []
  for (const [name, text] of Object.entries(files)) uploads.push(await uploadText(workspace, name, text))
  return [...(await load(workspace, uploads, options)).files]
}

async function importOne(name: string, text: string, options?: LoadOptions): Promise<FileOutcome> {
  const [outcome] = await importText({ [name]: text }, options)
  if (outcome === undefined) throw new Error('no outcome')
  return outcome
}

const counts = ({ rowsRead, loaded, updated, unchanged, quarantined, vanished }: FileOutcome) => ({
  rowsRead,
  loaded,
  updated,
  unchanged,
  quarantined,
  vanished,
})
const deals = 'Deal ID,Deal Name,Account Name,Deal Stage,Amount,Create Date\n'

describe('keys and updates', () => {
  it('updates what changed, adds what is new and leaves the rest', async () => {
    await importOne('deals.csv', `${deals}D1,One,Acme,Proposal,100,2025-01-01\nD2,Two,Acme,Proposal,200,2025-01-02\n`)
    const again = await importOne(
      'deals.csv',
      `${deals}D1,One,Acme,Closed Won,150,2025-01-01\nD2,Two,Acme,Proposal,200,2025-01-02\nD3,Three,Beta,Proposal,300,2025-01-03\n`,
    )
    expect(counts(again)).toEqual({ rowsRead: 3, loaded: 1, updated: 1, unchanged: 1, quarantined: 0, vanished: 0 })
    expect(await rows('select source_id, stage, amount::integer as amount from model.opportunity order by source_id')).toEqual([
      { source_id: 'D1', stage: 'Closed Won', amount: 150 },
      { source_id: 'D2', stage: 'Proposal', amount: 200 },
      { source_id: 'D3', stage: 'Proposal', amount: 300 },
    ])
    expect(await rows(`select count(distinct id) as ids, count(*) as "rows" from model.opportunity`)).toEqual([{ ids: 3, rows: 3 }])
  })

  it('keeps the values of columns that a file does not have', async () => {
    await importOne('deals.csv', `${deals}D1,One,Acme,Proposal,100,2025-01-01\n`)
    const second = await importOne('deals.csv', 'Deal ID,Deal Stage,Amount\nD1,Negotiation,100\n')
    expect(second.updated).toBe(1)
    expect(await rows('select name, account, stage, amount::integer as amount from model.opportunity')).toEqual([
      { name: 'One', account: 'Acme', stage: 'Negotiation', amount: 100 },
    ])
  })

  it('changes nothing and makes no load when a file comes twice', async () => {
    const text = `${deals}${Array.from({ length: 9 }, (_, index) => `D${index},Deal ${index},Acme,Proposal,${index === 4 ? 'bad' : 100},2025-01-01\n`).join('')}`
    await importOne('deals.csv', text)
    const second = await importOne('deals copy.csv', text)
    expect(second.status).toBe('unchanged')
    expect(counts(second)).toEqual({ rowsRead: 9, loaded: 0, updated: 0, unchanged: 8, quarantined: 1, vanished: 0 })
    expect(
      await rows(
        `select (select count(*) from meta.load) as loads, (select count(*) from meta.quarantine) as quarantined, (select data_version from meta.state) as version`,
      ),
    ).toEqual([{ loads: 1, quarantined: 1, version: 1 }])
  })

  it('loads an older version of a file again when a newer one came between', async () => {
    const old = `${deals}D1,One,Acme,Proposal,100,2025-01-01\n`
    await importOne('deals.csv', old)
    await importOne('deals.csv', `${deals}D1,One,Acme,Proposal,999,2025-01-01\n`)
    expect((await importOne('deals.csv', old)).updated).toBe(1)
    expect(await rows('select amount::integer as amount from model.opportunity')).toEqual([{ amount: 100 }])
  })

  it('takes the last of several rows with one ID and puts the others aside', async () => {
    const outcome = await importOne(
      'deals.csv',
      `${deals}D1,One,Acme,Proposal,100,2025-01-01\nD2,Two,Acme,Proposal,200,2025-01-02\nD1,One,Acme,Proposal,150,2025-01-01\nD2,Two,Acme,Proposal,200,2025-01-02\n${[3, 4, 5, 6, 7, 8].map((id) => `D${id},Other,Acme,Proposal,1,2025-01-02\n`).join('')}`,
    )
    expect(counts(outcome)).toEqual({ rowsRead: 10, loaded: 8, updated: 0, unchanged: 1, quarantined: 1, vanished: 0 })
    expect(await rows('select source_id, amount::integer as amount from model.opportunity order by 1 limit 2')).toEqual([
      { source_id: 'D1', amount: 150 },
      { source_id: 'D2', amount: 200 },
    ])
    expect(await rows('select row_number, column_name, value, reason_code from meta.quarantine')).toEqual([
      { row_number: 1, column_name: 'Deal ID', value: 'D1', reason_code: 'repeated' },
    ])
  })

  it('keeps two equal expenses of a day as two, and knows both again', async () => {
    const text = 'Date,Channel,Cost\n2025-01-01,Web,100\n2025-01-01,Web,100\n2025-01-01,Web,50\n'
    expect(counts(await importOne('spend.csv', text))).toMatchObject({ loaded: 3, quarantined: 0 })
    const second = await importOne(
      'spend.csv',
      'Date,Channel,Cost\n2025-01-01,Web,50\n2025-01-01,Web,100\n2025-01-01,Web,100\n2025-01-02,Web,1\n',
    )
    expect(counts(second)).toMatchObject({ loaded: 1, updated: 0, unchanged: 3 })
    expect(await rows('select sum(amount)::integer as total from mart.spend')).toEqual([{ total: 251 }])
  })

  it('marks what is gone in a load declared full, and takes it back when it returns', async () => {
    const both = `${deals}D1,One,Acme,Proposal,100,2025-01-01\nD2,Two,Acme,Proposal,200,2025-01-02\n`
    await importOne('deals.csv', both)
    const full = await importOne('deals.csv', `${deals}D1,One,Acme,Proposal,100,2025-01-01\n`, {
      mode: 'full',
      answers: { 'deals.csv#vanishing': 'gone' },
    })
    expect(counts(full)).toEqual({ rowsRead: 1, loaded: 0, updated: 0, unchanged: 1, quarantined: 0, vanished: 1 })
    expect(await rows('select count(*) as deals from mart.opportunity')).toEqual([{ deals: 1 }])
    expect((await importOne('deals.csv', both)).updated).toBe(1)
    expect(await rows('select count(*) as deals from mart.opportunity')).toEqual([{ deals: 2 }])
  })
})

describe('values', () => {
  it('reads amounts as people write them', async () => {
    await importOne(
      'deals.csv',
      'Deal ID,Deal Stage,Amount\nD1,Proposal,"¥1,234.50"\nD2,Proposal,(200)\nD3,Proposal,1.2万\nD4,Proposal,３００\nD5,Proposal,-\nD6,Proposal,50-\n',
    )
    expect(await rows('select source_id, amount::varchar as amount, currency from model.opportunity order by 1')).toEqual([
      { source_id: 'D1', amount: '1234.5000', currency: 'CNY' },
      { source_id: 'D2', amount: '-200.0000', currency: null },
      { source_id: 'D3', amount: '12000.0000', currency: null },
      { source_id: 'D4', amount: '300.0000', currency: null },
      { source_id: 'D5', amount: null, currency: null },
      { source_id: 'D6', amount: '-50.0000', currency: null },
    ])
  })

  it('reads a decimal comma where the column has one', async () => {
    await importOne('deals.csv', 'Deal ID;Deal Stage;Amount\nD1;Proposal;1.234,50\nD2;Proposal;7,25\n')
    expect(await rows('select amount::varchar as amount from model.opportunity order by source_id')).toEqual([
      { amount: '1234.5000' },
      { amount: '7.2500' },
    ])
  })

  it('goes on with a column whose later cells are written otherwise, and puts only the unreadable row aside', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `D${index},Proposal,${index === 2500 ? '"1,234.50"' : index === 2600 ? 'soon' : index}`,
    )
    const outcome = await importOne('deals.csv', `Deal ID,Deal Stage,Amount\n${lines.join('\n')}\n`)
    expect(counts(outcome)).toMatchObject({ rowsRead: 3000, loaded: 2999, quarantined: 1 })
    expect(await rows(`select amount::varchar as amount from model.opportunity where source_id = 'D2500'`)).toEqual([
      { amount: '1234.5000' },
    ])
    expect(await rows('select row_number, column_name, value from meta.quarantine')).toEqual([
      { row_number: 2601, column_name: 'Amount', value: 'soon' },
    ])
  })

  it('turns moments with a zone into the wall clock of the workspace', async () => {
    await importOne(
      'deals.csv',
      'Deal ID,Deal Stage,Amount,Create Date\nD1,Proposal,1,2025-01-01T20:00:00Z\nD2,Proposal,1,2025-01-01T20:00:00+08:00\nD3,Proposal,1,2025-06-01T10:00:00-0500\n',
    )
    expect(await rows('select created_at from model.opportunity order by source_id')).toEqual([
      { created_at: '2025-01-02 04:00:00' },
      { created_at: '2025-01-01 20:00:00' },
      { created_at: '2025-06-01 23:00:00' },
    ])
  })

  it.each([
    ['2024年1月5日', '2024-01-05 00:00:00'],
    ['2024年1月5日 下午3:05', '2024-01-05 15:05:00'],
    ['2024/1/5', '2024-01-05 00:00:00'],
    ['5 Jan 2024', '2024-01-05 00:00:00'],
    ['Jan 5, 2024', '2024-01-05 00:00:00'],
    ['45296', '2024-01-05 00:00:00'],
    ['45296.75', '2024-01-05 18:00:00'],
    ['20240105', '2024-01-05 00:00:00'],
    ['1704412800000', '2024-01-05 08:00:00'],
    ['31/01/2024', '2024-01-31 00:00:00'],
    ['01/31/2024', '2024-01-31 00:00:00'],
    ['01/31/2024 3:05 PM', '2024-01-31 15:05:00'],
    ['31/01/24', '2024-01-31 00:00:00'],
  ])('reads the date %s', async (written, expected) => {
    await importOne('deals.csv', `Deal ID,Deal Stage,Amount,Create Date\nD1,Proposal,1,"${written}"\nD2,Proposal,1,"${written}"\n`)
    expect(await rows('select distinct created_at from model.opportunity')).toEqual([{ created_at: expected }])
  })

  it.each([
    ['75', 0.75],
    ['75%', 0.75],
    ['0.75', 0.75],
  ])('takes a probability of %s for %d', async (written, expected) => {
    await importOne('deals.csv', `Deal ID,Deal Stage,Amount,Probability\nD1,Proposal,1,${written}\n`)
    expect(await rows('select probability from model.opportunity')).toEqual([{ probability: expected }])
  })

  it('knows won and lost from the status or the stage, in Chinese and English', async () => {
    await importOne('商机.csv', '商机编号,商机名称,销售阶段,商机金额\nA,甲,赢单,1\nB,乙,输单,1\nC,丙,方案提供,1\n')
    await importOne(
      'deals.csv',
      'Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value\n1,x,Contact Made,Won,1\n2,y,Contact Made,Lost,1\n3,z,Contact Made,Open,1\n',
    )
    expect(
      await rows(
        'select o.source_id, o.status, coalesce(o.probability, s.probability) as probability from mart.opportunity o left join mart.stage s on s.ref = o.stage_ref order by 1',
      ),
    ).toEqual([
      { source_id: '1', status: 'won', probability: 1 },
      { source_id: '2', status: 'lost', probability: 0 },
      { source_id: '3', status: 'open', probability: 0.25 },
      { source_id: 'A', status: 'won', probability: 1 },
      { source_id: 'B', status: 'lost', probability: 0 },
      { source_id: 'C', status: 'open', probability: 0.5 },
    ])
  })
})

describe('names', () => {
  it('lets a stub stand in for what is named, and describes it later under the same id', async () => {
    await importOne('deals.csv', `${deals}D1,One,Acme Ltd.,Proposal,100,2025-01-01\nD2,Two,ACME LTD,Proposal,100,2025-01-01\n`)
    const [stub] = await rows('select id, name, is_stub from model.account')
    expect(stub).toMatchObject({ is_stub: true })
    await importOne('accounts.csv', 'Account ID,Account Name,Industry\n001,Acme Ltd,Retail\n')
    expect(await rows('select id, source_id, name, industry, is_stub from model.account')).toEqual([
      { id: stub?.['id'], source_id: '001', name: 'Acme Ltd', industry: 'Retail', is_stub: false },
    ])
    expect(
      await rows(`select a.name, count(*) as deals from mart.opportunity o join mart.account a on a.ref = o.account_ref group by all`),
    ).toEqual([{ name: 'Acme Ltd', deals: 2 }])
  })

  it('resolves ids and names of the same account to one', async () => {
    await importText({
      'accounts.csv': 'Account ID,Account Name,Industry\n001,Acme,Retail\n',
      'deals.csv': `${deals}D1,One,001,Proposal,100,2025-01-01\nD2,Two,Acme,Proposal,100,2025-01-01\n`,
    })
    expect(
      await rows(
        'select count(distinct a.id) as accounts, count(*) as deals from mart.opportunity o join mart.account a on a.ref = o.account_ref',
      ),
    ).toEqual([{ accounts: 1, deals: 2 }])
  })

  it('does not guess between two things that look alike', async () => {
    await importText({
      'products.csv': 'Product,Series,Price\nAB 1,X,10\nAB-1,Y,20\n',
      'deals.csv': 'Deal ID,Deal Stage,Amount,Product\nD1,Proposal,1,ab1\n',
    })
    expect(await rows(`select raw, rule from meta.reference where entity = 'product' order by raw`)).toEqual([
      { raw: 'AB 1', rule: 'id' },
      { raw: 'AB-1', rule: 'id' },
      { raw: 'ab1', rule: 'stub' },
    ])
  })

  it('keeps a stage of one name in two pipelines apart, and finds it without a pipeline where there is one', async () => {
    await importText({
      'pipeline_stages.csv':
        'Pipeline,Stage Name,Position,Probability,Stage Type\nSales,Offer,1,50,open\nService,Offer,1,20,open\nSales,Won,2,100,won\n',
      'deals.csv': 'Deal ID,Deal Name,Pipeline,Deal Stage,Amount\nD1,a,Sales,Offer,1\nD2,b,Service,Offer,1\nD3,c,,Won,1\n',
    })
    expect(
      await rows(
        'select o.source_id, s.pipeline, s.name, coalesce(o.probability, s.probability) as probability from mart.opportunity o join mart.stage s on s.ref = o.stage_ref order by 1',
      ),
    ).toEqual([
      { source_id: 'D1', pipeline: 'Sales', name: 'Offer', probability: 0.5 },
      { source_id: 'D2', pipeline: 'Service', name: 'Offer', probability: 0.2 },
      { source_id: 'D3', pipeline: 'Sales', name: 'Won', probability: 1 },
    ])
  })

  it('joins payments to orders and moves to deals whichever file comes first', async () => {
    const files = {
      'payments.csv': 'Payment ID,Order No,Payment Date,Payment Amount\nP1,SO1,2025-02-01,60\n',
      'orders.csv': 'Order No,Opportunity ID,Order Date,Order Amount\nSO1,D1,2025-01-20,100\n',
      'history.csv': 'Opportunity Name,From Stage,To Stage,Last Modified\nBig deal,Proposal,Closed Won,2025-01-15 10:00\n',
      'deals.csv': `${deals}D1,Big deal,Acme,Closed Won,100,2025-01-01\n`,
    }
    const check = async (): Promise<unknown[]> => [
      await rows(
        'select p.amount::integer as amount, o.source_id as deal from mart.payment p join mart.opportunity o on o.id = p.opportunity_id',
      ),
      await rows(
        'select o.source_id as deal, s.name as stage from mart.stage_visit v join mart.opportunity o on o.id = v.opportunity_id join mart.stage s on s.ref = v.stage_ref',
      ),
    ]
    const expected = [[{ amount: 60, deal: 'D1' }], [{ deal: 'D1', stage: 'Closed Won' }]]
    for (const [name, text] of Object.entries(files)) await importOne(name, text)
    expect(await check()).toEqual(expected)
    expect((await importOne('history.csv', files['history.csv'])).status).toBe('unchanged')
    await workspace.database.close()
    workspace = await openTestWorkspace()
    for (const [name, text] of Object.entries(files).reverse()) await importOne(name, text)
    expect(await check()).toEqual(expected)
  })

  it('prefers the lines and moves a file describes to those read out of a deal', async () => {
    await importOne('deals.csv', 'Deal ID,Deal Stage,Amount,Product\nD1,Proposal,100,Pump\nD2,Proposal,50,Valve\n')
    await importOne('opportunity lines.csv', 'Opportunity ID,Product,Quantity,Unit Price,Amount\nD1,Pump,2,30,60\nD1,Valve,1,40,40\n')
    expect(await rows('select opportunity, product, amount::integer as amount from model.opportunity_line order by all')).toEqual([
      { opportunity: 'D1', product: 'Pump', amount: 60 },
      { opportunity: 'D1', product: 'Valve', amount: 40 },
      { opportunity: 'D2', product: 'Valve', amount: 50 },
    ])
    await importOne('deals.csv', 'Deal ID,Deal Stage,Amount,Product\nD1,Proposal,120,Pump\n')
    expect(await rows(`select count(*) as lines from model.opportunity_line where opportunity = 'D1'`)).toEqual([{ lines: 2 }])
  })

  it('reads "Date entered" columns as visits', async () => {
    await importOne(
      'deals.csv',
      'Record ID,Deal Name,Deal Stage,Amount,Create Date,"Date entered ""Proposal (Sales)""","Date exited ""Proposal (Sales)"""\n1,One,Proposal,5,2025-01-01 08:00,2025-01-02 09:30,2025-01-04 10:00\n2,Two,Proposal,5,2025-01-01 08:00,,\n',
    )
    expect(await rows('select opportunity, stage, entered_at, left_at from model.stage_visit')).toEqual([
      { opportunity: '1', stage: 'Proposal', entered_at: '2025-01-02 09:30:00', left_at: '2025-01-04 10:00:00' },
    ])
  })
})
