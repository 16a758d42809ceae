import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { StudyForm } from './study-form.ts'

export const winLossForm: StudyForm = {
  metric: () => 'opportunity_count',
  fields: [
    periodField,
    {
      kind: 'choice',
      id: 'basis',
      label: { zh: '哪些商机', en: 'Which deals' },
      choices: [
        {
          value: 'closed',
          label: { zh: '期间内结束', en: 'Closed in it' },
          hint: { zh: '期间内赢单或输单的商机。', en: 'Deals that were won or lost in the period.' },
        },
        {
          value: 'created',
          label: { zh: '期间内创建', en: 'Created in it' },
          hint: { zh: '跟踪期间内创建的商机。', en: 'Follows the deals that were created in the period.' },
        },
      ],
    },
    {
      kind: 'choice',
      id: 'against',
      label: { zh: '赢单率的分母', en: 'A win is held against' },
      choices: [
        { value: 'closed-only', label: { zh: '赢单和输单', en: 'Won and lost' } },
        { value: 'all', label: { zh: '全部商机', en: 'Every deal' }, hint: { zh: '在手的也算在内。', en: 'The open ones too.' } },
        {
          value: 'overdue-lost',
          label: { zh: '逾期未成交算输', en: 'Overdue counts as lost' },
          hint: { zh: '过了预计成交日仍在手的商机算输。', en: 'An open deal past its expected close counts as lost.' },
        },
      ],
    },
    {
      kind: 'stage',
      id: 'fromStage',
      label: { zh: '只看进入过的阶段', en: 'Only deals that entered' },
      none: { zh: '任何阶段', en: 'Any stage' },
      reasons: ['unknown-stage'],
    },
    {
      kind: 'values',
      id: 'setApart',
      of: 'opportunity.lost_reason',
      label: { zh: '另列的输单原因', en: 'Losses set apart' },
      hint: {
        zh: '因这些原因输的，既不算赢也不算输：重复、测试、没有决定。',
        en: 'Lost for these, a deal is neither won nor lost: duplicates, tests, no decision.',
      },
      none: { zh: '无', en: 'None' },
    },
    {
      kind: 'groups',
      id: 'reasonGroups',
      of: 'opportunity.lost_reason',
      label: { zh: '输单原因归类', en: 'Losses gathered' },
      hint: { zh: '没有归类的原因按其中的词归类。', en: 'A reason that is in no group is gathered by its words.' },
      most: 20,
    },
    {
      kind: 'ends',
      id: 'sizeBands',
      label: { zh: '规模分档的上限', en: 'Sizes up to' },
      none: { zh: '四等分', en: 'Quarters of the deals' },
      most: 9,
    },
    {
      kind: 'fields',
      id: 'drivers',
      label: { zh: '在哪些字段里找与赢单相伴的特征', en: 'Fields tried for what goes with winning' },
      usual: { zh: '常用字段', en: 'The usual fields' },
      most: 20,
    },
    byField,
    filtersField,
    {
      kind: 'number',
      id: 'leastDeals',
      label: { zh: '至少有几个商机才下结论', en: 'Fewest deals to call a value out' },
      least: 1,
      most: 10_000,
    },
    asOfField,
  ],
}
