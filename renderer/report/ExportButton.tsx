import { Button, type ButtonProps } from '@mantine/core'
import { IconTableExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../src/contract/api.ts'
import type { CellAddress } from '../../src/contract/report-result.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import type { Language } from '../../src/contract/text.ts'
import { useApi } from '../data/session.tsx'
import { useLanguage } from '../i18n/i18n.ts'
import { ErrorState } from '../ui/states.tsx'
import { downloadFile } from './download.ts'
import classes from './explain.module.css'

interface ExportProps {
  readonly spec: ReportSpec
  readonly title: string
  /** With it the rows behind one number are exported instead of the report. */
  readonly cell?: CellAddress
  readonly label?: string
}

/** Writes the report, or the rows behind one of its numbers, as a workbook. */
export function ExportButton({ spec, title, cell, label }: ExportProps) {
  const write: WorkbookProps['write'] = (api, language) => api.exports.workbook({ spec, title, language, ...(cell ? { cell } : {}) })
  return <WorkbookButton write={write} {...(label === undefined ? {} : { label })} />
}

interface WorkbookProps {
  readonly write: (api: Api, language: Language) => Promise<{ bytes: Uint8Array; fileName: string; rows: number }>
  readonly label?: string
  readonly size?: NonNullable<ButtonProps['size']>
}

type Outcome = { done: string } | { failed: unknown } | 'writing' | null

/** Has a workbook written and hands it over, and says what became of it. */
export function WorkbookButton({ write, label, size = 'sm' }: WorkbookProps) {
  const { t } = useTranslation('report')
  const api = useApi()
  const language = useLanguage()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const start = async () => {
    setOutcome('writing')
    try {
      const { bytes, fileName, rows } = await write(api, language)
      downloadFile(fileName, bytes)
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
        size={size}
        leftSection={<IconTableExport size={15} stroke={1.5} />}
        loading={outcome === 'writing'}
        onClick={() => void start()}
      >
        {label ?? t('export')}
      </Button>
      {outcome !== null && outcome !== 'writing' && 'failed' in outcome && <ErrorState compact error={outcome.failed} />}
    </div>
  )
}
