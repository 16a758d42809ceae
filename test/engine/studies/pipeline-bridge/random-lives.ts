import fc from 'fast-check'
import type { SmallModel } from '../../report/small-model.ts'
import type { State, World } from './naive-bridge.ts'

/** 2026-01-01 */
export const firstDay = 20_454
const dayCount = 90
const stages = ['Lead', 'Proposal', 'Negotiation', 'Won', 'Lost']
export const owners = ['Ada', 'Ben', 'Cem', null]

interface Event {
  readonly day: number
  readonly minute: number
  readonly field: 'stage' | 'owner' | 'amount' | 'expected_close_on' | 'is_deleted'
  readonly value: string | null
}

interface Life {
  readonly created: number
  readonly minute: number
  readonly start: Readonly<Record<Event['field'], string | null>>
  readonly events: readonly Event[]
}

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2)) },
  { weight: 1, arbitrary: pick(null, '0', '-250.75', '0.01') },
)
const expected = fc.oneof(
  { weight: 9, arbitrary: fc.nat(150).map((offset) => dayOf(firstDay + offset)) },
  { weight: 1, arbitrary: pick(null) },
)
const values = {
  stage: pick(...stages, 'Lead', 'Proposal', 'Negotiation'),
  owner: pick(...owners),
  amount,
  expected_close_on: expected,
  is_deleted: pick('true', 'false'),
}
const event: fc.Arbitrary<Omit<Event, 'day'> & { readonly wait: number }> = pick(
  ...(['stage', 'stage', 'stage', 'owner', 'amount', 'expected_close_on', 'expected_close_on', 'is_deleted'] as const),
).chain((field) => fc.record({ field: fc.constant(field), wait: pick(0, 0, 1, 3, 7, 15, 30), minute: fc.nat(1439), value: values[field] }))

const life: fc.Arbitrary<Life> = fc
  .record({
    created: fc.integer({ min: -20, max: dayCount - 10 }),
    minute: fc.nat(1439),
    start: fc.record({
      stage: pick('Lead', 'Proposal'),
      owner: values.owner,
      amount,
      expected_close_on: expected,
      is_deleted: pick('false'),
    }),
    events: fc.array(event, { maxLength: 9 }),
  })
  .map(({ created, minute, start, events }) => {
    let day = created
    const dated = events.map(({ wait, ...what }) => ({ ...what, day: (day += wait) }))
    return { created, minute, start, events: settle(created, minute, start, dated) }
  })

/** What changes something, in order of time, no two in one minute. */
function settle(created: number, minute: number, start: Life['start'], events: readonly Event[]): Event[] {
  const now = { ...start }
  let last = created * 1440 + minute
  return events
    .toSorted((one, other) => one.day * 1440 + one.minute - (other.day * 1440 + other.minute))
    .filter(({ day, minute: at, field, value }) => {
      const time = day * 1440 + at
      if (time <= last || now[field] === value) return false
      now[field] = value
      last = time
      return true
    })
}

export const randomLives = (count: number): fc.Arbitrary<readonly Life[]> =>
  fc.noBias(fc.array(life, { minLength: count, maxLength: count }))

