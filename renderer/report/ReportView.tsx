import { useTranslation } from 'react-i18next'
import type { ChartKind, Look } from '../../src/contract/documents.ts'
import { standsWithoutRows } from '../../src/charts/report-drawing.ts'
import { EmptyState } from '../ui/states.tsx'
import type { ReportPlace } from '../../src/charts/cell-address.ts'
import { PivotTable, type PivotActions } from './PivotTable.tsx'
import type { ReportData } from '../../src/charts/report-data.ts'
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
    return <PivotTable title={title} report={report} look={look} onSelect={onSelect} isFlat={kind === 'table'} {...actions} />
  }
  return <ReportChart {...{ title, kind, report, look, known, onSelect, saysLeftOut, notes, isChosen, onBrush }} />
}
