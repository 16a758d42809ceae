import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { StudyForm } from './study-form.ts'

export const forecastForm: StudyForm = {
  metric: () => 'won_value',
  fields: [
    { ...periodField, label: { zh: '预测哪段期间', en: 'Period to foretell' }, usual: { zh: '本季度', en: 'This quarter' } },
    {
      kind: 'choice',
      id: 'method',
      label: { zh: '采用哪种方法', en: 'Whose number stands above' },
      choices: [
        {
          value: 'best',
          label: { zh: '过去误差最小的', en: 'The one that missed least' },
          hint: { zh: '每种方法都在过去各期上试过。', en: 'Every method is tried on the past periods.' },
        },
        { value: 'pace', label: { zh: '按进度推算', en: 'Pace' } },
        { value: 'simulation', label: { zh: '模拟', en: 'Simulation' } },
        { value: 'weighted', label: { zh: '按实测赢单率加权', en: 'Weighted as measured' } },
        { value: 'declared', label: { zh: '按设定概率加权', en: 'Weighted as set' } },
        { value: 'commit', label: { zh: '承诺', en: 'Commit' } },
        { value: 'best_case', label: { zh: '最佳情况', en: 'Best case' } },
        { value: 'series', label: { zh: '按历史走势', en: 'Carried on from the past' } },
        { value: 'previous', label: { zh: '与上期相同', en: 'Same as the period before' } },
      ],
    },
    { kind: 'number', id: 'replays', label: { zh: '用过去几期检验', en: 'Past periods to try it on' }, least: 0, most: 40 },
    {
      kind: 'number',
      id: 'historyDays',
      label: { zh: '赢单率与机会看最近多少天', en: 'Days that rates and chances are measured on' },
      least: 30,
      most: 7300,
    },
    {
      kind: 'number',
      id: 'leastDeals',
      label: { zh: '至少几个商机才有自己的比率', en: 'Deals it takes for a rate of its own' },
      least: 1,
      most: 10_000,
    },
    { kind: 'number', id: 'draws', label: { zh: '模拟次数', en: 'Draws of the simulation' }, least: 1000, most: 100_000 },
    byField,
    filtersField,
    asOfField,
  ],
}
