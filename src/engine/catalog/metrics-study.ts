import { attributionModels, attributionModelWords } from '../../contract/study-channels.ts'
import { forecastMethods, forecastMethodWords } from '../../contract/study-forecast.ts'
import type { LocalText } from '../../contract/text.ts'
import type { MetricDefinition, ParamDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

const model: ParamDefinition = {
  id: 'model',
  label: { zh: '归因模型', en: 'Attribution model' },
  default: 'linear',
  choices: attributionModels.map((value) => ({ value, label: attributionModelWords[value] })),
}
const credited = (sum: string): PartDefinition => ({ fact: 'credit', on: 'closed', sum, money: true, where: 'f.model = {model}' })
const spend: PartDefinition = { fact: 'spend', on: 'spent', sum: 'f.amount_reporting', money: true }

const attribution = {
  group: 'acquisition',
  direction: 'up-is-good',
  params: [model],
} as const
const touched = ['opportunity', 'channel|lead.channel|opportunity.channel|touch.channel']
const closedDay: LocalText = { zh: '成交日期', en: 'Deal closed' }
const closedAndSpent: LocalText = { zh: '成交日期；投入按投入日期', en: 'Deal closed; spend by its own day' }

const attributionMetrics: readonly MetricDefinition[] = [
  {
    ...attribution,
    id: 'attributed_revenue',
    label: { zh: '渠道归因收入', en: 'Attributed revenue' },
    definition: {
      zh: '赢单金额按归因模型分给路径上的渠道（成交前 365 天内的触点）；没有触点的商机归其来源渠道，分完等于赢单金额。',
      en: 'Won money divided among the channels on each deal’s path (touches of the 365 days before it closed) by the model; a deal without touches goes to the channel it names. The credits add up to the won money.',
    },
    dateBasis: closedDay,
    unit: 'money',
    type: 'decimal',
    additivity: 'additive',
    formula: { parts: { credited: credited('f.amount') }, population: 'credited' },
    needs: touched,
  },
  {
    ...attribution,
    id: 'attributed_margin',
    label: { zh: '渠道归因毛利', en: 'Attributed margin' },
    definition: {
      zh: '赢单的毛利按归因模型分给渠道；不知道成本的商机没有毛利。',
      en: 'The margin of won deals divided among channels by the model; a deal whose cost nobody knows has none.',
    },
    dateBasis: closedDay,
    unit: 'money',
    type: 'decimal',
    additivity: 'additive',
    formula: { parts: { credited: credited('f.margin') }, population: 'credited' },
    needs: [...touched, 'order.cost|order_line.cost|product_cost.cost'],
  },
  {
    ...attribution,
    id: 'roas',
    label: { zh: 'ROAS（归因收入 ÷ 投入）', en: 'ROAS (revenue / spend)' },
    definition: { zh: '归因收入 ÷ 渠道投入。', en: 'Attributed revenue / spend of the channel.' },
    dateBasis: closedAndSpent,
    unit: 'ratio',
    type: 'double',
    additivity: 'ratio',
    formula: {
      parts: { credited: credited('f.amount'), spend },
      value: dialect.ratio('{credited}', '{spend}'),
      population: 'credited',
    },
    needs: [...touched, 'spend', 'spend.amount'],
  },
  {
    ...attribution,
    id: 'channel_roi',
    label: { zh: '渠道 ROI（毛利）', en: 'Channel ROI (margin)' },
    definition: { zh: '（归因毛利 − 投入）÷ 投入。', en: '(Attributed margin − spend) / spend of the channel.' },
    dateBasis: closedAndSpent,
    unit: 'percent',
    type: 'double',
    additivity: 'ratio',
    formula: {
      parts: { credited: credited('f.margin'), spend },
      value: dialect.ratio('{credited} - {spend}', '{spend}'),
      population: 'credited',
    },
    needs: [...touched, 'spend', 'spend.amount', 'order.cost|order_line.cost|product_cost.cost'],
  },
]

const method: ParamDefinition = {
  id: 'method',
  label: { zh: '预测方法', en: 'Method' },
  default: 'best',
  choices: [
    { value: 'best', label: { zh: '当时的最佳方法', en: 'The best of its day' } },
    ...forecastMethods.map((value) => ({ value, label: forecastMethodWords[value] })),
  ],
}
const isMethod = "case when {method} = 'best' then f.is_chosen else f.method = {method} end"
const foretold = (sum: string, where = isMethod): PartDefinition => ({ fact: 'foretold', on: 'period', sum, where })
const isOver = `${isMethod} and f.actual is not null`

const forecast = {
  group: 'opportunity',
  type: 'double',
  params: [method],
  dateBasis: { zh: '预测的季度，按其第一天', en: 'The quarter foretold, on its first day' },
  needs: ['opportunity', 'opportunity.amount', 'opportunity.closed_at|opportunity.expected_close_on'],
} as const

const forecastMetrics: readonly MetricDefinition[] = [
  {
    ...forecast,
    id: 'forecast_value',
    label: { zh: '销售额预测', en: 'Sales forecast' },
    definition: {
      zh: '每个季度结束前最后一次预测的赢单金额；没有留下预测的季度，按季初当时所知重算；本季度为现在的预测。',
      en: 'What was last foretold of each quarter’s won money before it ended; a quarter of which nothing was kept is foretold anew from what was known when it began; the present quarter as of now.',
    },
    unit: 'money',
    direction: 'up-is-good',
    additivity: 'ratio',
    formula: { parts: { said: foretold('f.value') }, value: '{said}', population: 'said' },
  },
  {
    ...forecast,
    id: 'forecast_accuracy',
    label: { zh: '预测准确率', en: 'Forecast accuracy' },
    definition: {
      zh: '1 − Σ|预测 − 实际| ÷ Σ实际，只看已结束的季度。',
      en: '1 − Σ|forecast − actual| / Σ actual, of quarters that are over.',
    },
    unit: 'percent',
    direction: 'up-is-good',
    additivity: 'ratio',
    formula: {
      parts: { missed: foretold('abs(f.value - f.actual)', isOver), came: foretold('f.actual', isOver) },
      value: '1 - {missed} / nullif({came}, 0)',
      population: 'came',
    },
  },
  {
    ...forecast,
    id: 'forecast_bias',
    label: { zh: '预测偏差', en: 'Forecast bias' },
    definition: {
      zh: 'Σ（预测 − 实际）÷ Σ实际，只看已结束的季度；正数为高估。',
      en: 'Σ(forecast − actual) / Σ actual, of quarters that are over; above zero means too high.',
    },
    unit: 'percent',
    direction: 'neutral',
    additivity: 'ratio',
    formula: {
      parts: { off: foretold('f.value - f.actual', isOver), came: foretold('f.actual', isOver) },
      value: '{off} / nullif({came}, 0)',
      population: 'came',
    },
  },
]

/** Metrics whose rows a study makes: credits of channels, forecasts. */
export const studyMetrics: readonly MetricDefinition[] = [...attributionMetrics, ...forecastMetrics]
