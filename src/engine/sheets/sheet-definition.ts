import type { SheetColumn, SheetName } from '../../contract/sheets.ts'
import type { LocalText } from '../../contract/text.ts'
import type { NamedKind } from './read-name.ts'

/** What the cells of a column mean. */
export type CellKind = NamedKind | 'period' | 'day' | 'metric' | 'spend-kind' | 'amount' | 'currency' | 'from-currency' | 'rate'

export interface ColumnDefinition {
  readonly id: string
  readonly label: LocalText
  readonly kind: CellKind
  readonly isRequired: boolean
  /** Other headers that mean this column. */
  readonly words: readonly string[]
  readonly example: string
}

export interface SheetDefinition {
  readonly name: SheetName
  /** The table of the model its rows go to. */
  readonly entity: 'target' | 'spend' | 'product_cost' | 'exchange_rate'
  readonly columns: readonly ColumnDefinition[]
  /** Columns that make a row one of its kind; the same twice is a mistake. */
  readonly key: readonly string[]
  /** The column that holds what a matrix has in its cells, and the one its header holds. */
  readonly measure: string
  readonly across: string
  /** The key column that rows of a matrix without a header for it stand for. */
  readonly down: string
  readonly notes: readonly LocalText[]
}

function column(
  id: string,
  kind: CellKind,
  zh: string,
  en: string,
  isRequired: boolean,
  example: string,
  words: readonly string[],
): ColumnDefinition {
  return { id, kind, label: { zh, en }, isRequired, example, words }
}

const currency = column('currency', 'currency', '币种', 'Currency', false, 'CNY', ['币别', '货币', 'curr'])

export const sheetDefinitions: Readonly<Record<SheetName, SheetDefinition>> = {
  targets: {
    name: 'targets',
    entity: 'target',
    columns: [
      column('owner', 'person', '负责人', 'Owner', false, '', ['人员', '销售', '销售代表', '姓名', 'rep', 'person', 'sales rep', 'name']),
      column('team', 'team', '团队', 'Team', false, '', ['部门', '销售团队', 'department', 'group']),
      column('period', 'period', '期间', 'Period', true, '2026-01', [
        '月份',
        '月',
        '季度',
        '年',
        '年度',
        '目标周期',
        '周期',
        'month',
        'quarter',
        'year',
      ]),
      column('metric', 'metric', '指标', 'Metric', false, 'won_value', ['口径', '目标类型', 'measure', 'kind']),
      column('amount', 'amount', '目标', 'Target', true, '50万', ['目标值', '目标金额', '金额', 'quota', 'amount', 'value']),
      currency,
    ],
    key: ['owner', 'team', 'period', 'metric'],
    measure: 'amount',
    across: 'period',
    down: 'owner',
    notes: [
      {
        zh: '个人、团队与公司目标是三种说法，汇总时只取最细的一层；一个目标属于它的整个期间。',
        en: 'Targets of people, of teams and of the company are three statements: only the finest is added up. A target belongs to its whole period.',
      },
    ],
  },
  spend: {
    name: 'spend',
    entity: 'spend',
    columns: [
      column('channel', 'channel', '渠道', 'Channel', true, '', ['来源', '投放渠道', 'source', 'name']),
      column('campaign', 'campaign', '市场活动', 'Campaign', false, '', ['活动', '推广活动']),
      column('period', 'period', '月份或日期', 'Month or day', true, '2026-01', [
        '期间',
        '月份',
        '月',
        '日期',
        '投放日期',
        'period',
        'month',
        'day',
        'date',
      ]),
      column('kind', 'spend-kind', '费用类型', 'Kind', false, '媒体', ['类型', '类别', 'type']),
      column('amount', 'amount', '投入', 'Spend', true, '1.2万', ['金额', '费用', '花费', '成本', 'cost', 'amount']),
      currency,
    ],
    key: ['channel', 'campaign', 'period', 'kind'],
    measure: 'amount',
    across: 'period',
    down: 'channel',
    notes: [
      {
        zh: '按月（或季、年）填写的投入平均分摊到期间的每一天。',
        en: 'What is entered for a month (or a quarter, or a year) is spread evenly over its days.',
      },
    ],
  },
  'product-costs': {
    name: 'product-costs',
    entity: 'product_cost',
    columns: [
      column('product', 'product', '产品', 'Product', true, '', ['产品名称', '型号', 'sku', 'item', 'name']),
      column('cost', 'amount', '单位成本', 'Unit cost', true, '320.5', ['成本', '成本价', 'cost', 'amount']),
      currency,
      column('valid_from', 'day', '生效日期', 'Valid from', false, '2026-01-01', ['生效日', '开始日期', 'from', 'date']),
    ],
    key: ['product', 'valid_from'],
    measure: 'cost',
    across: 'valid_from',
    down: 'product',
    notes: [
      {
        zh: '用于没有成本的订单明细：数量 × 下单当日有效的单位成本；来源给出的成本优先。',
        en: 'For order lines that state no cost: quantity times the unit cost valid on the day of the order. A cost from the source stands before it.',
      },
    ],
  },
  'exchange-rates': {
    name: 'exchange-rates',
    entity: 'exchange_rate',
    columns: [
      column('from', 'from-currency', '原币种', 'From', true, 'USD', ['源币种', '外币', '币种', 'from currency', 'currency']),
      column('to', 'currency', '目标币种', 'To', false, 'CNY', ['本币', '折算币种', 'to currency']),
      column('day', 'day', '日期', 'Day', true, '2026-01-01', ['生效日期', '汇率日期', 'date', 'valid from', 'valid on']),
      column('rate', 'rate', '汇率', 'Rate', true, '7.1234', ['中间价', 'exchange rate']),
    ],
    key: ['from', 'to', 'day'],
    measure: 'rate',
    across: 'day',
    down: 'from',
    notes: [
      {
        zh: '一个汇率从它的日期起有效，直到下一个汇率；第一个汇率之前没有汇率。反方向的汇率自动取倒数。',
        en: 'A rate holds from its day until the next one; before the first there is none. The inverse counts where only that is stated.',
      },
    ],
  },
}

