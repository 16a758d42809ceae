import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AttributionModel } from '../../../../src/contract/study-channels.ts'
import type { StudyCell } from '../../../../src/contract/study-result.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import type { Attribution } from '../../../../src/engine/studies/statistics/attribution/credits.ts'
import { attributeByMarkov } from '../../../../src/engine/studies/statistics/attribution/markov.ts'
import { attributeByRule } from '../../../../src/engine/studies/statistics/attribution/rule-models.ts'
import { attributeByShapley } from '../../../../src/engine/studies/statistics/attribution/shapley.ts'
import { ruledPath, type TouchPath, type TouchRules } from '../../../../src/engine/studies/statistics/attribution/touch-path.ts'
import { contextOf } from '../../report/ask.ts'
import { databaseOf } from '../../report/small-model.ts'
import { askStudy, tableOf } from '../ask-study.ts'
import { seed } from '../../../seed.ts'

const channels = ['A', 'B', 'C', 'D', 'Direct']
const accounts = Array.from({ length: 30 }, (_, at) => `account ${at}`)
const hour = 3_600_000
const first = Date.parse('2026-01-01T00:00:00Z')
// Hours since the first of January; every third moment is a day without a time.
const moment = fc.integer({ min: 0, max: 24 * 170 }).map((at) => (at % 3 === 0 ? at - (at % 24) : at))
const lead = fc.record({
  created: moment,
  channel: fc.constantFrom(...channels, null),
  account: fc.constantFrom(...accounts, null),
  deal: fc.option(
    fc.record({
      after: fc.nat(900),
      status: fc.constantFrom('won', 'won', 'lost', 'open'),
      cycle: fc.nat(1500),
      cents: fc.integer({ min: 1, max: 9_999_999 }),
    }),
  ),
  touches: fc.array(fc.record({ at: moment, channel: fc.constantFrom(...channels), ofAccount: fc.boolean() }), { maxLength: 4 }),
})
type Lead = typeof lead extends fc.Arbitrary<infer Value> ? Value : never
const leads = fc.sample(fc.array(lead, { minLength: 140, maxLength: 140 }), { numRuns: 1, seed })[0] ?? []

const text = (at: number): string => new Date(first + at * hour).toISOString().slice(0, 19).replace('T', ' ')
const dayOf = (at: number): number => Math.floor(at / 24)
/** Up to a moment; a day without a time holds all of that day. */
const reaches = (touch: number, limit: number): boolean => touch <= limit || (limit % 24 === 0 && dayOf(touch) === dayOf(limit))
const opened = ({ created, deal }: Lead): number => created + (deal?.after ?? 0)
/** Deals close on a day. */
const closed = (one: Lead): number => (dayOf(opened(one)) + Math.ceil((one.deal?.cycle ?? 0) / 24)) * 24

const asOf = dayOf(24 * 170)
let database: Database
beforeAll(async () => {
  const deals = leads.filter(({ deal }) => deal !== null)
  database = await databaseOf({
    channel: channels.map((name) => ({ name })),
    account: accounts.map((name) => ({ name })),
    opportunity: deals.map((one) => ({
      created_at: text(opened(one)),
      status: one.deal?.status ?? 'open',
      closed_at: one.deal?.status === 'open' ? null : text(closed(one)),
      amount: (one.deal?.cents ?? 0) / 100,
      account: one.account,
    })),
    lead: leads.map((one) => ({
      created_at: text(one.created),
      channel: one.channel,
      opportunity: one.deal === null ? null : `opportunity-${deals.indexOf(one) + 1}`,
    })),
    touch: leads.flatMap(({ touches, account }, at) =>
      touches.map((touch) => ({
        happened_at: text(touch.at),
        channel: touch.channel,
        ...(touch.ofAccount && account !== null ? { account } : { lead: `lead-${at + 1}` }),
      })),
    ),
  })
}, 60_000)
afterAll(async () => database.close())

interface Met {
  readonly id: number
  readonly at: number
  readonly channel: string
  readonly lead: number
  readonly account: string | null
}
const met: readonly Met[] = leads
  .flatMap(({ touches, account }, at) => touches.map((touch) => ({ ...touch, lead: at, own: account })))
  .map(({ at, channel, ofAccount, lead: of, own }, id) => {
    const isOfAccount = ofAccount && own !== null
    // A touch of a lead belongs to the account of the lead's deal, too.
    return { id, at, channel, lead: isOfAccount ? -1 : of, account: isOfAccount || leads[of]?.deal !== null ? own : null }
  })
  .filter(({ at }) => dayOf(at) <= asOf)
  .toSorted((one, other) => one.at - other.at || one.id - other.id)

