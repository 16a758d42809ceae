import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../src/engine/database/database.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, drillInto, figureOf, tableOf } from '../ask-study.ts'

const study = 'pipeline-bridge'
const deal = (id: string, amount: string | null, more: Record<string, string | number | boolean | null> = {}) => ({
  source_id: id,
  name: id,
  stage: 'Proposal',
  status: 'open',
  owner: 'Ann',
  amount,
  currency: 'CNY',
  expected_close_on: '2026-04-20',
  created_at: '2026-03-01 09:00:00',
  ...more,
})
const change = (record: string, field: string, from: string | null, to: string | null, at: string) => ({
  entity: 'opportunity',
  record,
  field,
  old_value: from,
  new_value: to,
  changed_at: at,
})
const visit = (opportunity: string, stage: string, at: string) => ({ opportunity, stage, entered_at: at })
const won = { stage: 'Won', status: 'won' }

// The two days are the ends of 2026-03-31 and 2026-04-15; where there is a scope it is what is expected to close in April.
const model = {
  person: [{ name: 'Ann' }, { name: 'Bob' }],
  stage: [
    { name: 'Lead', position: 1, kind: 'open' },
    { name: 'Proposal', position: 2, kind: 'open' },
    { name: 'Won', position: 3, kind: 'won' },
    { name: 'Lost', position: 4, kind: 'lost' },
  ],
  opportunity: [
    deal('same', '100'),
    deal('more', '250.10'),
    deal('less', '0.01'),
    deal('bigger-win', '500', { ...won, closed_at: '2026-04-10 10:00:00' }),
    deal('lost', '70', { stage: 'Lost', status: 'lost', closed_at: '2026-04-01 08:00:00' }),
    deal('gone', '90', { is_deleted: true }),
    deal('pushed', '1000', { expected_close_on: '2026-05-02' }),
    deal('pulled', '2000', { expected_close_on: '2026-03-30' }),
    deal('undated', '3000', { expected_close_on: null }),
    deal('from-later', '11'),
    deal('from-earlier', '22'),
    deal('new', '33', { created_at: '2026-04-02 09:00:00' }),
    deal('again', '44'),
    deal('to-bob', '55', { owner: 'Bob' }),
    deal('to-ann', '66'),
    deal('there-and-back', '77'),
    deal('in-between', '88', { ...won, created_at: '2026-04-03 09:00:00', closed_at: '2026-04-08 09:00:00' }),
    deal('empty', null),
    deal('win-of-bob', '400', { ...won, owner: 'Bob', closed_at: '2026-04-12 10:00:00' }),
    deal('lost-for-a-while', '5', {}),
    // Lost since March, whatever it was called from then on: in no pipeline at either end.
    deal('lost-won-lost', '9999', { stage: 'Lost', status: 'lost', closed_at: '2026-04-25 09:00:00' }),
  ],
  stage_visit: [
    visit('bigger-win', 'Proposal', '2026-03-01 09:00:00'),
    visit('bigger-win', 'Won', '2026-04-10 10:00:00'),
    visit('lost', 'Proposal', '2026-03-01 09:00:00'),
    visit('lost', 'Lost', '2026-04-01 08:00:00'),
    visit('again', 'Proposal', '2026-03-01 09:00:00'),
    visit('again', 'Lost', '2026-03-20 09:00:00'),
    visit('again', 'Proposal', '2026-04-05 09:00:00'),
    visit('lost-for-a-while', 'Proposal', '2026-03-01 09:00:00'),
    visit('lost-for-a-while', 'Lost', '2026-04-14 09:00:00'),
    visit('lost-for-a-while', 'Proposal', '2026-04-25 09:00:00'),
    visit('lost-won-lost', 'Proposal', '2026-03-01 09:00:00'),
    visit('lost-won-lost', 'Lost', '2026-03-10 09:00:00'),
    visit('lost-won-lost', 'Won', '2026-04-20 09:00:00'),
    visit('lost-won-lost', 'Lost', '2026-04-25 09:00:00'),
    visit('win-of-bob', 'Proposal', '2026-03-01 09:00:00'),
    visit('win-of-bob', 'Won', '2026-04-12 10:00:00'),
    visit('more', 'Lead', '2026-03-01 09:00:00'),
    visit('more', 'Proposal', '2026-04-05 09:00:00'),
  ],
  field_change: [
    change('more', 'amount', '200', '250.10', '2026-04-05 10:00:00'),
    change('less', 'amount', '50', '0.01', '2026-04-06 10:00:00'),
    change('bigger-win', 'amount', '450', '500', '2026-04-10 10:00:00'),
    change('gone', 'is_deleted', 'false', 'true', '2026-04-07 10:00:00'),
    change('pushed', 'expected_close_on', '2026-04-20', '2026-04-28', '2026-03-15 10:00:00'),
    change('pushed', 'expected_close_on', '2026-04-28', '2026-05-02', '2026-04-09 10:00:00'),
    change('pulled', 'expected_close_on', '2026-04-20', '2026-03-30', '2026-04-09 10:00:00'),
    change('undated', 'expected_close_on', '2026-04-20', null, '2026-04-09 10:00:00'),
    change('from-later', 'expected_close_on', '2026-06-01', '2026-04-20', '2026-04-09 10:00:00'),
    change('from-earlier', 'expected_close_on', '2026-03-15', '2026-04-20', '2026-04-09 10:00:00'),
    change('to-bob', 'owner', 'Ann', 'Bob', '2026-04-03 10:00:00'),
    change('to-ann', 'owner', 'Bob', 'Ann', '2026-04-03 10:00:00'),
    change('there-and-back', 'amount', '77', '999', '2026-04-02 10:00:00'),
    change('there-and-back', 'amount', '999', '77', '2026-04-12 10:00:00'),
    change('lost-won-lost', 'owner', 'Bob', 'Ann', '2026-03-20 10:00:00'),
    change('win-of-bob', 'owner', 'Ann', 'Bob', '2026-04-11 10:00:00'),
  ],
}
const ends = { from: '2026-03-31', to: '2026-04-15' }
const april = { ...ends, scope: { closeFrom: '2026-04-01', closeTo: '2026-04-30' } }
const context = contextOf('2026-04-30')
let database: Database
beforeAll(async () => {
  database = await databaseOf(model)
})
afterAll(async () => database.close())

