import { cohortStateWords } from './study-cohorts.ts'
import { forecastStandingWords } from './study-forecast.ts'
import { funnelEventWords } from './study-funnel.ts'
import { valueTierWords } from './study-ltv-cac.ts'
import { rfmSegmentWords } from './study-rfm.ts'
import { lossThemeWords } from './study-win-loss.ts'
import type { StudyName } from './studies.ts'
import type { LocalText } from './text.ts'

/** What a study puts into classes, and what these are called; a class without a word is called by its value. */
export interface StudyClassNames {
  readonly id: string
  readonly label: LocalText
  readonly of: readonly ('lead' | 'opportunity' | 'account')[]
  readonly words: Readonly<Record<string, LocalText>>
}

/**
 * Studies with classes; `segment.<study>.<id>` is the dimension of the study as it is without params, of the first of `of`. A segment that is saved with
 * params of its own names those it takes.
 */
export const studyClasses: Readonly<Partial<Record<StudyName, readonly [StudyClassNames, ...StudyClassNames[]]>>> = {
  rfm: [{ id: 'class', label: { zh: 'RFM 客户分层', en: 'RFM segment' }, of: ['account'], words: rfmSegmentWords }],
  funnel: [
    {
      id: 'furthest',
      label: { zh: '漏斗走到的步骤', en: 'Furthest step of the funnel' },
      of: ['lead', 'opportunity', 'account'],
      words: funnelEventWords,
    },
  ],
  'stage-flow': [
    {
      id: 'stage',
      label: { zh: '走到的最后阶段', en: 'Last stage reached' },
      of: ['opportunity'],
      words: { won: { zh: '赢单', en: 'Won' } },
    },
  ],
  'win-loss': [
    { id: 'theme', label: { zh: '赢单或输单原因类别', en: 'Won, or what the loss is about' }, of: ['opportunity'], words: lossThemeWords },
  ],
  cohorts: [
    { id: 'cohort', label: { zh: '首购批次', en: 'Cohort of the first purchase' }, of: ['account'], words: {} },
    { id: 'state', label: { zh: '活跃或流失', en: 'Active or lost' }, of: ['account'], words: cohortStateWords },
  ],
  'ltv-cac': [{ id: 'tier', label: { zh: '预计价值档', en: 'Tier of worth to come' }, of: ['account'], words: valueTierWords }],
  forecast: [
    {
      id: 'standing',
      label: { zh: '本期预测中的位置', en: 'Standing in the forecast' },
      of: ['opportunity'],
      words: forecastStandingWords,
    },
  ],
}

/** The classes of a study by their id, or its first; undefined where it has none of that id. */
export function classesOf(study: StudyName, id: string | null): StudyClassNames | undefined {
  return studyClasses[study]?.find((one) => id === null || one.id === id)
}
