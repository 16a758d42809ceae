import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChangedRow, LoadChanges } from '../../../../src/contract/load-changes.ts'
import type { LoadMode } from '../../../../src/contract/imports.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'

const head = 'Deal ID,Deal Name,Account Name,Deal Stage,Deal Amount,Currency,Expected Close Date,Deal Owner,Mood\n'
const first = `${head}D1,One,Acme,Proposal,100,CNY,2025-03-01,Ann,7
D2,Two,Beta,Negotiation,200,CNY,2025-03-01,Ann,7
D3,Three,Acme,Proposal,300,USD,2025-03-01,Bob,7
D4,Four,Beta,Closed Lost,400,CNY,2025-03-01,Bob,7
D5,Five,Acme,Proposal,500,CNY,2025-03-01,Ann,7
D6,Six,Acme,Proposal,600,CNY,2025-03-01,Ann,7
D7,Seven,Acme,Proposal,700,CNY,2025-03-01,Ann,7
D8,Eight,Acme,Proposal,800,CNY,2025-03-01,Ann,7
`
// D1 goes on and grows, D2 goes back and slips, D3 is won for less, D4 is opened again, D5 is pulled in and handed over, D6 stays,
// D7 is gone, D8 only writes its owner differently, D9 is new.
const second = `${head}D1,One,Acme,Negotiation,150.5,CNY,2025-03-01,Ann,7
D2,Two,Beta,Proposal,200,CNY,2025-05-01,Ann,8
D3,Three,Acme,Closed Won,250,USD,2025-06-01,Bob,7
D4,Four,Beta,Negotiation,400,CNY,2025-03-01,Bob,7
D5,Five,Acme,Proposal,500,CNY,2025-02-01,Bob,7
D6,Six,Acme,Proposal,600,CNY,2025-03-01,Ann,7
D8,Eight,Acme,Proposal,800,CNY,2025-03-01,ANN ,7
D9,Nine,Gamma,Proposal,900,CNY,2025-03-01,Ann,7
`
// D7 is back, D1 is lost, D9 grows.
const third = `${head}D1,One,Acme,Closed Lost,150.5,CNY,2025-03-01,Ann,7
D7,Seven,Acme,Proposal,777,CNY,2025-03-01,Ann,7
D9,Nine,Gamma,Proposal,950,CNY,2025-03-01,Ann,good
`
const gone = { 'deals.csv#vanishing': 'gone' }

async function take(engine: TestEngine, text: string, mode: LoadMode, name = 'deals.csv'): Promise<number> {
  const { load } = await runImport(engine, { uploads: [await upload(engine, name, text)], mode, answers: gone })
  return load ?? 0
}

type Wanted = Partial<Parameters<TestEngine['handlers']['imports']['changes']>[0]>
const ask = async (engine: TestEngine, load: number, wanted: Wanted = {}): Promise<LoadChanges> =>
  await engine.handlers.imports.changes({ load, offset: 0, limit: 200, ...wanted }, still)
const ids = (rows: readonly ChangedRow[]): string[] => rows.map(({ kind, sourceId }) => `${kind} ${sourceId}`)
const counts = ({ entities }: LoadChanges): unknown[] =>
  entities.map(({ entity, columns, label: _label, ...rows }) => [
    entity,
    rows,
    Object.fromEntries(columns.map((one) => [one.column, one.rows])),
  ])

let engine: TestEngine
beforeAll(async () => {
  engine = await openEngine()
  await take(engine, first, 'upsert')
  await take(engine, second, 'full')
  await take(engine, third, 'upsert')
})
afterAll(() => engine.close())

