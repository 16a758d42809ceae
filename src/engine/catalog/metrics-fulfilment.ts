import { signedMoney } from './money-parts.ts'
import type { Formula, MetricDefinition } from './definition.ts'

const accepted = { zh: '验收日期', en: 'Accepted' }
const starts = { ordered: 'f.ordered_day', approved: 'f.approved_day', signed: 'f.signed_day' } as const

function cycle(from: keyof typeof starts): Formula {
  const days = `f.accepted_day - ${starts[from]}`
  return {
    parts: { time: { fact: 'fulfilment', on: 'accepted', stat: days, scale: 1, where: `${days} is not null` } },
    population: 'time',
  }
}

const inTime = 'f.accepted_day <= f.promised_day and f.is_in_full'

export const fulfilmentMetrics: readonly MetricDefinition[] = [
  {
    id: 'contract_value',
    group: 'contract',
    label: { zh: '合同额', en: 'Contract value' },
    dateBasis: { zh: '签订日期', en: 'Signed' },
    unit: 'money',
    type: 'decimal',
    direction: 'up-is-good',
    additivity: 'additive',
    params: [],
    definition: {
      zh: '期内签订的合同金额合计；作废与草稿不计。',
      en: 'Sum of the amounts of contracts signed in the period; void ones and drafts are left out.',
    },
    formula: { parts: { amount: signedMoney }, population: 'amount' },
    needs: ['contract', 'contract.amount', 'contract.signed_at'],
  },
  {
    id: 'fulfilment_cycle_days',
    group: 'order',
    label: { zh: '订单履行周期', en: 'Order fulfilment time' },
    dateBasis: accepted,
    unit: 'days',
    type: 'double',
    direction: 'up-is-bad',
    additivity: 'distribution',
    defaultStat: 'average',
    params: [
      {
        id: 'from',
        label: { zh: '起点', en: 'From' },
        default: 'ordered',
        choices: [
          { value: 'ordered', label: { zh: '下单', en: 'Ordered' } },
          { value: 'approved', label: { zh: '订单审批', en: 'Order approved' } },
          { value: 'signed', label: { zh: '合同签订', en: 'Contract signed' } },
        ],
      },
    ],
    definition: {
      zh: '期内全部验收的订单从下单到最后一次验收的天数；没有验收数据时以发货为准。',
      en: 'Days from order to the last acceptance, over orders wholly accepted in the period; shipping stands for acceptance where nothing tells of it.',
    },
    formula: { by: ['from'], cases: { ordered: cycle('ordered'), approved: cycle('approved'), signed: cycle('signed') } },
    needs: ['delivery', 'delivery.accepted_at|delivery.shipped_at', 'order.ordered_at'],
  },
  {
    id: 'on_time_in_full_rate',
    group: 'order',
    label: { zh: '准时足量率', en: 'On time in full' },
    dateBasis: accepted,
    unit: 'percent',
    type: 'double',
    direction: 'up-is-good',
    additivity: 'ratio',
    params: [
      {
        id: 'undelivered',
        label: { zh: '逾期未交', en: 'Overdue orders' },
        default: 'left-out',
        choices: [
          { value: 'left-out', label: { zh: '不计', en: 'Left out' } },
          { value: 'late', label: { zh: '计为未达标，按承诺日期', en: 'Late, on the promised day' } },
        ],
      },
    ],
    definition: {
      zh: '期内全部验收的订单中，按承诺日期且足量交付的比例。',
      en: 'Of the orders wholly accepted in the period, the share delivered in full by the promised day.',
    },
    formula: {
      by: ['undelivered'],
      cases: {
        'left-out': {
          parts: {
            good: { fact: 'fulfilment', on: 'accepted', count: 'rows', where: inTime },
            orders: {
              fact: 'fulfilment',
              on: 'accepted',
              count: 'rows',
              where: 'f.accepted_day is not null and f.promised_day is not null',
            },
          },
          value: '{good} / nullif({orders}, 0)',
          population: 'orders',
          numerator: 'good',
        },
        late: {
          parts: {
            good: { fact: 'fulfilment', on: 'judged', count: 'rows', where: inTime },
            orders: {
              fact: 'fulfilment',
              on: 'judged',
              count: 'rows',
              where: 'f.promised_day is not null and (f.accepted_day is not null or f.promised_day < {as_of})',
            },
          },
          value: '{good} / nullif({orders}, 0)',
          population: 'orders',
          numerator: 'good',
        },
      },
    },
    needs: ['delivery', 'delivery.promised_on', 'delivery.in_full', 'delivery.accepted_at|delivery.shipped_at'],
  },
]
