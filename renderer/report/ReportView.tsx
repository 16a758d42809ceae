import { useTranslation } from 'react-i18next'
import type { ChartKind, Look } from '../../src/contract/documents.ts'
import { standsWithoutRows } from '../../src/charts/report-drawing.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { EmptyState } from '../ui/states.tsx'
import type { ReportPlace } from '../../src/charts/cell-address.ts'
import { PivotTable, type PivotActions } from './PivotTable.tsx'
import type { ReportData } from '../../src/charts/report-data.ts'
import { dimensionLabel } from '../../src/charts/chart-of-report.ts'
import { notesOn, timeAxisOf, type TimeNote } from './time-axis.ts'
import classes from './report.module.css'
import { ReportChart, type ReportChartProps } from './ReportChart.tsx'

interface ReportViewProps extends PivotActions, Pick<ReportChartProps, 'notes' | 'isChosen' | 'onBrush'> {
  readonly title: string
  readonly kind: ChartKind
  readonly report: ReportData
  readonly look?: Look | undefined
  readonly known?: readonly (string | null)[] | undefined
  readonly onSelect?: ((place: ReportPlace) => void) | undefined
  /** Whether a chart names the values that it leaves out. */
  readonly saysLeftOut?: boolean | undefined
}

/** Draws an answered report as the chart or table it is asked to be. */
export function ReportView({
  title,
  kind,
  report,
  look,
  known,
  onSelect,
  saysLeftOut,
  notes,
  isChosen,
  onBrush,
  ...actions
}: ReportViewProps) {
  const { t } = useTranslation('report')
  if (report.rows.count === 0 || (report.details.length === 0 && kind !== 'kpi')) {
    return (
      <EmptyState compact title={t('noRows')}>
        {t('noRowsText')}
      </EmptyState>
    )
  }
  if (kind === 'table' || kind === 'pivot' || kind === 'kpi' || (report.rowColumns.length === 0 && !standsWithoutRows(kind))) {
    const table = <PivotTable title={title} report={report} look={look} onSelect={onSelect} isFlat={kind === 'table'} {...actions} />
    if (notes === undefined || notes.length === 0) return table
    return (
      <div className={classes.chart}>
        <div className={classes.drawing}>{table}</div>
        <AxisNotes report={report} notes={notes} />
      </div>
    )
  }
  return <ReportChart {...{ title, kind, report, look, known, onSelect, saysLeftOut, notes, isChosen, onBrush }} />
}

/** The notes that stand as lines in the chart, by their place on its axis. */
function AxisNotes({ report, notes }: { report: ReportData; notes: readonly TimeNote[] }) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const [time] = report.rowColumns
  if (time === undefined || timeAxisOf(report) === null) return null
  const shown = notesOn(report, notes)
  if (shown.length === 0) return null
  const labels = { language, none: t('none'), other: t('other') }
  return (
    <ul className={classes.axisNotes} aria-label={t('axisNotes')}>
      {shown.map(({ at, text }, place) => {
        const row = report.details[at]
        return (
          <li key={place}>
            {row === undefined ? '' : dimensionLabel(time, report.rows.value(row, time.id), labels)}: {text}
          </li>
        )
      })}
    </ul>
  )
}