describe('what a load changed', () => {
  it('of a first load everything is new', async () => {
    const changes = await ask(engine, 1)
    expect(counts(changes)).toEqual([['opportunity', { new: 8, changed: 0, vanished: 0, returned: 0 }, {}]])
    expect(changes.deals).toBeNull()
    expect(changes.sentence).toEqual({ zh: '新增商机 8 个', en: '8 new deals' })
    expect(ids(changes.rows)).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'].map((id) => `new ${id}`))
    // Acme, Beta; Ann, Bob; Proposal, Negotiation, Closed Lost.
    expect(changes.newReferences).toBe(7)
  })

  it('counts rows and columns of a second one, whatever came later', async () => {
    const changes = await ask(engine, 2)
    expect(counts(changes)).toEqual([
      ['opportunity', { new: 1, changed: 6, vanished: 1, returned: 0 }, { stage: 4, expected_close_on: 3, amount: 2, owner: 2, x_mood: 1 }],
    ])
    // Closed Won, "ANN " and Gamma.
    expect(changes.newReferences).toBe(3)
  })

  it('tells deals that moved, were won, opened again, slipped, grew and changed hands', async () => {
    const { deals, sentence } = await ask(engine, 2)
    expect(deals?.moves).toEqual({
      moved: 4,
      advanced: 1,
      regressed: 1,
      won: 1,
      lost: 0,
      reopened: 1,
      slipped: 1,
      'pulled-in': 1,
      'amount-up': 1,
      'amount-down': 1,
      owner: 1,
    })
    expect(deals?.otherwise).toBe(1)
    expect(deals?.won).toEqual([{ currency: 'USD', amount: '250' }])
    expect(deals?.lost).toEqual([])
    expect(deals?.amountUp).toEqual([{ currency: 'CNY', amount: '50.5' }])
    expect(deals?.amountDown).toEqual([{ currency: 'USD', amount: '-50' }])
    expect(deals?.stages.map(({ from, to, direction, deals: count }) => [from, to, direction, count])).toEqual([
      ['Closed Lost', 'Negotiation', 'reopened', 1],
      ['Negotiation', 'Proposal', 'regressed', 1],
      ['Proposal', 'Closed Won', 'won', 1],
      ['Proposal', 'Negotiation', 'advanced', 1],
    ])
    expect(sentence).toEqual({
      en: '1 new deal, 4 moved stage (1 back), 1 won ($250), 1 re-opened, 1 slipped, 1 pulled in, 1 changed otherwise, 1 vanished',
      zh: '新增商机 1 个，4 个换了阶段（1 个后退），赢单 1 个（$250），重新打开 1 个，预计成交推迟 1 个，提前 1 个，其他变更 1 个，消失 1 个',
    })
  })

  it('lists every row with what it said before and after, and where', async () => {
    const { rows, total } = await ask(engine, 2)
    expect(total).toBe(8)
    expect(ids(rows)).toEqual(['new D9', ...['D1', 'D2', 'D3', 'D4', 'D5', 'D8'].map((id) => `changed ${id}`), 'vanished D7'])
    const one = rows.find(({ sourceId }) => sourceId === 'D1')
    expect(one?.moves).toEqual(['moved', 'advanced', 'amount-up'])
    expect(one?.cells.map(({ column, from, to }) => [column, from, to])).toEqual([
      ['stage', 'Proposal', 'Negotiation'],
      ['amount', '100', '150.5'],
    ])
    // Rows are counted from the first one below the head.
    expect([one?.before?.row, one?.after?.row, one?.name]).toEqual([1, 1, 'One'])
    expect(rows.find(({ sourceId }) => sourceId === 'D2')?.cells.map(({ label, from, to }) => [label.en, from, to])).toEqual([
      ['Stage', 'Negotiation', 'Proposal'],
      ['Expected close', '2025-03-01', '2025-05-01'],
      ['Mood', '7', '8'],
    ])
    const vanished = rows.at(-1)
    expect([vanished?.cells, vanished?.before?.row, vanished?.after]).toEqual([[], 7, null])
    const place = one?.after
    const source = await engine.handlers.reports.sourceRow(
      { hash: place?.hash ?? '', sheet: place?.sheet ?? null, row: place?.row ?? 0 },
      still,
    )
    expect(source.original).toBe('D1,One,Acme,Negotiation,150.5,CNY,2025-03-01,Ann,7')
  })

  it('gives the rows of one kind, page by page', async () => {
    const list = async (wanted: Wanted): Promise<unknown> => {
      const { total, rows } = await ask(engine, 2, wanted)
      return [total, ...ids(rows)]
    }
    expect(await list({ kind: 'moved' })).toEqual([4, 'changed D1', 'changed D2', 'changed D3', 'changed D4'])
    expect(await list({ kind: 'slipped' })).toEqual([1, 'changed D2'])
    expect(await list({ kind: 'vanished', entity: 'opportunity' })).toEqual([1, 'vanished D7'])
    expect(await list({ kind: 'new', entity: 'lead' })).toEqual([0])
    expect(await list({ offset: 6, limit: 1 })).toEqual([8, 'changed D8'])
    expect(await list({ offset: 8 })).toEqual([8])
    expect(await list({ limit: 0 })).toEqual([8])
  })

  it('says which rows are back', async () => {
    const { deals, rows, sentence } = await ask(engine, 3)
    expect(ids(rows)).toEqual(['changed D1', 'changed D9', 'returned D7'])
    expect([deals?.moves.lost, deals?.lost, deals?.amountUp]).toEqual([
      1,
      [{ currency: 'CNY', amount: '150.5' }],
      [{ currency: 'CNY', amount: '50' }],
    ])
    // D9 only grew.
    expect(sentence.en).toBe('Deals: 1 moved stage, 1 lost, 1 changed otherwise, 1 came back')
    // The load made the column hold text: what was a number is still the same.
    expect(rows.find(({ sourceId }) => sourceId === 'D9')?.cells.map(({ column, from, to }) => [column, from, to])).toEqual([
      ['amount', '900', '950'],
      ['x_mood', '7', 'good'],
    ])
  })

  it('refuses a load that is not there', async () => {
    await expect(ask(engine, 9)).rejects.toMatchObject({ code: 'load-missing' })
  })
})

