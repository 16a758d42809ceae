import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartKind } from '../../src/contract/documents.ts'
import { cartesianOption, type CartesianKind } from '../charts/cartesian-option.ts'
import { Chart } from '../charts/Chart.tsx'
import { readChartTheme } from '../charts/chart-theme.ts'
import { describeChart } from '../charts/describe-chart.ts'
import { doughnutOption, doughnutSliceLimit } from '../charts/doughnut-option.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { EmptyState } from '../ui/states.tsx'
import { categoriesAreTime, chartOfReport, notDrawn } from './chart-of-report.ts'
import { PivotTable } from './PivotTable.tsx'
import { drawnFigure, type ReportData } from './report-data.ts'
import classes from './report.module.css'

/** A number of the report that was clicked: by row of the answer and by value column. */
export interface ReportPlace {
  readonly row: number
  readonly value: string
}

interface ReportViewProps {
  readonly title: string
  readonly kind: ChartKind
  readonly report: ReportData
  readonly known?: readonly (string | null)[] | undefined
  readonly onSelect?: ((place: ReportPlace) => void) | undefined
  /** The column the rows are ordered by, and what a click on a column's head asks for; without it heads are no buttons. */
  readonly sort?: ReportSort | undefined
  readonly onSort?: ((column: string) => void) | undefined
  /** Whether a chart names the values that it leaves out. */
  readonly saysLeftOut?: boolean | undefined
}

export interface ReportSort {
  readonly by: string
  readonly direction: 'asc' | 'desc'
}

/** Draws an answered report as the chart or table it is asked to be. */
export function ReportView({ title, kind, report, known, onSelect, sort, onSort, saysLeftOut }: ReportViewProps) {
  const { t } = useTranslation('report')
  if (report.rows.count === 0 || (report.details.length === 0 && kind !== 'kpi')) {
    return (
      <EmptyState compact title={t('noRows')}>
        {t('noRowsText')}
      </EmptyState>
    )
  }
  if (kind === 'table' || kind === 'pivot' || kind === 'kpi' || report.rowColumns.length === 0) {
    return <PivotTable title={title} report={report} onSelect={onSelect} sort={sort} onSort={onSort} isFlat={kind === 'table'} />
  }
  const drawable = kind === 'doughnut' && !fitsRing(report) ? 'bar' : kind
  return <ReportChart title={title} kind={drawable} report={report} known={known} onSelect={onSelect} saysLeftOut={saysLeftOut} />
}

/** A ring shows parts of a whole: few of them, and none below zero. */
function fitsRing(report: ReportData): boolean {
  const column = report.valueColumns[0]
  if (column === undefined || report.details.length > doughnutSliceLimit) return false
  return report.details.every((row) => (drawnFigure(report.rows.value(row, column.id)) ?? 0) >= 0)
}

function ReportChart({
  title,
  kind,
  report,
  known,
  onSelect,
  saysLeftOut = false,
}: ReportViewProps & { kind: Exclude<ChartKind, 'table' | 'pivot' | 'kpi'> }) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const format = useFormat()
  const scheme = useComputedColorScheme('light')
  const drawn = useMemo(() => {
    // The theme is read from the document, which carries the scheme.
    const theme = { ...readChartTheme(), scheme }
    const rows = isLying(kind, report) ? report.details.slice(0, mostBars) : report.details
    const data = chartOfReport(report, theme, { language, none: t('none'), other: t('other') }, known, rows)
    const compact = (value: number, unit: Parameters<typeof format.compact>[1]) => format.compact(value, unit)
    const option =
      kind === 'doughnut'
        ? doughnutOption(slicesOf(data, theme.series, theme.other), data.series[0]?.unit ?? 'none', theme, compact)
        : cartesianOption({
            kind: kind satisfies CartesianKind,
            data,
            theme,
            format: compact,
            categoriesAreTime: categoriesAreTime(report),
          })
    return { data, option, sentence: describeChart(title, data, compact, language) }
  }, [report, kind, known, language, scheme, format, title, t])
  const select = (place: { category: number; series: number }) => {
    const row = report.details[place.category]
    const value = drawn.data.series[place.series]?.id
    if (row !== undefined && value !== undefined) onSelect?.({ row, value })
  }
  const left = kind === 'doughnut' || !saysLeftOut ? [] : notDrawn(report, language)
  const bars = drawn.data.categories.length
  return (
    <div className={classes.chart}>
      <div className={classes.drawing}>
        <Chart option={drawn.option} sentence={drawn.sentence} onSelect={onSelect && select} />
      </div>
      {left.length > 0 && <p className={classes.chartNote}>{t('notDrawn', { values: left.join(language === 'zh' ? '、' : ', ') })}</p>}
      {bars < report.details.length && (
        <p className={classes.chartNote}>{t('firstDrawn', { drawn: bars, total: report.details.length })}</p>
      )}
    </div>
  )
}

/** As many lying bars as can be told from each other. */
const mostBars = 40

function isLying(kind: ChartKind, report: ReportData): boolean {
  return (kind === 'bar' || kind === 'stacked-bar') && !categoriesAreTime(report)
}

function slicesOf(data: ReturnType<typeof chartOfReport>, colours: readonly string[], other: string) {
  return data.categories.map((label, index) => ({
    label,
    value: data.series[0]?.values[index] ?? 0,
    colour: colours[index] ?? other,
  }))
}
