import { Button } from '@mantine/core'
import { IconTableExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellAddress } from '../../src/contract/report-result.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { useApi } from '../data/session.tsx'
import { useLanguage } from '../i18n/i18n.ts'
import { ErrorState } from '../ui/states.tsx'
import { downloadWorkbook } from './download.ts'
import classes from './explain.module.css'

interface ExportProps {
  readonly spec: ReportSpec
  readonly title: string
  /** With it the rows behind one number are exported instead of the report. */
  readonly cell?: CellAddress
  readonly label?: string
}

type Outcome = { done: string } | { failed: unknown } | 'writing' | null

/** Writes the report, or the rows behind one of its numbers, as a workbook. */
export function ExportButton({ spec, title, cell, label }: ExportProps) {
  const { t } = useTranslation('report')
  const api = useApi()
  const language = useLanguage()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const write = async () => {
    setOutcome('writing')
    try {
      const { bytes, fileName, rows } = await api.exports.workbook({ spec, title, language, ...(cell ? { cell } : {}) })
      downloadWorkbook(fileName, bytes)
      setOutcome({ done: t('exported', { name: fileName, rows }) })
    } catch (failed) {
      setOutcome({ failed })
    }
  }
  const text = outcome === 'writing' ? t('exporting') : outcome !== null && 'done' in outcome ? outcome.done : ''
  return (
    <div className={classes.exportBox}>
      <span className={classes.exported} role="status">
        {text}
      </span>
      <Button
        variant="default"
        leftSection={<IconTableExport size={15} stroke={1.5} />}
        loading={outcome === 'writing'}
        onClick={() => void write()}
      >
        {label ?? t('export')}
      </Button>
      {outcome !== null && outcome !== 'writing' && 'failed' in outcome && <ErrorState compact error={outcome.failed} />}
    </div>
  )
}
