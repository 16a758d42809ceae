import { asOfField, byField, filtersField } from './common.ts'
import type { StudyForm } from './study-form.ts'

export const pipelineBridgeForm: StudyForm = {
  metric: () => 'pipeline_value',
  fields: [
    {
      kind: 'day',
      id: 'from',
      label: { zh: '期初（当天结束时）', en: 'Opening, at the end of' },
      none: { zh: '本周开始', en: 'The start of the week' },
      reasons: ['bridge-ends'],
    },
    {
      kind: 'day',
      id: 'to',
      label: { zh: '期末（当天结束时）', en: 'Closing, at the end of' },
      none: { zh: '分析日', en: 'The day of the study' },
    },
    {
      kind: 'choice',
      id: 'mode',
      label: { zh: '看什么变动', en: 'Which movements' },
      choices: [
        {
          value: 'close-period',
          label: { zh: '预计成交', en: 'Expected close' },
          hint: { zh: '新增、赢、输、提前、推迟与金额变化。', en: 'New, won, lost, pulled in, pushed out, and changed amounts.' },
        },
        {
          value: 'stage',
          label: { zh: '阶段', en: 'Stage' },
          hint: { zh: '还能看到在阶段之间前进和后退的。', en: 'Also what went on and back between stages.' },
        },
      ],
    },
    {
      kind: 'span',
      id: 'scope',
      label: { zh: '只看预计在此期间成交的', en: 'Only deals expected to close' },
      keys: ['closeFrom', 'closeTo'],
      none: { zh: '全部在手商机', en: 'The whole open pipeline' },
      reasons: ['bridge-scope'],
    },
    {
      kind: 'choice',
      id: 'closedAt',
      label: { zh: '赢单和输单按哪个金额', en: 'Won and lost count at' },
      choices: [
        {
          value: 'closing-amount',
          label: { zh: '结束时金额', en: 'Closing amount' },
          hint: { zh: '差额计入金额变化。', en: 'The difference stands among the changed amounts.' },
        },
        { value: 'opening-amount', label: { zh: '期初金额', en: 'Opening amount' } },
      ],
    },
    { ...byField, isOn: (params) => params['mode'] !== 'stage' || params['by'] !== null, reasons: ['bridge-groups'] },
    filtersField,
    asOfField,
  ],
}