it('names what ids stand for, and files under several entities', async () => {
  const other = await openEngine()
  const people = 'User ID,Full Name,Email\nU1,Ann Lee,a@x.io\nU2,Bob Ray,b@x.io\n'
  const deals = (owner: string): string => `Deal ID,Deal Name,Deal Stage,Deal Amount,Deal Owner\nD1,One,Proposal,5,${owner}\n`
  const send = async (owner: string): Promise<void> => {
    const uploads = [await upload(other, 'users.csv', people), await upload(other, 'deals.csv', deals(owner))]
    await runImport(other, { uploads })
  }
  await send('U1')
  await send('U2')
  expect((await ask(other, 1)).sentence.en).toBe('1 new deal; people: 2 new')
  const { rows } = await ask(other, 2)
  expect(rows.map(({ entity, cells }) => [entity, cells.map(({ from, fromName, to, toName }) => [from, fromName, to, toName])])).toEqual([
    ['opportunity', [['U1', 'Ann Lee', 'U2', 'Bob Ray']]],
  ])
  await other.close()
})

it('without an earlier load, the later one has changed what it would have changed without it', async () => {
  const undone = await openEngine()
  for (const [text, mode] of [
    [first, 'upsert'],
    [second, 'full'],
    [third, 'upsert'],
  ] as const)
    await take(undone, text, mode)
  await undone.handlers.imports.setLoad({ load: 2, undone: true }, still)
  const plain = await openEngine()
  for (const text of [first, third]) await take(plain, text, 'upsert')
  const [after, never] = [await ask(undone, 3), await ask(plain, 2)]
  expect({ ...after, load: 0 }).toEqual({ ...never, load: 0 })
  expect(ids(after.rows)).toEqual(['new D9', 'changed D1', 'changed D7'])
  expect(await ask(undone, 2)).toMatchObject({ state: 'undone', total: 0, rows: [], entities: [] })
  await undone.close()
  await plain.close()
})

it('a deal that comes in as deleted is not new, and an equal row of another file is not changed', async () => {
  const other = await openEngine()
  await take(other, 'Deal ID,Deal Name,Deal Stage,IsDeleted\nD1,One,Proposal,false\nD2,Two,Proposal,true\n', 'upsert')
  expect(ids((await ask(other, 1)).rows)).toEqual(['new D1'])
  await take(other, 'Deal ID,Deal Name,Deal Stage,IsDeleted\nD1,One,Proposal,true\nD2,Zwei,Proposal,true\n', 'upsert')
  expect(ids((await ask(other, 2)).rows)).toEqual(['vanished D1'])
  await other.close()
})

it('a complete load that changes every row and no longer names one of thirty asks nothing', async () => {
  const other = await openEngine()
  const rows = (count: number, amount: number): string =>
    `Deal ID,Deal Name,Deal Stage,Deal Amount\n${Array.from({ length: count }, (_row, index) => `D${index},Deal ${index},Proposal,${amount}\n`).join('')}`
  await take(other, rows(30, 1), 'upsert')
  const { files } = await runImport(other, { uploads: [await upload(other, 'deals.csv', rows(29, 2))], mode: 'full' })
  expect(files.map(({ updated, vanished, openQuestions }) => [updated, vanished, openQuestions])).toEqual([[29, 1, []]])
  const changes = await ask(other, 2)
  expect([changes.sentence.en, changes.deals?.amountUp]).toEqual([
    'Deals: 29 changed otherwise, 1 vanished',
    [{ currency: null, amount: '29' }],
  ])
  await other.close()
})
