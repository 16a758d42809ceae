import { Button, Menu, type ButtonProps } from '@mantine/core'
import { IconChevronDown, IconTableExport, IconTablePlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../src/contract/api.ts'
import type { ChartKind, Look } from '../../src/contract/documents.ts'
import type { CellAddress } from '../../src/contract/report-result.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import type { Language, LocalText } from '../../src/contract/text.ts'
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
  /** How it is shown, so that the workbook shows it alike. */
  readonly chart?: ChartKind
  readonly look?: Look | undefined
}

/** Writes the report, or the rows behind one of its numbers, as a workbook; a report also with a PivotTable on its finest rows. */
export function ExportButton({ spec, title, cell, label, chart, look }: ExportProps) {
  const { t } = useTranslation('report')
  const shown = { ...(chart === undefined ? {} : { chart }), ...(look === undefined ? {} : { look }) }
  const write =
    (pivot: boolean): WorkbookProps['write'] =>
    (api, language) =>
      api.exports.workbook({ spec, title, language, ...shown, pivot, ...(cell ? { cell } : {}) })
  const canPivot = cell === undefined && spec.rows.length + spec.columns.length > 0
  return (
    <WorkbookButton
      write={write(false)}
      {...(label === undefined ? {} : { label })}
      {...(canPivot ? { more: { label: t('exportPivot'), write: write(true) } } : {})}
    />
  )
}

interface WrittenWorkbook {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly rows: number
  /** What could not be answered. */
  readonly left?: readonly { readonly title: string; readonly text: LocalText }[]
}

interface WorkbookProps {
  readonly write: (api: Api, language: Language) => Promise<WrittenWorkbook>
  /** Another way to write it. */
  readonly more?: { readonly label: string; readonly write: WorkbookProps['write'] }
  readonly label?: string
  readonly size?: NonNullable<ButtonProps['size']>
}

type Outcome = { done: string } | { failed: unknown } | 'writing' | null

/** Has a workbook written and hands it over, and says what became of it. */
export function WorkbookButton({ write, label, size = 'sm', more }: WorkbookProps) {
  const { t } = useTranslation('report')
  const api = useApi()
  const language = useLanguage()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const start = async (chosen: WorkbookProps['write']) => {
    setOutcome('writing')
    try {
      const { bytes, fileName, rows, left = [] } = await chosen(api, language)
      downloadFile(fileName, bytes)
      // Why each is missing stands in the workbook itself.
      const told = left.map((one) => one.title)
      const done = t('exported', { name: fileName, rows })
      setOutcome({ done: told.length === 0 ? done : `${done} ${t('exportLeft', { names: told.join(language === 'zh' ? '、' : ', ') })}` })
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
      <Button.Group>
        <Button
          variant="default"
          size={size}
          leftSection={<IconTableExport size={15} stroke={1.5} />}
          loading={outcome === 'writing'}
          onClick={() => void start(write)}
        >
          {label ?? t('export')}
        </Button>
        {more && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button variant="default" size={size} px={6} aria-label={t('exportMore')} disabled={outcome === 'writing'}>
                <IconChevronDown size={14} stroke={1.5} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconTablePlus size={15} stroke={1.5} />} onClick={() => void start(more.write)}>
                {more.label}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Button.Group>
      {outcome !== null && outcome !== 'writing' && 'failed' in outcome && <ErrorState compact error={outcome.failed} />}
    </div>
  )
}
