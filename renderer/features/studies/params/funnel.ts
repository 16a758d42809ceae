import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { ParamField, StepEvent, StudyForm } from './study-form.ts'

const events: readonly StepEvent[] = [
  { event: 'spend', label: { zh: '投入', en: 'Spend' }, isBefore: true },
  { event: 'touch', label: { zh: '触点', en: 'Touch' } },
  { event: 'lead', label: { zh: '线索', en: 'Lead' } },
  { event: 'mql', label: { zh: 'MQL', en: 'MQL' } },
  { event: 'sql', label: { zh: 'SQL', en: 'SQL' } },
  { event: 'opportunity', label: { zh: '商机', en: 'Opportunity' } },
  { event: 'stage', label: { zh: '阶段', en: 'Stage' }, isStage: true },
  { event: 'quote', label: { zh: '报价', en: 'Quote' } },
  { event: 'contract', label: { zh: '合同', en: 'Contract' } },
  { event: 'won', label: { zh: '赢单', en: 'Won' } },
  { event: 'lost', label: { zh: '输单', en: 'Lost' } },
  { event: 'order', label: { zh: '订单', en: 'Order' } },
  { event: 'paid', label: { zh: '回款', en: 'Paid' } },
  { event: 'repeat', label: { zh: '复购', en: 'Bought again' } },
]

const order: ParamField = {
  kind: 'choice',
  id: 'order',
  label: { zh: '步骤的先后', en: 'Order of the steps' },
  choices: [
    {
      value: 'in-order',
      label: { zh: '按先后', en: 'In order' },
      hint: {
        zh: '后一步不早于前一步，中间可以有其他事件。',
        en: 'A step counts at or after the one before it; other events may lie between.',
      },
    },
    {
      value: 'reached',
      label: { zh: '到达即算', en: 'Reached' },
      hint: { zh: '走到后面的步骤，就算走过前面的步骤。', en: 'A later step implies the ones before it, skipped ones too.' },
    },
    {
      value: 'any-order',
      label: { zh: '不论先后', en: 'Any order' },
      hint: { zh: '做过前面所有步骤即可，不看先后。', en: 'All steps up to this one were made, whichever came first.' },
    },
    {
      value: 'direct',
      label: { zh: '紧接着', en: 'Direct' },
      hint: { zh: '两步之间没有漏斗的其他步骤。', en: 'No other step of the funnel lies between two steps.' },
    },
  ],
}

/** What has the dimensions of each unit; accounts those of customers. */
const metrics: Readonly<Record<string, string>> = { opportunity: 'opportunity_count', account: 'customer_count' }

export const funnelForm: StudyForm = {
  metric: (params) => metrics[String(params['unit'])] ?? 'lead_count',
  fields: [
    {
      kind: 'choice',
      id: 'unit',
      label: { zh: '跟踪对象', en: 'Who is followed' },
      choices: [
        { value: 'lead', label: { zh: '线索', en: 'Leads' } },
        { value: 'opportunity', label: { zh: '商机', en: 'Deals' } },
        {
          value: 'account',
          label: { zh: '客户', en: 'Accounts' },
          hint: {
            zh: '每一步按客户的线索、商机、订单、回款里最早的一次算。',
            en: 'Each step counts once, at the first of its leads, deals, orders or payments.',
          },
        },
      ],
    },
    periodField,
    {
      kind: 'choice',
      id: 'view',
      label: { zh: '怎么数', en: 'How it counts' },
      choices: [
        {
          value: 'cohort',
          label: { zh: '同一批', en: 'One cohort' },
          hint: { zh: '跟踪期间内走出第一步的，看它们后来走到哪里。', en: 'Follows those who made the first step in the period.' },
        },
        {
          value: 'period',
          label: { zh: '按发生日期', en: 'Each on its day' },
          hint: { zh: '每一步按自己的日期计数，不是同一批。', en: 'Each step counts on its own day; the steps are not of one cohort.' },
        },
      ],
    },
    {
      kind: 'steps',
      id: 'steps',
      label: { zh: '步骤', en: 'Steps' },
      events,
      least: 2,
      most: 32,
      reasons: ['unknown-stage', 'step-not-of-unit'],
    },
    order,
    {
      kind: 'days',
      id: 'windowDays',
      label: { zh: '时限（第一步之后）', en: 'Time limit after the first step' },
      most: 3660,
      none: { zh: '不限', en: 'No limit' },
    },
    {
      kind: 'exclude',
      id: 'exclude',
      label: { zh: '排除步骤', en: 'Excluded steps' },
      hint: { zh: '在两步之间做过它的不再计入。', en: 'Who made one of them between two steps is taken out.' },
      events: events.filter(({ isBefore }) => isBefore !== true),
      steps: 'steps',
      most: 8,
      reasons: ['exclude-outside'],
    },
    byField,
    {
      kind: 'choice',
      id: 'byAt',
      label: { zh: '按哪一步的值分组', en: 'Group as it was at' },
      isOn: (params) => params['by'] !== null && (params['unit'] ?? 'lead') === 'lead',
      choices: [
        { value: 'first-step', label: { zh: '第一步', en: 'First step' } },
        { value: 'last-step', label: { zh: '最后一步', en: 'Last step' } },
      ],
    },
    filtersField,
    {
      kind: 'choice',
      id: 'withoutMql',
      label: { zh: '没有 MQL 的 SQL', en: 'SQL without an MQL' },
      isOn: (params) => params['unit'] !== 'opportunity',
      choices: [
        {
          value: 'impute',
          label: { zh: '两步同时算', en: 'Counts as both' },
          hint: { zh: '成为 SQL 的同时视为 MQL。', en: 'It counts as an MQL at the same moment.' },
        },
        {
          value: 'leave-out',
          label: { zh: '止于 MQL', en: 'Stops at MQL' },
          hint: { zh: '没有走到 MQL。', en: 'It never made the step MQL.' },
        },
      ],
    },
    asOfField,
  ],
}
