import { asOfField, byField, filtersField, periodField } from './common.ts'
import type { StudyForm } from './study-form.ts'

export const stageFlowForm: StudyForm = {
  metric: () => 'opportunity_count',
  fields: [
    periodField,
    {
      kind: 'choice',
      id: 'denominator',
      label: { zh: '转化率的分母', en: 'Conversion is held against' },
      choices: [
        {
          value: 'resolved',
          label: { zh: '已有结果的', en: 'Those decided' },
          hint: {
            zh: '只除以已往前走或已输的，仍停在阶段里的不算。',
            en: 'What went on, over what went on or was lost; what still waits is left out.',
          },
        },
        {
          value: 'entries',
          label: { zh: '全部进入的', en: 'All that entered' },
          hint: { zh: '除以进入该阶段的全部。', en: 'What went on, over everything that entered the stage.' },
        },
      ],
    },
    { ...byField, label: { zh: '谁与整体比较', en: 'Who is compared with everybody' }, none: { zh: '负责人', en: 'Owners' } },
    filtersField,
    asOfField,
  ],
}
