import { funnelEventWords } from './study-funnel.ts'
import { rfmSegmentWords } from './study-rfm.ts'
import type { StudyName } from './studies.ts'
import type { LocalText } from './text.ts'

/** What a study puts into classes, and what these are called; a class without a word is called by its value. */
export interface StudyClassNames {
  readonly id: string
  readonly label: LocalText
  readonly of: readonly ('lead' | 'opportunity' | 'account')[]
  readonly words: Readonly<Record<string, LocalText>>
}

/** Studies with classes; `segment.<study>.<id>` is the dimension of the study as it is without params, of the first of `of`. */
export const studyClasses: Readonly<Partial<Record<StudyName, StudyClassNames>>> = {
  rfm: { id: 'class', label: { zh: 'RFM 客户分层', en: 'RFM segment' }, of: ['account'], words: rfmSegmentWords },
  funnel: {
    id: 'furthest',
    label: { zh: '漏斗走到的步骤', en: 'Furthest step of the funnel' },
    of: ['lead', 'opportunity', 'account'],
    words: funnelEventWords,
  },
}