export const targetMetrics = ['won_value', 'order_value', 'received_amount', 'contract_value', 'won_count', 'lead_count'] as const

const metricWords: Readonly<Record<string, string>> = {
  赢单金额: 'won_value',
  赢单: 'won_value',
  销售额: 'won_value',
  业绩: 'won_value',
  成交金额: 'won_value',
  won: 'won_value',
  sales: 'won_value',
  revenue: 'won_value',
  订单额: 'order_value',
  订单金额: 'order_value',
  订单: 'order_value',
  orders: 'order_value',
  bookings: 'order_value',
  回款: 'received_amount',
  回款额: 'received_amount',
  回款金额: 'received_amount',
  cash: 'received_amount',
  collections: 'received_amount',
  合同额: 'contract_value',
  合同金额: 'contract_value',
  签约额: 'contract_value',
  contracts: 'contract_value',
  赢单数: 'won_count',
  成交数: 'won_count',
  签单数: 'won_count',
  deals: 'won_count',
  线索数: 'lead_count',
  新增线索数: 'lead_count',
  leads: 'lead_count',
}

/** The metric a word stands for; null for one nobody knows. */
export function metricOf(typed: string): string | null {
  const word = typed.normalize('NFKC').trim().toLowerCase()
  if (word === '') return 'won_value'
  if ((targetMetrics as readonly string[]).includes(word)) return word
  return metricWords[word.replace(/[\s_-]+/g, '')] ?? null
}

/** Metrics that have a target to be held against in this version. */
export const comparedMetrics: ReadonlySet<string> = new Set(targetMetrics)

const choices: Partial<Record<CellKind, readonly string[]>> = {
  metric: targetMetrics,
  'spend-kind': ['媒体', '代理', '活动', '工具', '人工'],
}

/** A column as the face and the command line see it. */
export function describeColumn({ id, label, kind, example }: ColumnDefinition): SheetColumn {
  const align = kind === 'amount' || kind === 'rate' ? 'right' : 'left'
  return { id, label, align, choices: [...(choices[kind] ?? [])], example }
}
