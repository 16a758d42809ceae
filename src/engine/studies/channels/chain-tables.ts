import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import { fromUnits } from '../../sheets/exact.ts'
import { exactNumber } from '../exact-number.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { ChainRow, ChannelFacts } from './channel-facts.ts'
import { drillOf } from './channels-drill.ts'
import { everyChannel, notes, rowWords } from './channels-words.ts'
import { costsOf, quotient, totalCost } from './costs.ts'

export const noteColumn = { ...valueColumn('note', '说明', 'Note', 'none', 'text'), words: { ...notes } }
export const channelColumn = keyColumn('channel', '渠道', 'Channel', 'text', { ...rowWords })

/** Units of money as a cell. */
export function money(units: bigint): StudyCell {
  return exactNumber(fromUnits(units))
}

/** One channel of the chain with what it cost; null = spend can't be told. */
export interface ChainLine {
  readonly row: ChainRow
  readonly isTotal: boolean
  readonly cost: bigint | null
  readonly bookings: number
  readonly touches: number
}

const nothing: Omit<ChainRow, 'name' | 'kind'> = {
  group: null,
  leads: 0,
  mql: 0,
  sql: 0,
  deals: 0,
  won: 0,
  amount: 0n,
  margin: 0n,
  priced: 0,
  cash: 0n,
}

/** Every channel with leads, deals or spend, the costliest first, the empty one after them and all at the end. */
export function chainLines(facts: ChannelFacts, params: ChannelsParams): ChainLine[] {
  const costs = costsOf(facts, params)
  const touches = touchesByName(facts)
  const spent = facts.spend?.filter(({ kind }) => kind === 'channel') ?? []
  const known = new Map(facts.chain.filter(({ kind }) => kind === 'channel').map((row) => [row.name, row]))
  const names = new Set<string | null>([...known.keys(), ...(costs?.keys() ?? []), ...touches.keys()])
  const lines = [...names].map((name): ChainLine => {
    const row = known.get(name) ?? { ...nothing, kind: 'channel', name }
    const cost = costs === null ? null : (costs.get(name) ?? 0n)
    return {
      row,
      isTotal: false,
      cost,
      bookings: spent.find((one) => one.name === name)?.n ?? 0,
      touches: name === null ? 0 : (touches.get(name) ?? 0),
    }
  })
  const total = facts.chain.find(({ kind }) => kind === 'total') ?? { ...nothing, kind: 'total', name: null }
  const all = totalCost(facts)
  const order = lines
    .filter(({ row, cost, touches: met }) => row.leads + row.mql + row.sql + row.deals + row.won + met > 0 || (cost ?? 0n) !== 0n)
    .toSorted(
      (one, other) =>
        Number(one.row.name === null) - Number(other.row.name === null) ||
        Number((other.cost ?? 0n) - (one.cost ?? 0n)) ||
        other.row.leads - one.row.leads ||
        String(one.row.name).localeCompare(String(other.row.name)),
    )
  const met = [...touches.values()].reduce((sum, one) => sum + one, 0)
  return [...order, { row: total, isTotal: true, cost: all?.amount ?? null, bookings: all?.n ?? 0, touches: met }]
}

function touchesByName({ paths, journeys }: ChannelFacts): Map<string, number> {
  const found = new Map<string, number>()
  for (const { codes, journeys: walked, own } of paths) {
    // A way that only names its channel has one step, and no touch.
    const times = codes.length === 1 ? walked - own : walked
    for (const code of codes) found.set(journeys.names[code] ?? '', (found.get(journeys.names[code] ?? '') ?? 0) + times)
  }
  return found
}

const per = [
  ['lead', 'leads', '每条线索成本', 'Cost per lead'],
  ['mql', 'mql', '每个 MQL 成本', 'Cost per MQL'],
  ['sql', 'sql', '每个 SQL 成本', 'Cost per SQL'],
  ['opportunity', 'deals', '每个商机成本', 'Cost per opportunity'],
  ['won', 'won', '每个赢单成本', 'Cost per won deal'],
] as const