/** The path of one lead as the rules of the study say it, in plain words: touches, then look-back and repeats by the tested functions. */
function pathOf(one: Lead, at: number, rules: TouchRules): TouchPath {
  const deal = dayOf(opened(one)) <= asOf ? one.deal : null
  const isDeal = deal !== null
  const hasEnded = deal !== null && deal.status !== 'open' && dayOf(closed(one)) <= asOf
  const isWon = hasEnded && deal?.status === 'won'
  const own = met.filter((touch) => touch.lead === at || (isDeal && one.account !== null && touch.account === one.account))
  const before = own.filter((touch) => !hasEnded || reaches(touch.at, closed(one)))
  const end = hasEnded ? dayOf(closed(one)) : dayOf(before.at(-1)?.at ?? 0)
  const last = (limit: number): number | null => {
    const place = before.findLastIndex((touch) => reaches(touch.at, limit))
    return place < 0 ? null : place
  }
  const counts = { conversions: isWon ? 1 : 0, nulls: isWon ? 0 : 1, value: isWon ? (deal?.cents ?? 0) : 0 }
  const touched = ruledPath(
    {
      touches: before.map((touch) => ({ channel: touch.channel, daysBefore: end - dayOf(touch.at) })),
      ...counts,
      leadCreation: last(one.created),
      dealCreation: isDeal ? last(opened(one)) : null,
    },
    rules,
  )
  if (touched.touches.length > 0 || one.channel === null) return touched
  return { touches: [{ channel: one.channel, daysBefore: 0 }], ...counts, leadCreation: 0, dealCreation: 0 }
}

/** By closing, ways of open deals lie before us. */
function isOpen(one: Lead): boolean {
  return one.deal !== null && dayOf(opened(one)) <= asOf && (one.deal.status === 'open' || dayOf(closed(one)) > asOf)
}

function credit(model: AttributionModel, paths: readonly TouchPath[]): Attribution {
  if (model === 'markov') return attributeByMarkov(paths)
  if (model === 'shapley') return attributeByShapley(paths)
  if (model === 'time-decay') return attributeByRule(paths, { kind: model, halfLifeDays: 20 })
  return attributeByRule(paths, model === 'last-non-direct' ? { kind: model, direct: ['Direct'] } : { kind: model })
}

describe(`paths of 140 random leads (HELMDECK_SEED=${seed})`, () => {
  it.each([
    { basis: 'lead-created', lookBackDays: null, collapse: false },
    { basis: 'closed', lookBackDays: 365, collapse: true },
    { basis: 'lead-created', lookBackDays: 40, collapse: false },
    { basis: 'closed', lookBackDays: 12, collapse: false },
    { basis: 'lead-created', lookBackDays: 0, collapse: true },
  ])('give the credits of a plain replay under %j, model by model', async ({ basis, lookBackDays, collapse }) => {
    const period = { from: '2026-01-01', to: '2026-06-20' }
    const params = { period, basis, lookBackDays, collapse, halfLifeDays: 20, longestPath: 20, paths: 500 }
    const result = await askStudy(database, contextOf('2026-06-20'), 'channels', params)
    const rules = { lookBackDays: lookBackDays ?? Infinity, collapseRepeats: collapse }
    const paths = leads.flatMap((one, at): TouchPath[] => {
      const isLeftOut = dayOf(one.created) > asOf || (basis === 'closed' && isOpen(one))
      return isLeftOut ? [] : [pathOf(one, at, rules)]
    })
    for (const model of AttributionModel.options) {
      const { credits, unattributed } = credit(model, paths)
      const told = new Map(tableOf(result, 'attribution', ['channel', model]) as [string, StudyCell][])
      const cents = (name: string): number => Math.round(Number(told.get(name) ?? 0) * 100)
      // Equal shares get a last cent in the order of the channels, which is not the same in both.
      const most = model === 'markov' ? 1 : 0
      const off = credits.filter(({ channel, value }) => Math.abs(cents(channel) - value) > most)
      expect([model, off.map(({ channel, value }) => [channel, value, cents(channel)])]).toEqual([model, []])
      expect([model, credits.reduce((sum, { channel }) => sum + cents(channel), 0)]).toEqual([
        model,
        credits.reduce((sum, { value }) => sum + value, 0),
      ])
      expect([model, cents('@unattributed')]).toEqual([model, unattributed.value])
    }
    const counted = new Map<string, number>()
    for (const { touches } of paths) {
      const all = touches.map(({ channel }) => channel)
      const name = (all.length > 20 ? [...all.slice(0, 19), '…', all.at(-1)] : all).join(' > ')
      if (name !== '') counted.set(name, (counted.get(name) ?? 0) + 1)
    }
    expect(new Map(tableOf(result, 'paths', ['path', 'journeys']) as [string, number][])).toEqual(counted)
  })
})
