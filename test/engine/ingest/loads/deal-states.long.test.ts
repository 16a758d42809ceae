import { afterAll, beforeAll, expect, it } from 'vitest'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { rowsOf } from '../../report/ask.ts'
import { still } from '../engine-fixture.ts'
import { askProduct, play } from './ask-history.ts'
import type { PlayedHistory } from './ask-history.ts'
import type { NaiveLoad, Row } from './naive-history.ts'

const deal = (id: string, owner: string, stage: string | null, closeDate: string | null = null): Row => ({
  'Deal ID': id,
  'Deal Name': owner,
  'Deal Owner': owner,
  'Deal Stage': stage,
  'Deal Amount': '100',
  Currency: 'CNY',
  'Create Date': '2025-01-10',
  'Close Date': closeDate,
})
const visit = (id: string, stage: string, day: string): Row => ({ 'Deal ID': id, Stage: stage, 'Date entered': `${day} 09:00:00` })

// Every deal has an owner of its own, so that the owner tells the deal. No file says when a row was changed.
const loads: readonly NaiveLoad[] = [
  {
    at: '2025-02-01 12:00:00',
    mode: 'upsert',
    deals: [
      deal('D1', 'Once', 'Proposal'),
      deal('D2', 'Blank', null),
      deal('D3', 'Undated', 'Proposal'),
      deal('D4', 'Late', 'Proposal'),
      deal('D5', 'Gone', 'Closed Won', '2025-01-25'),
      deal('D6', 'Twice', 'Proposal'),
      deal('D7', 'Again', 'Closed Won', '2025-01-20'),
    ],
    visits: null,
    isUndone: false,
  },
  {
    at: '2025-02-10 12:00:00',
    mode: 'upsert',
    deals: [deal('D3', 'Undated', 'Closed Won'), deal('D6', 'Twice', 'Closed Lost'), deal('D7', 'Again', 'Proposal')],
    visits: null,
    isUndone: false,
  },
  {
    at: '2025-03-01 12:00:00',
    mode: 'full',
    deals: [
      deal('D1', 'Once', 'Proposal'),
      deal('D2', 'Blank', null),
      deal('D3', 'Undated', 'Closed Won'),
      deal('D4', 'Late', 'Closed Won'),
      deal('D6', 'Twice', 'Closed Won', '2025-03-01'),
      deal('D7', 'Again', 'Proposal'),
    ],
    visits: [
      visit('D1', 'Lead', '2025-01-10'),
      visit('D1', 'Negotiation', '2025-02-20'),
      visit('D2', 'Lead', '2025-01-10'),
      visit('D4', 'Closed Won', '2025-02-15'),
    ],
    isUndone: false,
  },
]

let played: PlayedHistory
beforeAll(async () => {
  played = await play(loads)
})
afterAll(() => played.engine.close())

/** The owners of the deals that were open, with the stages of the day; a deal that counted twice would stand as `name x2`. */
async function openOn(asOf: string): Promise<Record<string, string | null>> {
  const spec = ReportSpec.parse({
    rows: [{ field: 'owner.name' }, { field: 'stage.name' }],
    values: [{ metric: 'open_opportunity_count' }],
    asOf,
  })
  const { bytes } = await played.engine.handlers.reports.run({ spec }, still)
  const open = rowsOf(bytes).map(([owner, stage, count]): [string, string | null] => [
    count === 1 ? String(owner) : `${owner} x${count}`,
    stage === null ? null : String(stage),
  ])
  return Object.fromEntries(open)
}

// Worked by hand from what the files say. Once: a row without a time of its own counts from the visit before it. Blank: a row without a
// stage leaves the stage to the visits.
const always = { Once: 'Proposal', Blank: 'Lead' }

it('a deal that came won was open before, in a stage that nobody knows, also where it has vanished since', async () => {
  expect(await openOn('2025-01-19')).toEqual({
    ...always,
    Undated: 'Proposal',
    Late: 'Proposal',
    Gone: null,
    Twice: 'Proposal',
    Again: null,
  })
})

it('a win that was taken back later had closed the deal from its close date on', async () => {
  expect(await openOn('2025-01-24')).toEqual({ ...always, Undated: 'Proposal', Late: 'Proposal', Gone: null, Twice: 'Proposal' })
})

it('a won deal that vanished later is not open after it was won', async () => {
  expect(await openOn('2025-02-05')).toEqual({ ...always, Undated: 'Proposal', Late: 'Proposal', Twice: 'Proposal' })
})

it('a win that nothing dates closes a deal from the load that told of it, and a deal is open again from the load that takes its win back', async () => {
  expect(await openOn('2025-02-10')).toEqual({ ...always, Late: 'Proposal', Again: 'Proposal' })
})

it('a visit of a closing stage says nothing of the time before it, but that the deal was open', async () => {
  expect(await openOn('2025-02-14')).toEqual({ ...always, Late: 'Proposal', Again: 'Proposal' })
  expect(await openOn('2025-02-15')).toEqual({ ...always, Again: 'Proposal' })
})

it('a deal that was lost and won after all was not open in between', async () => {
  expect(await openOn('2025-02-25')).toEqual({ Once: 'Negotiation', Blank: 'Lead', Again: 'Proposal' })
})

it('what was known on many days can be asked at once', async () => {
  // Nothing, the stages only, the first deals (Gone and Again were won), the second load (Undated and Twice are closed, Again is open).
  const days = ['2025-01-01', '2025-01-05', '2025-02-05', '2025-02-15']
  const ask = (asKnownOn: string): ReturnType<typeof askProduct> => askProduct(played.engine, { asOf: null, asKnownOn })
  const alone = []
  for (const day of days) alone.push(await ask(day))
  expect(alone.map((told) => told?.figures['all by owner']?.[0])).toEqual([undefined, undefined, 5, 4])
  for (let round = 0; round < 6; round += 1) expect(await Promise.all(days.map(ask))).toEqual(alone)
})