/** The rows a source with histories would have of these lives. */
export function modelOf(lives: readonly Life[]): SmallModel {
  const rows: Record<string, Record<string, string | number | boolean | null>[]> = {
    person: owners.filter((name) => name !== null).map((name) => ({ name })),
    stage: stages.map((name, index) => ({ name, position: index + 1, kind: index < 3 ? 'open' : name.toLowerCase() })),
    opportunity: [],
    stage_visit: [],
    field_change: [],
  }
  lives.forEach(({ created, minute, start, events }, index) => {
    const deal = `D${index}`
    const now = { ...start }
    rows['stage_visit']?.push({ opportunity: deal, stage: start.stage, entered_at: momentOf(created, minute) })
    for (const { field, value, day, minute: at } of events) {
      if (field === 'stage') rows['stage_visit']?.push({ opportunity: deal, stage: value, entered_at: momentOf(day, at) })
      else {
        const change = {
          entity: 'opportunity',
          record: deal,
          field,
          old_value: now[field],
          new_value: value,
          changed_at: momentOf(day, at),
        }
        rows['field_change']?.push(change)
      }
      now[field] = value
    }
    const closed = isClosing(now.stage) ? events.findLast(({ field }) => field === 'stage') : undefined
    rows['opportunity']?.push({
      source_id: deal,
      name: deal,
      stage: now.stage,
      status: now.stage === 'Won' ? 'won' : now.stage === 'Lost' ? 'lost' : 'open',
      owner: now.owner,
      amount: now.amount,
      currency: 'CNY',
      expected_close_on: now.expected_close_on,
      created_at: momentOf(created, minute),
      closed_at: closed === undefined ? null : momentOf(closed.day, closed.minute),
      is_deleted: now.is_deleted === 'true',
    })
  })
  return rows
}

/** The same lives, replayed. */
export function worldOf(lives: readonly Life[]): World {
  const of = (deal: string): Life => lives[Number(deal.slice(1))] as Life
  const at = ({ start, events }: Life, day: number): Life['start'] => {
    const now = { ...start }
    for (const { field, value, day: when } of events) if (when <= day) now[field] = value
    return now
  }
  const isOpen = (values: Life['start']): boolean => !isClosing(values.stage) && values.is_deleted === 'false'
  const stateOn = (deal: string, day: number): State | null => {
    const one = of(deal)
    const values = at(one, day - firstDay)
    if (one.created > day - firstDay || !isOpen(values)) return null
    const { owner, stage, amount: worth, expected_close_on: planned } = values
    return { owner, stage, amount: unitsOf(worth), expected: planned === null ? null : Date.parse(planned) / 86_400_000 }
  }
  return {
    deals: lives.map((_, index) => `D${index}`),
    firstDay: firstDay - 20,
    stateOn,
    createdOn: (deal) => of(deal).created + firstDay,
    fateOn: (deal, day) => {
      const one = of(deal)
      const final = at(one, 10_000)
      const closing = one.events.findLast(({ field }) => field === 'stage')
      const isOpenLater = Array.from({ length: 400 }, (_, offset) => day + 1 + offset).some((later) => stateOn(deal, later) !== null)
      if (isClosing(final.stage) && final.is_deleted === 'false' && !isOpenLater && (closing?.day ?? 0) <= day - firstDay)
        return { fate: final.stage === 'Won' ? 'won' : 'lost', finalAmount: unitsOf(final.amount) }
      let last = day
      while (stateOn(deal, last) === null) last -= 1
      return { fate: whyNotOpen(one, last + 1 - firstDay), finalAmount: null }
    },
  }

  /** What ended it on the first day at whose end it was not open; to be open for less than a day does not count. */
  function whyNotOpen({ start, events }: Life, day: number): 'won' | 'lost' | 'gone' {
    const now = { ...start }
    let why: 'won' | 'lost' | 'gone' | null = null
    for (const { field, value, day: when } of events) {
      if (when > day) break
      const was = isOpen(now)
      now[field] = value
      const isClosed = field === 'stage' && isClosing(value) && now.is_deleted === 'false'
      if (isClosed && (was || why !== 'gone')) why = value === 'Won' ? 'won' : 'lost'
      else if (was && !isOpen(now)) why = 'gone'
    }
    if (why === null) throw new Error('it is open')
    return why
  }
}

const isClosing = (stage: string | null): boolean => stage === 'Won' || stage === 'Lost'

export function dayOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

function momentOf(offset: number, minute: number): string {
  return new Date((firstDay + offset) * 86_400_000 + minute * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Ten-thousandths. */
export function unitsOf(text: string | null): bigint {
  if (text === null) return 0n
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const units = BigInt(`${whole}${fraction.padEnd(4, '0').slice(0, 4)}`)
  return text.startsWith('-') ? -units : units
}