const bridge = async (params: Record<string, unknown>) =>
  tableOf(await askStudy(database, context, study, params), 'bridge', ['movement', 'amount', 'deals'])

it('closes to the cent over the whole pipeline, each deal in one movement', async () => {
  // Opening: 100 + 200 + 50 + 450 + 70 + 90 + 1,000 + 2,000 + 3,000 + 11 + 22 + 55 + 66 + 77 + nothing + 400 + 5 = 7,596 of 17 deals.
  // Closing: less lost 70, gone 90, won 450 and 400, 5 lost for a while; more 50.10, new 33, again 44; less 49.99.
  expect(await bridge(ends)).toEqual([
    ['opening', 7596, 17],
    ['new', 33, 1],
    ['reopened', 44, 1],
    ['scope_in', 0, 0],
    ['amount_up', 100.1, 2],
    ['amount_down', -49.99, 1],
    ['won', -900, 2],
    ['lost', -75, 2],
    ['deleted', -90, 1],
    ['scope_out', 0, 0],
    ['closing', 6658.11, 14],
  ])
})

it('by expected close: what moved behind the scope was pushed, before it pulled, out of every calendar left it', async () => {
  expect(await bridge(april)).toEqual([
    ['opening', 7563, 15],
    ['new', 33, 1],
    ['reopened', 44, 1],
    ['pulled_in', 11, 1],
    ['pushed_in', 22, 1],
    ['scope_in', 0, 0],
    ['amount_up', 100.1, 2],
    ['amount_down', -49.99, 1],
    ['won', -900, 2],
    ['lost', -75, 2],
    ['pushed_out', -1000, 1],
    ['pulled_out', -2000, 1],
    ['deleted', -90, 1],
    ['scope_out', -3000, 1],
    ['closing', 658.11, 11],
  ])
})

