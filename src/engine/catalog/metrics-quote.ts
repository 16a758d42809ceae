import type { Formula, MetricDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

const sent = { zh: '报价发送日期', en: 'Quote sent' }
const count = { group: 'quote', unit: 'count', type: 'integer', direction: 'up-is-good', additivity: 'additive', params: [] } as const
const ratio = { group: 'quote', unit: 'percent', type: 'double', additivity: 'ratio', params: [] } as const

const quotes = (where: string): PartDefinition => ({ fact: 'quote', on: 'sent', count: 'rows', where })
const ofDeals = 'f.is_first and f.opportunity_id is not null'
const quotedMoney = (where: string): PartDefinition => ({
  fact: 'quote',
  on: 'sent',
  sum: 'f.opportunity_amount_reporting',
  money: true,
  moneyOf: 'deal',
  where,
})

const quoteSuccess: Readonly<Record<string, Formula>> = {
  opportunities: {
    parts: { won: quotes(`${ofDeals} and f.opportunity_status = 'won'`), quoted: quotes(ofDeals) },
    value: '{won} / nullif({quoted}, 0)',
    population: 'quoted',
    numerator: 'won',
  },
  quotes: {
    parts: { accepted: quotes('f.is_sent and f.is_accepted'), quoted: quotes('f.is_sent') },
    value: '{accepted} / nullif({quoted}, 0)',
    population: 'quoted',
    numerator: 'accepted',
  },
  value: {
    parts: {
      won: quotedMoney(`${ofDeals} and f.opportunity_status = 'won'`),
      money: quotedMoney(ofDeals),
      quoted: quotes(ofDeals),
      n: quotes(`${ofDeals} and f.opportunity_status = 'won'`),
    },
    value: dialect.ratio('coalesce({won}, 0)', '{money}'),
    population: 'quoted',
    numerator: 'n',
  },
}

const chosen = "({deals} = 'all' or f.opportunity_status = 'won')"
const bases = {
  quote: { fact: 'quote_line', on: 'sent', net: 'f.net_reporting', where: `f.is_latest and ${chosen}` },
  order: { fact: 'order_line', on: 'ordered', net: 'f.amount_reporting', where: `f.is_confirmed and ${chosen}` },
} as const
/** By what was written, not by what came out of a rate: money without one is refused, not left out. */
const listed = {
  quote: 'f.list_price <> 0 and f.net_price is not null',
  order: 'f.list_reporting is not null and f.amount is not null',
} as const
/** The mean of the lines takes each in its own currency: a quote's needs no rate, and a line of nothing has no share. */
const shares = {
  quote: { of: dialect.ratio('f.net_price', 'f.list_price'), where: 'f.quantity is distinct from 0' },
  order: { of: dialect.ratio('f.amount_reporting', 'f.list_reporting'), where: 'f.list_reporting <> 0' },
} as const

/** Net against list over the lines whose list price is known, with how much of the money these are not. */
function prices(basis: keyof typeof bases, weighting: 'value' | 'simple', isDiscount: boolean): Formula {
  const { fact, on, net, where } = bases[basis]
  const counted = weighting === 'simple' ? `${where} and ${listed[basis]} and ${shares[basis].where}` : `${where} and ${listed[basis]}`
  const parts: Record<string, PartDefinition> = { lines: { fact, on, count: 'rows', where: counted } }
  if (weighting === 'simple') {
    parts['share'] = {
      fact,
      on,
      stat: shares[basis].of,
      as: 'average',
      scale: 1,
      ...(basis === 'order' ? { money: true as const } : {}),
      where: counted,
    }
  } else {
    parts['net'] = { fact, on, sum: net, money: true, where: counted }
    parts['list'] = { fact, on, sum: 'f.list_reporting', where: counted }
  }
  const share = weighting === 'simple' ? '{share}' : dialect.ratio('{net}', '{list}')
  return {
    parts,
    value: isDiscount ? `1 - ${share}` : share,
    population: 'lines',
    notes: [
      {
        code: 'without-list-price',
        part: { fact, on, sum: net, where: `${where} and f.list_reporting is null` },
        of: { fact, on, sum: net, where },
        text: {
          zh: '{share} 的金额没有标准价，未计入。',
          en: '{share} of the amount has no list price and is left out.',
        },
      },
    ],
  }
}

function priceCases(isDiscount: boolean): MetricDefinition['formula'] {
  return {
    by: ['basis', 'weighting'],
    cases: {
      'quote value': prices('quote', 'value', isDiscount),
      'quote simple': prices('quote', 'simple', isDiscount),
      'order value': prices('order', 'value', isDiscount),
      'order simple': prices('order', 'simple', isDiscount),
    },
  }
}

const priceParams: MetricDefinition['params'] = [
  {
    id: 'basis',
    label: { zh: '口径', en: 'Basis' },
    default: 'quote',
    choices: [
      { value: 'quote', label: { zh: '报价', en: 'Quotes' } },
      { value: 'order', label: { zh: '订单（产品标准价）', en: 'Orders, at the products’ list prices' } },
    ],
  },
  {
    id: 'weighting',
    label: { zh: '加权', en: 'Weighting' },
    default: 'value',
    choices: [
      { value: 'value', label: { zh: '按金额', en: 'By value' } },
      { value: 'simple', label: { zh: '各行平均', en: 'Mean of the lines' } },
    ],
  },
  {
    id: 'deals',
    label: { zh: '商机', en: 'Deals' },
    default: 'all',
    choices: [
      { value: 'all', label: { zh: '全部', en: 'All' } },
      { value: 'won', label: { zh: '已赢单', en: 'Won' } },
    ],
  },
]

export const quoteMetrics: readonly MetricDefinition[] = [
  {
    ...count,
    id: 'quote_count',
    label: { zh: '报价数', en: 'Quotes' },
    dateBasis: sent,
    params: [
      {
        id: 'versions',
        label: { zh: '版本', en: 'Versions' },
        default: 'latest',
        choices: [
          { value: 'latest', label: { zh: '每个商机的最新一版', en: 'The latest of each deal' } },
          { value: 'all', label: { zh: '所有已发送的版本', en: 'All versions sent' } },
        ],
      },
    ],
    definition: {
      zh: '期内发出的报价；同一商机的多个版本算一份，取最新一版，草稿不计。',
      en: 'Quotes sent in the period; the versions of a deal are one, on the day of the latest; drafts are left out.',
    },
    formula: {
      by: ['versions'],
      cases: {
        latest: { parts: { quotes: quotes('f.is_latest') }, population: 'quotes' },
        all: { parts: { quotes: quotes('f.is_sent') }, population: 'quotes' },
      },
    },
    needs: ['quote', 'quote.sent_at|quote.status'],
  },
  {
    ...ratio,
    id: 'quote_to_deal_rate',
    label: { zh: '报价成功率', en: 'Quote to deal rate' },
    dateBasis: { zh: '首次报价日期', en: 'First quote sent' },
    direction: 'up-is-good',
    params: [
      {
        id: 'of',
        label: { zh: '分母', en: 'Of' },
        default: 'opportunities',
        choices: [
          { value: 'opportunities', label: { zh: '有报价的商机', en: 'Deals with a quote' } },
          { value: 'quotes', label: { zh: '发出的报价（已接受 ÷ 已发送）', en: 'Quotes sent: accepted ÷ sent' } },
          { value: 'value', label: { zh: '有报价的商机金额', en: 'Value of deals with a quote' } },
        ],
      },
    ],
    definition: {
      zh: '期内首次报价的商机中已赢单的比例；仍在手的留在分母中。',
      en: 'Of the deals first quoted in the period, the share that is won; open ones stay in the denominator.',
    },
    formula: { by: ['of'], cases: quoteSuccess },
    needs: ['quote', 'quote.opportunity', 'quote.sent_at|quote.status', 'opportunity.status|opportunity.stage'],
  },
  {
    ...ratio,
    id: 'average_discount_rate',
    label: { zh: '平均折扣率', en: 'Average discount' },
    dateBasis: sent,
    direction: 'up-is-bad',
    params: priceParams,
    definition: {
      zh: '1 − 报价金额 ÷ 标准价金额，只计有标准价的明细行；加价为负折扣，赠品为 100%。',
      en: '1 − quoted ÷ list amount, over lines with a list price; a surcharge is a negative discount, a free line 100%.',
    },
    formula: priceCases(true),
    needs: ['quote_line', 'quote_line.list_price', 'quote_line.net_price'],
  },
  {
    ...ratio,
    id: 'price_realisation',
    label: { zh: '价格实现率', en: 'Price realisation' },
    dateBasis: sent,
    direction: 'up-is-good',
    params: priceParams,
    definition: {
      zh: '报价金额 ÷ 标准价金额，只计有标准价的明细行。',
      en: 'Quoted ÷ list amount, over lines with a list price.',
    },
    formula: priceCases(false),
    needs: ['quote_line', 'quote_line.list_price', 'quote_line.net_price'],
  },
]
