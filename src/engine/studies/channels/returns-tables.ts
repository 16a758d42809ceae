import type { AttributionModel, ChannelsParams } from '../../../contract/study-channels.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { channelColumn, money, noteColumn } from './chain-tables.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { drillOf } from './channels-drill.ts'
import { everyChannel, modelLabels, unattributed } from './channels-words.ts'
import { costsOf, quotient, totalCost } from './costs.ts'
import type { ChannelCredit, ModelCredits } from './credit-sums.ts'

const returnColumns = [
  valueColumn('revenue', '归因收入', 'Credited revenue', 'money', 'decimal'),
  valueColumn('margin', '归因毛利（已知部分）', 'Credited margin, as known', 'money', 'decimal'),
  valueColumn('cost', '投入', 'Spend', 'money', 'decimal'),
  valueColumn('roas', 'ROAS（收入 ÷ 投入）', 'ROAS: revenue / spend', 'ratio'),
  valueColumn('roi', 'ROI（(毛利 − 投入) ÷ 投入）', 'ROI: (margin - spend) / spend', 'percent'),
]

/** ROAS and ROI; null with the reason. */
export function returnsOf(
  credit: Omit<ChannelCredit, 'name'>,
  cost: bigint | null,
): { roas: number | null; roi: number | null; note: string | null } {
  if (cost === null) return { roas: null, roi: null, note: 'spend-unknown' }
  if (cost === 0n) return { roas: null, roi: null, note: 'no-spend' }
  const isKnown = credit.covered !== 0n || credit.worth === 0n
  return {
    roas: quotient(credit.worth, cost),
    roi: isKnown ? quotient(credit.margin - cost, cost) : null,
    note: isKnown ? null : 'margin-unknown',
  }
}

function returnCells(credit: Omit<ChannelCredit, 'name'>, cost: bigint | null): Record<string, StudyCell> {
  const { roas, roi, note } = returnsOf(credit, cost)
  return {
    revenue: money(credit.worth),
    margin: credit.covered === 0n ? null : money(credit.margin),
    cost: cost === null ? null : money(cost),
    roas,
    roi,
    note,
  }
}

// Nobody is led by spend that belongs to no channel, so it has no return of its own.
const sharedSpend = { roas: null, roi: null, note: 'no-channel' }

/** What no channel is credited with: deals without touches, and money received for no deal. */
export function unattributedOf({ stray, credits }: ChannelFacts): Omit<ChannelCredit, 'name'> {
  const [first] = credits
  const own = first?.unattributed ?? { conversions: 0, deals: 0, worth: 0n, margin: 0n, covered: 0n }
  return { ...own, worth: own.worth + stray.amount }
}

/** All money there is to credit, read by itself, with the margins that are known of it. */
export function wholeOf({ total, stray, journeys }: ChannelFacts): Omit<ChannelCredit, 'name'> {
  let [margin, covered] = [0n, 0n]
  journeys.margins.forEach((known, deal) => {
    if (Number.isNaN(known)) return
    margin += BigInt(known)
    covered += BigInt(journeys.worth[deal] ?? 0)
  })
  return { conversions: total.deals, deals: total.deals, worth: total.worth + stray.amount, margin, covered }
}

/** Channels that cost or are credited, those with the most revenue first; names are null for spend without a channel. */
function creditLines(facts: ChannelFacts, params: ChannelsParams, { channels }: ModelCredits) {
  const costs = costsOf(facts, params)
  const credited = new Map<string | null, ChannelCredit>(channels.map((credit) => [credit.name, credit]))
  const names = [...new Set<string | null>([...credited.keys(), ...(costs?.keys() ?? [])])]
  return names
    .map((name) => ({
      name,
      credit: credited.get(name) ?? { conversions: 0, deals: 0, worth: 0n, margin: 0n, covered: 0n },
      cost: costs === null ? null : (costs.get(name) ?? 0n),
    }))
    .filter(({ credit, cost }) => credit.deals > 0 || credit.worth !== 0n || (cost ?? 0n) !== 0n)
    .toSorted(
      (one, other) =>
        Number(one.name === null) - Number(other.name === null) ||
        Number(other.credit.worth - one.credit.worth) ||
        Number((other.cost ?? 0n) - (one.cost ?? 0n)) ||
        String(one.name).localeCompare(String(other.name)),
    )
}

function creditedDrill(model: AttributionModel, name: string | null, deals: number): string | null {
  if (name === null) return drillOf({ kind: 'spend', channel: null })
  return deals === 0 ? null : drillOf({ kind: 'credited', model, channel: name })
}

