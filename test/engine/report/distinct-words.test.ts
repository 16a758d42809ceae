import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import { contextWith, metric } from '../formula/user-field.ts'
import { ask, type Cell } from './ask.ts'
import { databaseOf } from './small-model.ts'

interface Lead {
  readonly owner: string | null
  readonly region: string | null
  readonly channel: string
  readonly day: string
  readonly status: string
}

const names = Array.from({ length: 150 }, (_, index) => `P${String(index).padStart(3, '0')}`)
// Three words of 64 people, numbered by their names; who has which lead follows no order of either.
const leads: Lead[] = Array.from({ length: 900 }, (_, index) => ({
  owner: index % 11 === 0 ? null : (names[(index * 7) % names.length] ?? null),
  region: [null, 'North', 'South', 'East'][(index * 5) % 4] ?? null,
  channel: `C${(index * 3) % 5}`,
  day: `2026-0${1 + ((index * 7) % 4)}-15`,
  status: index % 3 === 0 ? 'won' : 'open',
}))

let database: Database
beforeAll(async () => {
  database = await databaseOf({
    person: names.map((name) => ({ name })),
    channel: Array.from({ length: 5 }, (_, index) => ({ name: `C${index}` })),
    lead: leads.map(({ day, ...lead }) => ({ ...lead, created_at: `${day} 09:00:00` })),
  })
})
afterAll(async () => database.close())

const context = contextWith('2026-06-30', {
  owners: metric('count_distinct([owner.name] by [lead.created_at])'),
  winners: metric('count_distinct([owner.name] where [lead.status] = "won" by [lead.created_at])'),
  channels: metric('count_distinct([channel.name] by [lead.created_at])'),
})

const different = (rows: readonly Lead[]): number => new Set(rows.flatMap(({ owner }) => owner ?? [])).size
const month = ({ day }: Lead): string => `${day.slice(0, 7)}-01`

it('counts different people in every cell and total as a set of their names does, beside sums', async () => {
  const { table, columns } = await ask(database, context, {
    rows: [{ field: 'lead.region' }, { field: 'channel.name' }],
    columns: [{ field: 'date', grain: 'month' }],
    values: [{ metric: 'user.owners' }, { metric: 'user.winners' }, { metric: 'lead_count' }],
    totals: { rows: 'all-levels', columns: 'grand' },
  })
  const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
  const figures = (rows: readonly Lead[]): Cell[] => [
    different(rows),
    different(rows.filter(({ status }) => status === 'won')),
    rows.length,
  ]
  const line = (level: number, region: Cell, channel: Cell, rows: readonly Lead[]): Cell[] => [
    region,
    channel,
    ...months.flatMap((first) => figures(rows.filter((lead) => month(lead) === first))),
    ...figures(rows),
    level,
  ]
  const expected = [line(0, null, null, leads)]
  for (const region of [null, 'North', 'South', 'East']) {
    const own = leads.filter((lead) => lead.region === region)
    expected.push(line(1, region, null, own))
    for (const channel of new Set(own.map((lead) => lead.channel)))
      expected.push(
        line(
          2,
          region,
          channel,
          own.filter((lead) => lead.channel === channel),
        ),
      )
  }
  const inOrder = (rows: readonly Cell[][]): string[] => rows.map((row) => JSON.stringify([row.at(-1), ...row.slice(0, -1)])).toSorted()
  expect(columns.filter(({ role }) => role === 'value').map(({ id }) => id)).toHaveLength(15)
  expect(inOrder(table)).toEqual(inOrder(expected))
  expect(different(leads)).toBe(150)
})

it('counts different people of one total, with a filter, and beside another thing', async () => {
  const one = await ask(database, context, {
    values: [{ metric: 'user.winners' }],
    filters: [{ field: 'channel.name', op: 'in', values: ['C1', 'C2'] }],
  })
  const some = leads.filter(({ channel, status }) => ['C1', 'C2'].includes(channel) && status === 'won')
  expect(one.table[0]?.[0]).toBe(different(some))
  const both = await ask(database, context, {
    values: [{ metric: 'user.owners' }, { metric: 'user.channels' }],
    rows: [{ field: 'lead.status' }],
  })
  expect(both.table.map(([status, owners, channels]) => [status, owners, channels])).toEqual(
    ['open', 'won'].map((status) => {
      const own = leads.filter((lead) => lead.status === status)
      return [status, different(own), new Set(own.map(({ channel }) => channel)).size]
    }),
  )
})

it('says nothing of nobody', async () => {
  const empty = await databaseOf({ person: [{ name: 'P' }], lead: [{ created_at: '2026-01-15 09:00:00', region: 'North' }] })
  const { table } = await ask(empty, context, {
    rows: [{ field: 'lead.region' }],
    values: [{ metric: 'user.owners' }],
    totals: { rows: 'grand' },
  })
  const none = await ask(empty, context, {
    values: [{ metric: 'user.owners' }],
    filters: [{ field: 'lead.region', op: 'in', values: ['South'] }],
  })
  await empty.close()
  expect(table.map((row) => row.slice(0, 2))).toEqual([[null, 0]])
  expect(none.table[0]?.[0]).toBe(0)
})