it('takes filters on what stands on lines, and on the lead', async () => {
  for (const field of ['product.name', 'lead.status'])
    expect(await bridge({ ...ends, filters: [{ field, op: 'is-empty' }] })).toContainEqual(['closing', 6658.11, 14])
})

it('a win stands at its opening amount where that is asked', async () => {
  const rows = await bridge({ ...ends, closedAt: 'opening-amount' })
  expect(rows.filter(([movement]) => movement === 'won' || movement === 'amount_up')).toEqual([
    ['amount_up', 50.1, 1],
    ['won', -850, 2],
  ])
})

it('under a filter on the owner, deals that change hands come into scope and leave it, and a win is of who made it', async () => {
  const filters = [{ field: 'owner.name', op: 'in', values: ['Ann'] }]
  const rows = await bridge({ ...ends, filters })
  // 7,596 - 66 of Bob. To Bob went 55 and the later win of 400.
  expect(rows.filter(([, , deals]) => deals !== 0)).toEqual([
    ['opening', 7530, 16],
    ['new', 33, 1],
    ['reopened', 44, 1],
    ['scope_in', 66, 1],
    ['amount_up', 100.1, 2],
    ['amount_down', -49.99, 1],
    ['won', -500, 1],
    ['lost', -75, 2],
    ['deleted', -90, 1],
    ['scope_out', -455, 2],
    ['closing', 6603.11, 13],
  ])
})

it('every group has a bridge of its own, and all but coming and leaving adds up over them', async () => {
  const result = await askStudy(database, context, study, { ...ends, by: { field: 'owner.name' } })
  expect(tableOf(result, 'groups', ['group', 'opening', 'scope_in', 'won', 'scope_out', 'closing', 'check'])).toEqual([
    ['Ann', 7530, 66, -500, -455, 6603.11, 0],
    ['Bob', 66, 455, -400, -66, 55, 0],
  ])
})

it('by stage, what went on left its stage at its opening amount and is worth more in the next', async () => {
  const result = await askStudy(database, context, study, { ...ends, mode: 'stage' })
  expect(figureOf(result, 'progressed_out')).toMatchObject({ value: 200, n: 1 })
  expect(tableOf(result, 'groups', ['group', 'opening', 'progressed_in', 'amount_up', 'progressed_out', 'closing', 'check'])).toEqual([
    ['Lead', 200, 0, 0, -200, 0, 0],
    ['Proposal', 7396, 200, 100.1, 0, 6658.11, 0],
  ])
  await expect(askStudy(database, context, study, { mode: 'stage', by: { field: 'owner.name' } })).rejects.toMatchObject({
    code: 'invalid-study',
    details: { reason: 'bridge-groups' },
  })
})

it('tells what slipped, how often plans were pushed, and what no end shows', async () => {
  const result = await askStudy(database, context, study, april)
  // Pushed moved behind its day; from-earlier was planned before April. Between the days both were pushed, of April only the first.
  expect(figureOf(result, 'slipped_deals').value).toBe(1)
  expect(figureOf(result, 'slipped_amount').value).toBe(1000)
  expect(figureOf(result, 'pushes')).toMatchObject({ value: 1, n: 1 })
  expect(tableOf(result, 'pushes', ['pushes', 'deals', 'amount'])).toEqual([
    [0, 10, 636.11],
    [1, 1, 22],
  ])
  expect(result.caveats.map(({ en }) => en).join(' ')).toContain('1 won, 0 lost')
})

it('a lost deal that comes back later was lost by then, and is re-opened afterwards', async () => {
  expect(tableOf(await askStudy(database, context, study, ends), 'deals', ['movement', 'deal'])).toContainEqual([
    'lost',
    'lost-for-a-while',
  ])
  const later = await askStudy(database, context, study, { from: '2026-04-15', to: '2026-04-26' })
  expect(tableOf(later, 'deals', ['movement', 'deal', 'amount'])).toEqual([['reopened', 'lost-for-a-while', 5]])
})

