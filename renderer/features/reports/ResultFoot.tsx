import { Button, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import type { ReportData } from '../../../src/charts/report-data.ts'
import { chartNeed } from '../../charts/chart-fit.ts'
import { useEditing } from './editor-context.ts'
import type { Asked } from './ReportEditor.tsx'
import classes from './result.module.css'

interface FootProps {
  readonly spec: ReportSpec
  readonly report: ReportData
  readonly isAsking: boolean
  readonly onAsk: (asked: Asked) => void
}

/** How much and how fast, what to know about it, and where it comes from. */
export function ResultFoot({ spec, report, isAsking, onAsk }: FootProps) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { result } = report
  const details = report.details.length
  const capped = result.trueRowCount > result.rowCount
  const count = capped
    ? t('rowsOf', { shown: format.cell(result.rowCount, 'count'), total: format.cell(result.trueRowCount, 'count') })
    : t('rowCount', { count: details })
  const [first] = report.valueColumns
  return (
    <footer className={classes.foot}>
      <span title={capped ? t('capped') : undefined} data-capped={capped || undefined}>
        {count}
      </span>
      <span>
        {isAsking
          ? t('asking')
          : t('took', { milliseconds: format.cell(result.milliseconds.compile + result.milliseconds.query, 'count') })}
      </span>
      <Warnings report={report} />
      <ShownInstead />
      <span className={classes.why}>{details > 0 && t('why')}</span>
      {first && report.rows.count > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => onAsk({ spec, cell: addressOf(report, { row: report.total ?? 0, value: first.id }), withSql: true })}
        >
          {t('sql')}
        </Button>
      )}
    </footer>
  )
}

function Warnings({ report }: { report: ReportData }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { warnings } = report.result
  if (warnings.length === 0) return null
  return (
    <Popover position="top-start" width={360}>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconInfoCircle size={13} stroke={1.5} />}>
          {t('warnings', { count: warnings.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.warnings}>
          {warnings.map((warning, index) => (
            <li key={index}>{local(warning.text)}</li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The chosen chart lacks something, so a table stands in for it. */
function ShownInstead() {
  const { t } = useTranslation('reports')
  const { t: report } = useTranslation('report')
  const { draft, spec, catalog } = useEditing()
  const need = chartNeed(draft.chart, spec, catalog)
  return need ? (
    <span>{t('shownAsTable', { chart: report(`chart-${draft.chart === 'kpi' ? 'table' : draft.chart}`), need: report(need) })}</span>
  ) : null
}
