import { closedDeals, createdDeals, openDeals, openMoney, openOn, ownerParam, wonDeals, wonMoney } from './deal-parts.ts'
import { populationParam, stageParam, winRate, winRateByValue } from './win-rate.ts'
import { daysToWin } from './metrics-acquisition.ts'
import { targetMoney } from './target-part.ts'
import type { Formula, MetricDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

const closed = { zh: '成交日期', en: 'Closed' }
const created = { zh: '商机创建日期', en: 'Opportunity created' }
const asOf = { zh: '截至某日', en: 'As of a day' }
const period = { zh: '期间', en: 'Period' }

const cycle: PartDefinition = {
  fact: 'opportunity',
  on: 'closed',
  atEvent: true,
  stat: 'f.closed_day - f.created_day',
  scale: 1,
  where: "f.status = 'won' and f.closed_day is not null and f.created_day is not null",
}

const base = { group: 'opportunity', params: [] } as const
const count = { ...base, unit: 'count', type: 'integer', additivity: 'additive' } as const
const money = { ...base, unit: 'money', type: 'decimal', additivity: 'additive' } as const
const ratio = { ...base, unit: 'percent', type: 'double', additivity: 'ratio', direction: 'up-is-good' } as const
const days = { ...base, unit: 'days', type: 'double', additivity: 'distribution', direction: 'up-is-bad' } as const
const closing = [
  'opportunity',
  'opportunity.status|opportunity.stage',
  'opportunity.closed_at|opportunity.expected_close_on|stage_visit.entered_at',
]
const openAmount = {
  fact: 'opportunity',
  where: "f.status = 'open' and f.amount is not null",
  need: 'opportunity.amount',
  adds: { zh: '在手商机的金额，由此得到管道金额', en: 'amounts of open deals, so pipeline value' },
} as const

export const opportunityMetrics: readonly MetricDefinition[] = [
  {
    ...count,
    id: 'opportunity_count',
    label: { zh: '新增商机数', en: 'Opportunities' },
    dateBasis: created,
    direction: 'up-is-good',
    definition: {
      zh: '期内创建的商机；不限期间时为全部商机，含没有创建日期的。',
      en: 'Deals created in the period; without a period all deals, those without a created date included.',
    },
    formula: { parts: { deals: createdDeals }, population: 'deals' },
    needs: ['opportunity'],
  },
  {
    ...count,
    id: 'open_opportunity_count',
    label: { zh: '在手商机数', en: 'Open deals' },
    dateBasis: asOf,
    direction: 'neutral',
    additivity: 'semi-additive',
    definition: { zh: '截至该日已创建且尚未结束的商机。', en: 'Deals that were created and not yet closed as of the day.' },
    formula: { parts: { deals: openDeals }, population: 'deals' },
    needs: ['opportunity', 'opportunity.status|opportunity.stage'],
  },
  {
    ...money,
    id: 'pipeline_value',
    label: { zh: '管道金额', en: 'Pipeline' },
    dateBasis: asOf,
    direction: 'up-is-good',
    additivity: 'semi-additive',
    definition: {
      zh: '截至该日在手商机的金额合计，按该日的金额。',
      en: 'Sum of the amounts of deals open as of the day, as the amounts were on that day.',
    },
    formula: { parts: { amount: openMoney }, population: 'amount' },
    needs: ['opportunity', 'opportunity.amount'],
    probe: openAmount,
  },
  {
    ...money,
    id: 'weighted_pipeline_value',
    label: { zh: '加权管道', en: 'Weighted pipeline' },
    dateBasis: asOf,
    direction: 'up-is-good',
    additivity: 'semi-additive',
    type: 'double',
    definition: {
      zh: '截至该日在手商机的金额乘以赢率后合计；赢率取商机自己的，没有时取当日所处阶段的；不知道当日阶段且此后已结束的不计入。',
      en: 'Sum of amount times probability of deals open as of the day: the deal’s own probability of that day, else that of its stage of that day; deals closed since whose stage of then is not known are left out.',
    },
    formula: {
      parts: {
        amount: {
          fact: 'opportunity_state',
          on: 'created',
          snapshot: true,
          money: true,
          where: openOn,
          sum: `${dialect.cast('f.amount_reporting', 'double')} * coalesce(f.probability, (select s.probability from mart.stage s where s.ref = f.stage_ref))`,
        },
      },
      population: 'amount',
    },
    needs: ['opportunity', 'opportunity.amount', 'opportunity.probability|stage.probability'],
    probe: openAmount,
  },
  {
    ...count,
    id: 'won_count',
    params: [ownerParam],
    label: { zh: '赢单数', en: 'Won deals' },
    dateBasis: closed,
    direction: 'up-is-good',
    definition: { zh: '期内赢单的商机。', en: 'Deals won in the period.' },
    formula: { parts: { deals: wonDeals }, population: 'deals' },
    needs: closing,
  },
  {
    ...count,
    id: 'lost_count',
    params: [ownerParam],
    label: { zh: '输单数', en: 'Lost deals' },
    dateBasis: closed,
    direction: 'up-is-bad',
    definition: { zh: '期内输单的商机。', en: 'Deals lost in the period.' },
    formula: { parts: { deals: { ...wonDeals, where: "f.status = 'lost'" } }, population: 'deals' },
    needs: closing,
  },
  {
    ...money,
    id: 'won_value',
    params: [ownerParam],
    label: { zh: '赢单金额', en: 'Won value' },
    dateBasis: closed,
    direction: 'up-is-good',
    definition: { zh: '期内赢单商机的金额合计。', en: 'Sum of the amounts of deals won in the period.' },
    formula: { parts: { amount: wonMoney }, population: 'amount' },
    needs: [...closing, 'opportunity.amount'],
  },
  {
    ...money,
    id: 'lost_value',
    params: [ownerParam],
    label: { zh: '输单金额', en: 'Lost value' },
    dateBasis: closed,
    direction: 'up-is-bad',
    definition: { zh: '期内输单商机的金额合计，按商机上留存的金额。', en: 'Sum of the amounts that lost deals of the period still carry.' },
    formula: { parts: { amount: { ...wonMoney, where: "f.status = 'lost'" } }, population: 'amount' },
    needs: [...closing, 'opportunity.amount'],
  },
  {
    ...ratio,
    id: 'win_rate',
    label: { zh: '赢单率', en: 'Win rate' },
    dateBasis: closed,
    params: [populationParam, stageParam, ownerParam],
    definition: { zh: '赢单数 ÷（赢单数 + 输单数），按成交日期。', en: 'Won deals ÷ (won + lost deals), by close date.' },
    formula: { by: ['population'], cases: winRate },
    needs: closing,
  },
  {
    ...ratio,
    id: 'win_rate_by_value',
    label: { zh: '金额赢单率', en: 'Win rate by value' },
    dateBasis: closed,
    params: [populationParam, stageParam, ownerParam],
    definition: { zh: '赢单金额 ÷（赢单金额 + 输单金额），按成交日期。', en: 'Won value ÷ (won + lost value), by close date.' },
    formula: { by: ['population'], cases: winRateByValue },
    needs: [...closing, 'opportunity.amount'],
  },
  {
    ...ratio,
    id: 'average_deal_size',
    params: [ownerParam],
    label: { zh: '平均客单价', en: 'Average deal size' },
    unit: 'money',
    dateBasis: closed,
    definition: { zh: '赢单金额 ÷ 赢单数。', en: 'Won value ÷ won deals.' },
    formula: { parts: { amount: wonMoney, deals: wonDeals }, value: dialect.ratio('{amount}', '{deals}'), population: 'deals' },
    needs: [...closing, 'opportunity.amount'],
  },
  {
    ...days,
    id: 'median_deal_size',
    params: [ownerParam],
    label: { zh: '客单价中位数', en: 'Median deal size' },
    unit: 'money',
    dateBasis: closed,
    direction: 'up-is-good',
    defaultStat: 'p50',
    definition: { zh: '赢单商机金额的中位数。', en: 'Median of the amounts of won deals.' },
    formula: {
      parts: {
        amount: {
          fact: 'opportunity',
          on: 'closed',
          atEvent: true,
          stat: dialect.cast('f.amount_reporting', 'double'),
          scale: 1,
          money: true,
          where: "f.status = 'won' and f.amount is not null",
        },
      },
      population: 'amount',
    },
    needs: [...closing, 'opportunity.amount'],
  },
  {
    ...days,
    id: 'sales_cycle_days',
    params: [ownerParam],
    label: { zh: '平均销售周期', en: 'Sales cycle' },
    dateBasis: closed,
    defaultStat: 'average',
    definition: { zh: '赢单商机从创建到赢单的天数。', en: 'Days from creation to win, over deals won in the period.' },
    formula: { parts: { time: cycle }, population: 'time' },
    needs: [...closing, 'opportunity.created_at'],
  },
  {
    ...days,
    id: 'lead_to_won_days',
    params: [ownerParam],
    label: { zh: '线索到成交周期', en: 'Lead to won' },
    dateBasis: closed,
    defaultStat: 'p50',
    definition: { zh: '赢单商机从线索创建到赢单的天数。', en: 'Days from the lead’s creation to the win, over deals won in the period.' },
    formula: {
      parts: {
        time: {
          ...cycle,
          stat: daysToWin('f'),
          scale: 1,
          where: "f.status = 'won' and f.lead_to_won_seconds is not null",
        },
      },
      population: 'time',
    },
    needs: [...closing, 'lead', 'lead.opportunity|opportunity.lead'],
  },
  {
    ...ratio,
    id: 'pipeline_coverage',
    label: { zh: '管道覆盖率', en: 'Pipeline coverage' },
    unit: 'ratio',
    dateBasis: period,
    needsPeriod: true,
    definition: {
      zh: '预计在期内成交的在手商机金额 ÷ 期内目标（或目标减去已赢单的差额）。',
      en: 'Amount of open deals expected to close in the period ÷ the period’s target, or what is left of it after wins.',
    },
    params: [
      {
        id: 'against',
        label: { zh: '对比', en: 'Against' },
        default: 'target',
        choices: [
          { value: 'target', label: { zh: '全部目标', en: 'Full target' } },
          { value: 'remaining', label: { zh: '剩余目标', en: 'Remaining target' } },
        ],
      },
    ],
    formula: {
      by: ['against'],
      cases: {
        target: { parts: coverageParts(), value: dialect.ratio('coalesce({pipeline}, 0)', '{target}'), population: 'pipeline' },
        remaining: {
          parts: { ...coverageParts(), won: wonMoney },
          value: dialect.ratio('coalesce({pipeline}, 0)', 'greatest({target} - coalesce({won}, 0), 0)'),
          population: 'pipeline',
        },
      },
    },
    needs: ['opportunity', 'opportunity.amount', 'opportunity.expected_close_on', 'target'],
    probe: openAmount,
  },
  {
    ...ratio,
    id: 'pipeline_velocity',
    label: { zh: '管道速度', en: 'Pipeline velocity' },
    unit: 'money',
    dateBasis: period,
    needsPeriod: true,
    definition: {
      zh: '每天产出的金额：期内新增商机数 × 赢单率 × 平均客单价 ÷ 销售周期中位数。',
      en: 'Money per day: deals created in the period × win rate × average deal size ÷ median sales cycle.',
    },
    formula: {
      parts: { created: createdDeals, won: wonDeals, closed: closedDeals, amount: wonMoney, time: { ...cycle, as: 'median' } },
      value: `{created} * (${dialect.ratio('{won}', '{closed}')}) * (${dialect.ratio('{amount}', '{won}')}) / nullif({time}, 0)`,
      population: 'created',
    },
    needs: [...closing, 'opportunity.amount', 'opportunity.created_at'],
  },
]

function coverageParts(): Formula['parts'] {
  return {
    pipeline: { ...openMoney, planned: true, where: `${openOn} and f.expected_close_day between b.start_day and b.end_day` },
    target: targetMoney('won_value'),
  }
}