it('every movement names its deals, and no other text names any', async () => {
  const result = await askStudy(database, context, study, april)
  for (const { n, drill, id } of result.figures) {
    if (drill === null) continue
    const ids = await drillInto(database, context, { study, params: april, drill })
    expect([id, new Set(ids).size]).toEqual([id, n])
  }
  for (const drill of ['', 'won', '{"kind":"stolen"}', '{"kind":"won","group":1}'])
    await expect(drillInto(database, context, { study, params: april, drill })).rejects.toMatchObject({
      details: { reason: 'no-such-drill' },
    })
})

describe('without days', () => {
  it.each([
    // 2026-04-30 is a Thursday, 2026-04-27 a Monday.
    ['2026-04-30', 1, '2026-04-27'],
    ['2026-04-27', 1, '2026-04-20'],
    ['2026-04-30', 7, '2026-04-26'],
    ['2026-04-26', 7, '2026-04-19'],
  ])('as of %s, weeks beginning on day %i, it looks from %s', async (asOf, firstDayOfWeek, from) => {
    const { params, period } = await askStudy(database, contextOf('2026-12-31', { firstDayOfWeek }), study, { asOf })
    expect([params['from'], params['to'], period]).toEqual([from, asOf, { from, to: asOf }])
  })

  it('a period is bridged from the day before it', async () => {
    const { params } = await askStudy(database, context, study, { period: { from: '2026-04-01', to: '2026-04-15' } })
    expect([params['from'], params['to']]).toEqual(['2026-03-31', '2026-04-15'])
  })
})

it('refuses days and scopes that end before they start, days that there are not, and what a deal does not have', async () => {
  const refused = async (params: Record<string, unknown>) => askStudy(database, context, study, params).catch((error: unknown) => error)
  expect(await refused({ from: '2026-04-02', to: '2026-04-01' })).toMatchObject({ details: { reason: 'bridge-ends' } })
  expect(await refused({ scope: { closeFrom: '2026-04-02', closeTo: '2026-04-01' } })).toMatchObject({
    details: { reason: 'bridge-scope' },
  })
  expect(await refused({ scope: {} })).toMatchObject({ code: 'invalid-study', details: { reason: 'params', path: 'scope' } })
  expect(await refused({ from: '2026-02-30' })).toMatchObject({ details: { reason: 'no-such-day' } })
  expect(await refused({ form: '2026-02-20' })).toMatchObject({ code: 'invalid-study', details: { path: 'form' } })
  expect(await refused({ by: { field: 'lead.statu' } })).toMatchObject({ code: 'unknown-field' })
})

it('refuses to add up currencies that no rate converts, and names them', async () => {
  const mixed = await databaseOf({
    person: [{ name: 'Ann' }],
    opportunity: [deal('yuan', '1'), deal('dollars', '1', { currency: 'USD' }), deal('nothing', null, { currency: 'EUR' })],
  })
  try {
    await expect(askStudy(mixed, context, study, ends)).rejects.toMatchObject({
      code: 'missing-exchange-rate',
      details: { pairs: ['USD→CNY'], dates: ['2026-03-01..2026-03-01'], rows: 1 },
    })
    const yuan = await askStudy(mixed, context, study, { ...ends, filters: [{ field: 'opportunity.name', op: 'in', values: ['yuan'] }] })
    expect(figureOf(yuan, 'closing').value).toBe(1)
  } finally {
    await mixed.close()
  }
})

it('keeps digits that a double does not', async () => {
  const rich = await databaseOf({
    person: [{ name: 'Ann' }],
    opportunity: [deal('one', '90071992547409.93'), deal('two', '90071992547409.93', { created_at: '2026-04-02 09:00:00' })],
  })
  try {
    const result = await askStudy(rich, context, study, ends)
    expect(figureOf(result, 'closing').value).toBe('180143985094819.86')
    expect(figureOf(result, 'check').value).toBe(0)
  } finally {
    await rich.close()
  }
})
