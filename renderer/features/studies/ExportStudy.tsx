import { useTranslation } from 'react-i18next'
import type { StudyName } from '../../../src/contract/studies.ts'
import { WorkbookButton } from '../../report/ExportButton.tsx'
import type { Params } from './params/study-form.ts'

interface ExportProps {
  readonly study: StudyName
  readonly params: Params
  readonly title: string
  /** With it the rows behind that number are exported instead of the study. */
  readonly drill?: string
}

/** Writes the study, or the rows behind one of its numbers, as a workbook. */
export function ExportStudy({ study, params, title, drill }: ExportProps) {
  const { t } = useTranslation('report')
  return (
    <WorkbookButton
      write={(api, language) => api.exports.study({ study, params, title, language, ...(drill === undefined ? {} : { drill }) })}
      {...(drill === undefined ? {} : { label: t('exportRows'), size: 'compact-sm' as const })}
    />
  )
}
