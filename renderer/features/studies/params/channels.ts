import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { Choice, ParamField, StudyForm } from './study-form.ts'

const models: readonly Choice[] = [
  { value: 'first', label: { zh: '首次触点', en: 'First touch' }, hint: { zh: '全归第一个触点。', en: 'All to the first touch.' } },
  { value: 'last', label: { zh: '末次触点', en: 'Last touch' }, hint: { zh: '全归最后一个触点。', en: 'All to the last touch.' } },
  {
    value: 'last-non-direct',
    label: { zh: '末次非直接触点', en: 'Last, not direct' },
    hint: { zh: '最后一个触点，跳过直接访问。', en: 'The last touch that did not come by itself.' },
  },
  { value: 'linear', label: { zh: '线性', en: 'Linear' }, hint: { zh: '路径上的触点平分。', en: 'The same to each touch of the path.' } },
  {
    value: 'time-decay',
    label: { zh: '时间衰减', en: 'Time decay' },
    hint: { zh: '越接近成交，分得越多。', en: 'The nearer to the closing, the more.' },
  },
  {
    value: 'position',
    label: { zh: '首末 40/20/40', en: 'Position 40/20/40' },
    hint: { zh: '首次 40%，末次 40%，其余 20%。', en: '40 % to the first, 40 % to the last, 20 % between.' },
  },
  {
    value: 'u-shaped',
    label: { zh: 'U 型', en: 'U shape' },
    hint: { zh: '首次 40%，产生线索的 40%，其余 20%。', en: '40 % to the first, 40 % to the one that made the lead, 20 % to the rest.' },
  },
  {
    value: 'w-shaped',
    label: { zh: 'W 型', en: 'W shape' },
    hint: { zh: '首次、线索、商机各 30%，其余 10%。', en: '30 % each to first, lead and deal, 10 % to the rest.' },
  },
  {
    value: 'full-path',
    label: { zh: '全路径', en: 'Full path' },
    hint: { zh: '首次、线索、商机、末次各 22.5%，其余 10%。', en: '22.5 % each to first, lead, deal and last, 10 % to the rest.' },
  },
  {
    value: 'markov',
    label: { zh: '马尔可夫', en: 'Markov' },
    hint: { zh: '按去掉一个渠道会少多少成交来分。', en: 'By the conversions that would be lost without a channel.' },
  },
  {
    value: 'shapley',
    label: { zh: 'Shapley 值', en: 'Shapley' },
    hint: { zh: '路径上的不同渠道平分。', en: 'Shared evenly by the distinct channels of a path.' },
  },
]

const basis: ParamField = {
  kind: 'choice',
  id: 'basis',
  label: { zh: '按什么取数', en: 'What counts' },
  choices: [
    {
      value: 'lead-created',
      label: { zh: '线索创建', en: 'Leads created' },
      hint: { zh: '跟踪期间内创建的线索。', en: 'Follows the leads created in the period.' },
    },
    {
      value: 'closed',
      label: { zh: '成交日期', en: 'Deals closed' },
      hint: { zh: '每一步按自己的日期，收入是期间内的赢单。', en: 'Each step on its own day; revenue is what was won in the period.' },
    },
    {
      value: 'cash',
      label: { zh: '回款', en: 'Cash' },
      hint: { zh: '收入是期间内收到的款项。', en: 'Revenue is the money received in the period.' },
    },
  ],
}

const level: ParamField = {
  kind: 'choice',
  id: 'level',
  label: { zh: '比较到哪一级', en: 'Compared by' },
  choices: [
    { value: 'channel', label: { zh: '渠道', en: 'Channel' } },
    { value: 'source', label: { zh: '来源', en: 'Source' } },
    { value: 'medium', label: { zh: '媒介', en: 'Medium' } },
    { value: 'campaign', label: { zh: '活动', en: 'Campaign' } },
  ],
}

const withoutTouches: ParamField = {
  kind: 'choice',
  id: 'withoutTouches',
  label: { zh: '没有触点的商机', en: 'Deals without touches' },
  choices: [
    {
      value: 'own-channel',
      label: { zh: '归其来源', en: 'Their own channel' },
      hint: { zh: '全归它们自己写明的来源。', en: 'All to the channel they name.' },
    },
    { value: 'unattributed', label: { zh: '不归因', en: 'No channel' } },
  ],
}

const sharedSpend: ParamField = {
  kind: 'choice',
  id: 'sharedSpend',
  label: { zh: '没有渠道的投入', en: 'Spend without a channel' },
  choices: [
    { value: 'apart', label: { zh: '单列', en: 'Apart' } },
    { value: 'by-spend', label: { zh: '按投入分摊', en: 'By spend' } },
    { value: 'by-leads', label: { zh: '按线索分摊', en: 'By leads' } },
  ],
}

export const channelsForm: StudyForm = {
  metric: (params) => (params['basis'] === 'lead-created' ? 'lead_count' : 'opportunity_count'),
  fields: [
    periodField,
    basis,
    { kind: 'choice', id: 'model', label: { zh: '归因模型', en: 'Attribution model' }, choices: models },
    {
      kind: 'number',
      id: 'halfLifeDays',
      label: { zh: '时间衰减的半衰期（天）', en: 'Half-life of the time decay (days)' },
      least: 0.5,
      most: 3660,
      step: 0.5,
      hint: { zh: '网上销售常用 7 天，企业销售 30 天以上。', en: '7 days suit sales online, 30 and more those to companies.' },
      isOn: (params) => params['model'] === 'time-decay',
    },
    {
      kind: 'values',
      id: 'direct',
      of: 'channel.name',
      label: { zh: '算作直接访问的渠道', en: 'Channels that count as direct' },
      none: { zh: '无', en: 'None' },
      isOn: (params) => params['model'] === 'last-non-direct',
    },
    level,
    {
      kind: 'days',
      id: 'lookBackDays',
      label: { zh: '触点最多往回', en: 'Touches up to so long before the closing' },
      most: 3660,
      none: { zh: '不限', en: 'No limit' },
    },
    { kind: 'toggle', id: 'collapse', label: { zh: '连续同一渠道算一次', en: 'One channel in a row counts once' } },
    withoutTouches,
    byField,
    filtersField,
    {
      kind: 'choice',
      id: 'leads',
      label: { zh: '哪些线索', en: 'Which leads' },
      choices: [
        { value: 'all', label: { zh: '全部', en: 'All' } },
        {
          value: 'valid',
          label: { zh: '有效的', en: 'Valid ones' },
          hint: { zh: '不含标为无效的。', en: 'Without those marked invalid.' },
        },
      ],
    },
    sharedSpend,
    {
      kind: 'number',
      id: 'marginRate',
      label: { zh: '成本未知时的毛利率（0–1）', en: 'Margin rate where no cost is known (0–1)' },
      least: 0,
      most: 1,
      step: 0.01,
      none: { zh: '不假设', en: 'None assumed' },
    },
    { kind: 'number', id: 'paths', label: { zh: '列出几条路径', en: 'How many paths' }, least: 1, most: 500 },
    { kind: 'number', id: 'longestPath', label: { zh: '路径最多显示几步', en: 'Touches shown of a path' }, least: 3, most: 20 },
    asOfField,
  ],
}
