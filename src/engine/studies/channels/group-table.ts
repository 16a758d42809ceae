import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { StudyTableInput } from '../../../contract/study-result.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { channelColumn, costPer, money } from './chain-tables.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { drillOf } from './channels-drill.ts'
import { modelLabels, unattributed } from './channels-words.ts'
import { costsOf, quotient, type Costs } from './costs.ts'
import { markovRows, pathRows, type CreditRows } from './credit-rows.ts'
import { markovShares } from './credit-sums.ts'
import { ExactSums } from './exact-parts.ts'

/** One row a group and channel, in the groups' order; what a group's deals brought without any channel stands apart. */
export function groupTable(facts: ChannelFacts, params: ChannelsParams): StudyTableInput {
  const credits = groupCredits(facts, params)
  const counted = facts.chain.filter(({ kind }) => kind === 'group')
  const groups = [...new Set([...counted.map(({ group }) => group), ...credits.keys(), ...spentGroups(facts)])]
  const rows = groups.flatMap((group) => groupRows(facts, params, group, credits.get(group) ?? new Map()))
  return {
    id: 'breakdown',
    label: local('分组', 'By group'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      channelColumn,
      valueColumn('spend', '投入', 'Spend', 'money', 'decimal'),
      valueColumn('leads', '线索', 'Leads', 'count'),
      valueColumn('opportunities', '商机', 'Opportunities', 'count'),
      valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('cost_per_lead', '每条线索成本', 'Cost per lead', 'money'),
      valueColumn(
        'revenue',
        `归因收入（${modelLabels[params.model].zh}）`,
        `Credited revenue (${modelLabels[params.model].en})`,
        'money',
        'decimal',
      ),
      valueColumn('roas', 'ROAS（收入 ÷ 投入）', 'ROAS: revenue / spend', 'ratio'),
    ],
    rows: rows.map(({ row }) => row),
    drills: rows.map(({ drill }) => drill),
  }
}

function groupRows(facts: ChannelFacts, params: ChannelsParams, group: string | null, credited: ReadonlyMap<string | null, bigint>) {
  const costs: Costs | null = costsOf(facts, params, group)
  const chain = new Map(facts.chain.filter((row) => row.kind === 'group' && row.group === group).map((row) => [row.name, row]))
  const names = new Set([...chain.keys(), ...(costs?.keys() ?? []), ...credited.keys()])
  names.delete(unattributed)
  const lines = [...names].map((name) => {
    const [row, revenue, cost] = [chain.get(name), credited.get(name) ?? 0n, costs === null ? null : (costs.get(name) ?? 0n)]
    const leads = row?.leads ?? 0
    const counts = { leads, opportunities: row?.deals ?? 0, won: row?.won ?? 0 }
    return {
      isEmpty: leads + counts.opportunities + counts.won === 0 && revenue === 0n && (cost ?? 0n) === 0n,
      revenue,
      leads,
      row: {
        group,
        channel: name,
        spend: cost === null ? null : money(cost),
        ...counts,
        cost_per_lead: costPer(cost, leads),
        revenue: money(revenue),
        roas: cost === null || cost === 0n ? null : quotient(revenue, cost),
      },
      drill:
        leads > 0
          ? drillOf({ kind: 'lead', channel: name, group })
          : counts.won > 0
            ? drillOf({ kind: 'won', channel: name, group })
            : null,
    }
  })
  const unled = credited.get(unattributed)
  const order = lines
    .filter(({ isEmpty }) => !isEmpty)
    .toSorted(
      (one, other) =>
        Number(other.revenue - one.revenue) || other.leads - one.leads || String(one.row.channel).localeCompare(String(other.row.channel)),
    )
  const none = { spend: null, leads: 0, opportunities: 0, won: 0, cost_per_lead: null, roas: null }
  return [
    ...order.map(({ row, drill }) => ({ row, drill })),
    ...(unled === undefined ? [] : [{ row: { group, channel: unattributed, ...none, revenue: money(unled) }, drill: null }]),
  ]
}

function spentGroups({ spend, isSpendGrouped }: ChannelFacts): (string | null)[] {
  return isSpendGrouped ? (spend ?? []).filter(({ kind }) => kind === 'group').map(({ group }) => group) : []
}

/** By group and channel, with `unattributed` for deals nobody led to. */
function groupCredits(facts: ChannelFacts, params: ChannelsParams): Map<string | null, Map<string | null, bigint>> {
  const { journeys } = facts
  const rows = creditRowsOf(facts, params)
  const found = new Map<string | null, Map<string | null, bigint>>()
  if (rows === null) return found
  const groups = [...new Set(journeys.groups)]
  const codeOf = new Map(groups.map((group, code) => [group, code]))
  const groupOf = new Map(journeys.groups.map((group, deal) => [journeys.deals[deal], codeOf.get(group) ?? 0]))
  const width = journeys.names.length + 1
  const sums = new ExactSums(groups.length * width)
  const isThere = new Uint8Array(groups.length * width)
  rows.opportunities.forEach((deal, row) => {
    const place = (groupOf.get(deal) ?? 0) * width + (rows.channels[row] ?? -1) + 1
    isThere[place] = 1
    sums.add(place, rows.amounts[row] ?? 0)
  })
  for (const [code, group] of groups.entries()) {
    const own = new Map<string | null, bigint>()
    for (let channel = 0; channel < width; channel += 1) {
      const place = code * width + channel
      if (isThere[place] === 1) own.set(channel === 0 ? unattributed : (journeys.names[channel - 1] ?? null), sums.at(place))
    }
    found.set(group, own)
  }
  return found
}

function creditRowsOf({ journeys, paths }: ChannelFacts, params: ChannelsParams): CreditRows | null {
  if (params.model !== 'markov') return pathRows(journeys, params.model, params)
  const shares = markovShares(journeys, paths)
  return shares === null ? null : markovRows(journeys, shares)
}