/** One row a channel: from spend to money. */
export function channelsTable(lines: readonly ChainLine[]): StudyTableInput {
  return {
    id: 'channels',
    label: local('从投入到回款', 'From spend to cash'),
    columns: [
      channelColumn,
      valueColumn('spend', '投入', 'Spend', 'money', 'decimal'),
      valueColumn('touches', '路径上的触点', 'Touches on the paths', 'count'),
      valueColumn('leads', '线索', 'Leads', 'count'),
      valueColumn('mql', 'MQL', 'MQL', 'count'),
      valueColumn('sql', 'SQL', 'SQL', 'count'),
      valueColumn('opportunities', '商机', 'Opportunities', 'count'),
      valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('won_amount', '赢单金额', 'Won amount', 'money', 'decimal'),
      valueColumn('margin', '已知毛利', 'Known margin', 'money', 'decimal'),
      valueColumn('cash', '已回款', 'Cash received', 'money', 'decimal'),
      ...per.map(([id, , zh, en]) => valueColumn(`cost_per_${id}`, zh, en, 'money')),
      noteColumn,
    ],
    rows: lines.map(({ row, isTotal, cost, touches }) => ({
      channel: isTotal ? everyChannel : row.name,
      spend: cost === null ? null : money(cost),
      touches,
      leads: row.leads,
      mql: row.mql,
      sql: row.sql,
      opportunities: row.deals,
      won: row.won,
      won_amount: money(row.amount),
      margin: row.priced === 0 ? null : money(row.margin),
      cash: money(row.cash),
      ...Object.fromEntries(per.map(([id, count]) => [`cost_per_${id}`, costPer(cost, row[count])])),
      note: noteOf(cost, row.leads),
    })),
    drills: lines.map(({ row, isTotal, bookings }) =>
      drillOf({ kind: row.leads === 0 && bookings > 0 ? 'spend' : 'lead', ...(isTotal ? {} : { channel: row.name }) }),
    ),
  }
}

/** Nothing spent is no cost of nothing: it has no price. */
export function costPer(cost: bigint | null, count: number): number | null {
  return cost === null || cost === 0n ? null : quotient(cost, count)
}

function noteOf(cost: bigint | null, leads: number): string | null {
  if (cost === null) return 'spend-unknown'
  if (cost === 0n) return 'no-spend'
  return leads === 0 ? 'no-leads' : null
}

const stepWords = {
  spend: local('投入', 'Spend'),
  lead: local('线索', 'Leads'),
  mql: local('MQL', 'MQL'),
  sql: local('SQL', 'SQL'),
  opportunity: local('商机', 'Opportunities'),
  won: local('赢单', 'Won'),
}

/** One row a channel and step, each with the things behind it. */
export function stepsTable(lines: readonly ChainLine[]): StudyTableInput {
  const cells = lines.flatMap(({ row, isTotal, cost, bookings }) => {
    const channel = isTotal ? everyChannel : row.name
    const of = isTotal ? {} : { channel: row.name }
    return [
      {
        row: { channel, step: 'spend', count: bookings, amount: cost === null ? null : money(cost), cost_per: null, note: null },
        drill: bookings === 0 ? null : drillOf({ kind: 'spend', ...of }),
      },
      ...per.map(([step, counted]) => ({
        row: {
          channel,
          step,
          count: row[counted],
          amount: step === 'won' ? money(row.amount) : null,
          cost_per: costPer(cost, row[counted]),
          note: cost === null ? 'spend-unknown' : cost === 0n ? 'no-spend' : row[counted] === 0 ? 'no-things' : null,
        },
        drill: row[counted] === 0 ? null : drillOf({ kind: step, ...of }),
      })),
    ]
  })
  return {
    id: 'steps',
    label: local('逐步成本', 'Cost step by step'),
    columns: [
      channelColumn,
      keyColumn('step', '步骤', 'Step', 'text', stepWords),
      valueColumn('count', '数量（n）', 'Count (n)', 'count'),
      valueColumn('amount', '金额', 'Amount', 'money', 'decimal'),
      valueColumn('cost_per', '单位成本', 'Cost of one', 'money'),
      noteColumn,
    ],
    rows: cells.map(({ row }) => row),
    drills: cells.map(({ drill }) => drill),
  }
}