/** One row a channel under the chosen model; what nobody led to and all together at the end. */
export function returnsTable(facts: ChannelFacts, params: ChannelsParams, credits: ModelCredits): StudyTableInput {
  const lines = creditLines(facts, params, credits)
  const [unled, whole] = [unattributedOf(facts), wholeOf(facts)]
  const cells = (credit: Omit<ChannelCredit, 'name'>, cost: bigint | null): Record<string, StudyCell> => ({
    deals: credit.deals,
    conversions: credit.conversions,
    share: quotient(credit.worth, whole.worth),
    known: quotient(credit.covered, credit.worth),
    ...returnCells(credit, cost),
  })
  return {
    id: 'returns',
    label: local(`回报：${modelLabels[credits.model].zh}`, `Returns: ${modelLabels[credits.model].en}`),
    columns: [
      channelColumn,
      valueColumn('deals', '有份的商机（n）', 'Deals it has a part in (n)', 'count'),
      valueColumn('conversions', '归因商机数', 'Credited deals', 'none'),
      ...returnColumns,
      valueColumn('share', '占收入', 'Share of revenue', 'percent'),
      valueColumn('known', '毛利已知的收入占比', 'Revenue with known margin', 'percent'),
      noteColumn,
    ],
    rows: [
      ...lines.map(({ name, credit, cost }) => ({ channel: name, ...cells(credit, cost), ...(name === null ? sharedSpend : {}) })),
      ...(unled.deals + facts.stray.n === 0 ? [] : [{ channel: unattributed, ...cells(unled, null), note: null }]),
      { channel: everyChannel, ...cells(whole, totalCost(facts)?.amount ?? null) },
    ],
    drills: [
      ...lines.map(({ name, credit }) => creditedDrill(credits.model, name, credit.deals)),
      ...(unled.deals + facts.stray.n === 0 ? [] : [unled.deals === 0 ? null : drillOf({ kind: 'unattributed' })]),
      whole.deals === 0 ? null : drillOf({ kind: 'converted' }),
    ],
  }
}

/** Channels down, models across: the revenue each model credits; every column adds up to all there is. */
export function attributionTable(facts: ChannelFacts, params: ChannelsParams, chosen: ModelCredits): StudyTableInput {
  const lines = creditLines(facts, params, chosen)
  const names = [...lines.map(({ name }) => name), ...facts.journeys.names.filter((name) => !lines.some((line) => line.name === name))]
  const creditOf = ({ channels }: ModelCredits, name: string | null): bigint => channels.find((one) => one.name === name)?.worth ?? 0n
  const shown = names.filter((name) => name !== null && facts.credits.some((credits) => creditOf(credits, name) !== 0n))
  const row = (channel: string | null, worth: (credits: ModelCredits) => bigint): Record<string, StudyCell> => ({
    channel,
    ...Object.fromEntries(facts.credits.map((credits) => [credits.model, money(worth(credits))])),
  })
  const [unled, whole] = [unattributedOf(facts), wholeOf(facts)]
  // Markov credits channels that stand on no path of a deal that counts: behind those are no deals.
  const linear = facts.credits.find(({ model }) => model === 'linear')?.channels ?? []
  const touched = new Set<string | null>(linear.filter(({ deals }) => deals > 0).map(({ name }) => name))
  return {
    id: 'attribution',
    label: local('归因收入：各模型并列', 'Credited revenue, model by model'),
    columns: [
      channelColumn,
      ...facts.credits.map(({ model }) => valueColumn(model, modelLabels[model].zh, modelLabels[model].en, 'money', 'decimal')),
    ],
    rows: [
      ...shown.map((name) => row(name, (credits) => creditOf(credits, name))),
      row(unattributed, () => unled.worth),
      row(everyChannel, () => whole.worth),
    ],
    drills: [
      ...shown.map((name) => (touched.has(name) ? creditedDrill('linear', name, 1) : null)),
      unled.deals === 0 ? null : drillOf({ kind: 'unattributed' }),
      whole.deals === 0 ? null : drillOf({ kind: 'converted' }),
    ],
  }
}

/** One row a channel and model: revenue, margin, ROAS and ROI beside each other. */
export function modelsTable(facts: ChannelFacts, params: ChannelsParams, chosen: ModelCredits): StudyTableInput {
  const costs = costsOf(facts, params)
  const order = creditLines(facts, params, chosen).map(({ name }) => name)
  const names = [...order, ...facts.journeys.names.filter((name) => !order.includes(name))].filter((name) => name !== null)
  const cells = names.flatMap((name) => {
    const cost = costs === null ? null : (costs.get(name) ?? 0n)
    return facts.credits.flatMap(({ model, channels }) => {
      const credit = channels.find((one) => one.name === name)
      // A channel that costs and led to nothing has its row all the same.
      if (credit === undefined || (cost === null || cost === 0n ? credit.deals === 0 : false)) return []
      return [{ row: { channel: name, model, ...returnCells(credit, cost) }, drill: creditedDrill(model, name, credit.deals) }]
    })
  })
  const unled = unattributedOf(facts)
  const rest =
    unled.deals + facts.stray.n === 0
      ? []
      : facts.credits.map(({ model }) => ({
          row: { channel: unattributed, model, ...returnCells(unled, null), note: null },
          drill: unled.deals === 0 ? null : drillOf({ kind: 'unattributed' }),
        }))
  return {
    id: 'models',
    label: local('渠道与模型：收入、ROAS、ROI', 'Channel by model: revenue, ROAS, ROI'),
    columns: [channelColumn, keyColumn('model', '模型', 'Model', 'text', { ...modelLabels }), ...returnColumns, noteColumn],
    rows: [...cells, ...rest].map(({ row }) => row),
    drills: [...cells, ...rest].map(({ drill }) => drill),
  }
}
