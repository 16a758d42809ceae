import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { StudyChart, StudyFigureInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import { chainLines, channelsTable, costPer, money, stepsTable, type ChainLine } from './chain-tables.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { drillOf } from './channels-drill.ts'
import { channelsHeadline } from './channels-headline.ts'
import { channelsCaveats, channelsDefinition } from './channels-text.ts'
import { notes } from './channels-words.ts'
import { quotient } from './costs.ts'
import { groupTable } from './group-table.ts'
import { pathsTable } from './paths-table.ts'
import { attributionTable, modelsTable, returnsOf, returnsTable, unattributedOf, wholeOf } from './returns-tables.ts'

/** Channels as a sentence, figures and tables: `returns`, `channels`, `steps`, `attribution`, `models`, `paths`, `breakdown`. */
export function channelsAnswer(scope: StudyScope, params: ChannelsParams, facts: ChannelFacts): StudyAnswer {
  const chosen = facts.credits.find(({ model }) => model === params.model) ?? facts.credits.find(({ model }) => model === 'linear')
  if (chosen === undefined) throw new Error('no model could be worked out')
  const lines = chainLines(facts, params)
  return {
    headline: channelsHeadline(scope, params, facts, chosen),
    figures: figures(facts, lines),
    tables: [
      returnsTable(facts, params, chosen),
      channelsTable(lines),
      ...(params.by === null ? [] : [groupTable(facts, params)]),
      attributionTable(facts, params, chosen),
      pathsTable(facts, params),
      modelsTable(facts, params, chosen),
      stepsTable(lines),
    ],
    charts: charts(facts),
    definition: channelsDefinition(params),
    caveats: channelsCaveats(params, facts),
  }
}

function charts(facts: ChannelFacts): StudyChart[] {
  const isSpent = (facts.spend ?? []).some(({ amount }) => amount !== 0n)
  const revenue = {
    id: 'revenue',
    kind: 'bar',
    label: local('归因收入', 'Credited revenue'),
    table: 'returns',
    x: 'channel',
    y: ['revenue'],
  } as const
  const roas = {
    id: 'roas',
    kind: 'bar',
    label: local('ROAS：收入 ÷ 投入', 'ROAS: revenue over spend'),
    table: 'returns',
    x: 'channel',
    y: ['roas'],
  } as const
  const cost = {
    id: 'cost',
    kind: 'bar',
    label: local('每条线索成本', 'Cost per lead'),
    table: 'channels',
    x: 'channel',
    y: ['cost_per_lead'],
  } as const
  return [
    ...(isSpent ? [roas, cost] : [revenue]).map((chart) => ({ ...chart, y: [...chart.y] })),
    {
      id: 'models',
      kind: 'heat',
      label: local('各模型归因收入', 'Credited revenue by model'),
      table: 'models',
      x: 'model',
      y: ['revenue'],
      series: 'channel',
    },
    {
      id: 'paths',
      kind: 'bar',
      label: local('最常见的路径', 'The most frequent paths'),
      table: 'paths',
      x: 'path',
      y: ['journeys', 'won'],
    },
  ]
}

function figures(facts: ChannelFacts, lines: readonly ChainLine[]): StudyFigureInput[] {
  const total = lines.at(-1)
  if (total === undefined) throw new Error('a chain without its total')
  const { row, cost, bookings } = total
  const [unled, whole] = [unattributedOf(facts), wholeOf(facts)]
  const { roas, roi, note } = returnsOf(whole, cost)
  const share = quotient(unled.worth, whole.worth)
  const costs = (id: string, label: LocalText, n: number): StudyFigureInput => {
    const value = costPer(cost, n)
    return {
      id,
      label,
      value,
      unit: 'money',
      n,
      reason: value === null ? reasonOf(cost === null ? 'spend-unknown' : cost === 0n ? 'no-spend' : 'no-things') : null,
    }
  }
  return [
    {
      id: 'revenue',
      label: local('收入', 'Revenue'),
      value: money(whole.worth),
      unit: 'money',
      n: whole.deals,
      drill: drillOf({ kind: 'converted' }),
    },
    {
      id: 'spend',
      label: local('投入', 'Spend'),
      value: cost === null ? null : money(cost),
      unit: 'money',
      n: bookings,
      reason: cost === null ? reasonOf('spend-unknown') : null,
      drill: bookings === 0 ? null : drillOf({ kind: 'spend' }),
    },
    {
      id: 'roas',
      label: local('ROAS（收入 ÷ 投入）', 'ROAS: revenue / spend'),
      value: roas,
      unit: 'ratio',
      n: whole.deals,
      reason: roas === null ? reasonOf(note) : null,
    },
    {
      id: 'roi',
      label: local('ROI（(毛利 − 投入) ÷ 投入）', 'ROI: (margin - spend) / spend'),
      value: roi,
      unit: 'percent',
      n: whole.deals,
      reason: roi === null ? reasonOf(note) : null,
    },
    { id: 'leads', label: local('线索', 'Leads'), value: row.leads, unit: 'count', n: row.leads, drill: drillOf({ kind: 'lead' }) },
    { id: 'won', label: local('赢单', 'Won deals'), value: row.won, unit: 'count', n: row.won, drill: drillOf({ kind: 'won' }) },
    costs('cost_per_lead', local('每条线索成本', 'Cost per lead'), row.leads),
    costs('cost_per_won', local('每个赢单成本', 'Cost per won deal'), row.won),
    {
      id: 'unattributed',
      label: local('无渠道的收入', 'Revenue of no channel'),
      value: money(unled.worth),
      unit: 'money',
      n: unled.deals,
      drill: unled.deals === 0 ? null : drillOf({ kind: 'unattributed' }),
    },
    {
      id: 'unattributed_share',
      label: local('无渠道收入占比', 'Share of no channel'),
      value: share,
      unit: 'percent',
      n: whole.deals,
      reason: share === null ? local('没有收入', 'No revenue') : null,
    },
  ]
}

function reasonOf(note: string | null): LocalText {
  return notes[note ?? ''] ?? local('没有投入', 'No spend')
}
