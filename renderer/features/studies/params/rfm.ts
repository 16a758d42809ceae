import { asOfField, filtersField, periodField } from './common.ts'
import type { Params, StudyForm } from './study-form.ts'

const isFixed = (params: Params) => params['method'] === 'fixed'

export const rfmForm: StudyForm = {
  metric: () => 'customer_count',
  fields: [
    {
      kind: 'number',
      id: 'months',
      label: { zh: '看最近几个月的购买', en: 'Purchases of the last months' },
      least: 1,
      most: 240,
      isOn: (params) => params['period'] === undefined,
    },
    { ...periodField, label: { zh: '或指定期间', en: 'Or of these days' }, usual: { zh: '按上面的月数', en: 'As many months as above' } },
    {
      kind: 'choice',
      id: 'method',
      label: { zh: '怎么打分', en: 'How customers are scored' },
      choices: [
        {
          value: 'quantile',
          label: { zh: '五等分', en: 'In fifths' },
          hint: {
            zh: '按客户的 20%、40%、60%、80% 分界；相同的值同分。',
            en: 'Cut at 20, 40, 60 and 80 % of the customers; equal values score equal.',
          },
        },
        { value: 'fixed', label: { zh: '固定界限', en: 'Own cuts' }, hint: { zh: '用自己定的界限。', en: 'Cut where you say.' } },
        {
          value: 'mean',
          label: { zh: '均值', en: 'By mean' },
          hint: { zh: '高于均值 5 分，低于 1 分。', en: 'Above or below the mean of each scale, 5 or 1.' },
        },
      ],
    },
    { kind: 'cuts', id: 'recencyCuts', label: { zh: '距上次购买的天数界限', en: 'Cuts of days since the last purchase' }, isOn: isFixed },
    { kind: 'cuts', id: 'frequencyCuts', label: { zh: '购买次数界限', en: 'Cuts of the number of purchases' }, isOn: isFixed },
    { kind: 'cuts', id: 'monetaryCuts', label: { zh: '金额界限', en: 'Cuts of money' }, isOn: isFixed },
    {
      kind: 'choice',
      id: 'monetary',
      label: { zh: '金额按', en: 'Money is' },
      choices: [
        { value: 'total', label: { zh: '合计', en: 'All of it' } },
        { value: 'average', label: { zh: '每次平均', en: 'The mean purchase' } },
      ],
    },
    {
      kind: 'rfm-segments',
      id: 'segments',
      label: { zh: '客户分层', en: 'Segments' },
      choices: [
        { value: 'chinese-8', label: { zh: '八类', en: 'Eight' }, hint: { zh: '每项高低两档，共八类。', en: 'Each scale high or low.' } },
        {
          value: 'international-11',
          label: { zh: '十一类', en: 'Eleven' },
          hint: { zh: '国际常用的十一类。', en: 'The eleven that are common abroad.' },
        },
      ],
    },
    {
      kind: 'rfm-profile',
      id: 'profile',
      label: { zh: '细看一层', en: 'A segment looked at closer' },
      segments: 'segments',
      none: { zh: '不细看', en: 'None' },
      usual: { zh: '行业、规模、地区、国家', en: 'Industry, size, region, country' },
      reasons: ['unknown-segment'],
    },
    {
      kind: 'choice',
      id: 'listed',
      label: { zh: '名单列出', en: 'The list names' },
      isOn: (params) => params['profile'] !== null,
      choices: [
        { value: 'all', label: { zh: '全部客户', en: 'All customers' } },
        { value: 'profile', label: { zh: '这一层', en: 'This segment' } },
      ],
    },
    { kind: 'number', id: 'list', label: { zh: '列出几个客户', en: 'Customers to list' }, least: 0, most: 10_000 },
    {
      kind: 'day',
      id: 'compareWith',
      label: { zh: '与较早一天比较', en: 'Compared with an earlier day' },
      none: { zh: '不比较', en: 'No comparison' },
    },
    filtersField,
    asOfField,
  ],
}
