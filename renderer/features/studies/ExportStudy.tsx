import { Button, VisuallyHidden } from '@mantine/core'
import { IconTableExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudyName } from '../../../src/contract/studies.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { downloadWorkbook } from '../../report/download.ts'
import { ErrorState } from '../../ui/states.tsx'
import type { Params } from './params/study-form.ts'

interface ExportProps {
  readonly study: StudyName
  readonly params: Params
  readonly title: string
  /** With it the rows behind that number are exported instead of the study. */
  readonly drill?: string
}

type Outcome = { done: string } | { failed: unknown } | 'writing' | null

/** Writes the study, or the rows behind one of its numbers, as a workbook. */
export function ExportStudy({ study, params, title, drill }: ExportProps) {
  const { t } = useTranslation('report')
  const api = useApi()
  const language = useLanguage()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const write = async () => {
    setOutcome('writing')
    try {
      const { bytes, fileName, rows } = await api.exports.study({
        study,
        params,
        title,
        language,
        ...(drill === undefined ? {} : { drill }),
      })
      downloadWorkbook(fileName, bytes)
      setOutcome({ done: t('exported', { name: fileName, rows }) })
    } catch (failed) {
      setOutcome({ failed })
    }
  }
  const isFailed = outcome !== null && outcome !== 'writing' && 'failed' in outcome
  return (
    <>
      <VisuallyHidden role="status">{outcome !== null && outcome !== 'writing' && 'done' in outcome ? outcome.done : ''}</VisuallyHidden>
      <Button
        variant="default"
        size={drill === undefined ? 'sm' : 'compact-sm'}
        leftSection={<IconTableExport size={15} stroke={1.5} />}
        loading={outcome === 'writing'}
        onClick={() => void write()}
      >
        {drill === undefined ? t('export') : t('exportRows')}
      </Button>
      {isFailed && <ErrorState compact error={outcome.failed} />}
    </>
  )
}
