import type { StudyFigureInput } from '../../../contract/study-result.ts'
import type { WinLossParams } from '../../../contract/study-win-loss.ts'
import type { LocalText } from '../../../contract/text.ts'
import { fromUnits } from '../../sheets/exact.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import { wilson } from '../proportion.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { count, local, percent, span } from '../words.ts'
import { callOutAt, findDrivers, type Driver } from './drivers.ts'
import { tallyOf, type Tally, type WinLossFacts } from './win-loss-facts.ts'
import {
  bandsTable,
  competitorsTable,
  driversTable,
  fieldLabel,
  groupsTable,
  monthsTable,
  reasonsTable,
  themesTable,
} from './win-loss-tables.ts'
import { winLossCaveats, winLossDefinition } from './win-loss-text.ts'

/** Ended deals as a sentence, figures and tables: `groups`, `reasons`, `themes`, `reason_months`, `competitors`, `bands`, `drivers`. */
export function winLossAnswer(scope: StudyScope, params: WinLossParams, facts: WinLossFacts): StudyAnswer {
  const isAll = params.against === 'all'
  const tally = tallyOf(facts.groups, isAll)
  const drivers = findDrivers(facts, params.leastDeals)
  return {
    headline: headline(scope, params, tally, drivers),
    figures: figures(tally),
    tables: [
      ...(params.by === null ? [] : [groupsTable(facts.groups, isAll)]),
      reasonsTable('reasons', local('输单原因', 'Reasons for losing'), facts.reasons, ['lost', 'apart']),
      reasonsTable('won_reasons', local('赢单原因', 'Reasons for winning'), facts.reasons, ['won']),
      themesTable(facts.reasons, params.reasonGroups),
      monthsTable(facts.months),
      competitorsTable(facts.competitors),
      bandsTable(facts.bands),
      driversTable(drivers),
    ],
    charts: [
      {
        id: 'reasons',
        kind: 'pareto',
        label: local('输单原因', 'Reasons for losing'),
        table: 'reasons',
        x: 'reason',
        y: ['deals', 'cumulative_share'],
        series: 'outcome',
      },
      ...(params.by === null
        ? []
        : [
            {
              id: 'groups',
              kind: 'bar' as const,
              label: local('分组赢单率', 'Win rate by group'),
              table: 'groups',
              x: 'group',
              y: ['rate'],
            },
          ]),
      {
        id: 'months',
        kind: 'stacked-bar',
        label: local('输单原因的变化', 'Reasons over time'),
        table: 'reason_months',
        x: 'month',
        y: ['deals'],
        series: 'reason',
      },
      {
        id: 'competitors',
        kind: 'bar',
        label: local('对各竞争对手的赢单率', 'Win rate by competitor'),
        table: 'competitors',
        x: 'competitor',
        y: ['rate'],
      },
    ],
    definition: winLossDefinition(params),
    caveats: winLossCaveats(params, tally, facts, drivers),
  }
}

function rateOf(won: number, against: number): number | null {
  return against === 0 ? null : won / against
}

function figures(tally: Tally): StudyFigureInput[] {
  const { won, lost, apart, open, against, wonAmount, lostAmount, againstAmount } = tally
  const nothing = local('没有已结束的商机', 'No deal has ended')
  return [
    {
      id: 'win_rate',
      label: local('赢单率（数量）', 'Win rate by count'),
      value: rateOf(won, against),
      unit: 'percent',
      n: against,
      interval: wilson(won, against),
      reason: against === 0 ? nothing : null,
      drill: drillText({ outcomes: ['won', 'lost'] }),
    },
    {
      id: 'value_rate',
      label: local('赢单率（金额）', 'Win rate by value'),
      value: againstAmount === 0n ? null : Number(wonAmount) / Number(againstAmount),
      unit: 'percent',
      n: against,
      reason: againstAmount === 0n ? local('没有金额', 'No amounts') : null,
    },
    { id: 'won', label: local('赢单', 'Won'), value: won, unit: 'count', n: won, drill: drillText({ outcomes: ['won'] }) },
    { id: 'lost', label: local('输单', 'Lost'), value: lost, unit: 'count', n: lost, drill: drillText({ outcomes: ['lost'] }) },
    { id: 'won_amount', label: local('赢单金额', 'Won money'), value: exactNumber(fromUnits(wonAmount)), unit: 'money', n: won },
    { id: 'lost_amount', label: local('输单金额', 'Lost money'), value: exactNumber(fromUnits(lostAmount)), unit: 'money', n: lost },
    ...(apart === 0
      ? []
      : [
          {
            id: 'apart',
            label: local('另计', 'Set apart'),
            value: apart,
            unit: 'count' as const,
            n: apart,
            drill: drillText({ outcomes: ['apart'] }),
          },
        ]),
    ...(open === 0
      ? []
      : [
          {
            id: 'open',
            label: local('未结束', 'Still open'),
            value: open,
            unit: 'count' as const,
            n: open,
            drill: drillText({ outcomes: ['open'] }),
          },
        ]),
  ]
}

function headline({ range }: StudyScope, params: WinLossParams, { won, against }: Tally, drivers: readonly Driver[]): LocalText {
  const when = span(range)
  const verb = params.basis === 'closed' ? { zh: '结束', en: 'closed' } : { zh: '创建', en: 'created' }
  const interval = wilson(won, against)
  if (interval === null)
    return local(`${when.zh}${verb.zh}的商机中没有已决出胜负的。`, `No deal that was ${verb.en} ${when.en} has been decided.`)
  const rate = percent(won / against)
  const between = `${percent(interval.from)}–${percent(interval.to)}`
  // An empty field says how carefully deals are kept, not what wins them.
  const [first] = drivers.filter(({ p, value }) => p <= callOutAt && value !== null)
  const more =
    first === undefined
      ? null
      : {
          name: `${fieldLabel(first.field).en} ${first.value ?? ''}`,
          zh: `${fieldLabel(first.field).zh}“${first.value ?? ''}”`,
        }
  return local(
    `${when.zh}${verb.zh}的 ${count(against)} 个商机赢了 ${rate}（95% 区间 ${between}）${first === undefined || more === null ? '' : `；差别最明显的是${more.zh}：${percent(first.rate)}`}。`,
    `Of ${count(against)} deals ${verb.en} ${when.en}, ${rate} were won (95% interval ${between})${first === undefined || more === null ? '' : `; what stands out most is ${more.name}, with ${percent(first.rate)}`}.`,
  )
}
