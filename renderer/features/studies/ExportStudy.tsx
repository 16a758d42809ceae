import { useComputedColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StudyName } from '../../../src/contract/studies.ts'
import { WorkbookButton } from '../../report/ExportButton.tsx'
import { pdfChoice, pictureChoice, tableChoice } from '../../report/file-choices.ts'
import { FileMenu } from '../../report/FileMenu.tsx'
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
  const scheme = useComputedColorScheme('light')
  const workbook = (
    <WorkbookButton
      write={(api, language) => api.exports.study({ study, params, title, language, ...(drill === undefined ? {} : { drill }) })}
      {...(drill === undefined ? {} : { label: t('exportRows'), size: 'compact-sm' as const })}
    />
  )
  if (drill !== undefined) return workbook
  const picture = { subject: { is: 'study', study, params }, title, scheme } as const
  const choices = [
    pictureChoice(t('filePng'), 'png', picture),
    pictureChoice(t('fileSvg'), 'svg', picture),
    pdfChoice(t('filePdf'), title, [{ kind: 'study', study, params, charts: 10 }]),
    tableChoice(t('fileCsv'), 'csv', title, { is: 'study', study, params }),
    tableChoice(t('fileParquet'), 'parquet', title, { is: 'study', study, params }),
    tableChoice(t('fileArrow'), 'arrow', title, { is: 'study', study, params }),
  ]
  return (
    <>
      <FileMenu label={t('takeAway')} choices={choices} />
      {workbook}
    </>
  )
}
