import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Look } from '../../src/contract/documents.ts'
import { readChartTheme } from '../charts/chart-theme.ts'
import { withChosen, withNotes } from '../charts/chart-overlays.ts'
import { Chart, type ChartPlace } from '../charts/Chart.tsx'
import { describePoints } from '../../src/charts/describe-chart.ts'
import { drawReport, type DrawnKind } from '../../src/charts/report-drawing.ts'
import { isRefusal, type DrawnReport, type ReportDrawing } from '../../src/charts/report-look.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useLanguage } from '../i18n/i18n.ts'
import type { ReportPlace } from '../../src/charts/cell-address.ts'
import { dimensionLabel, notDrawn } from '../../src/charts/chart-of-report.ts'
import { PivotTable } from './PivotTable.tsx'
import type { ReportData } from '../../src/charts/report-data.ts'
import { notesOn, timeAxisOf, timeKinds, type TimeNote } from './time-axis.ts'
import { useKnownValues } from './use-report.ts'
import { useWriter } from './use-writer.ts'
import classes from './report.module.css'

export interface ReportChartProps {
  readonly title: string
  readonly kind: DrawnKind
  readonly report: ReportData
  readonly look?: Look | undefined
  readonly known?: readonly (string | null)[] | undefined
  readonly onSelect?: ((place: ReportPlace) => void) | undefined
  /** Whether a chart names the values that it leaves out. */
  readonly saysLeftOut?: boolean | undefined
  /** Notes to stand on a time axis. */
  readonly notes?: readonly TimeNote[] | undefined
  /** What stands out, where something was chosen here. */
  readonly isChosen?: ((place: ReportPlace) => boolean) | undefined
  /** A stretch of a time axis that was drawn over, by the rows of its ends. */
  readonly onBrush?: ((from: number, to: number) => void) | undefined
}

/** Kinds whose marks are the values of the first row dimension, each in its own colour. */
const colouredByRow: readonly DrawnKind[] = ['doughnut', 'treemap', 'sankey']

/** Draws an answered report; what can't be drawn like this is its table, and says why. */
export function ReportChart({ title, kind, report, look, known, onSelect, saysLeftOut = false, ...overlays }: ReportChartProps) {
  const { notes, isChosen, onBrush } = overlays
  const { t } = useTranslation('report')
  const language = useLanguage()
  const format = useFormat()
  const write = useWriter(look)
  const scheme = useComputedColorScheme('light')
  const [dimension] = report.rowColumns
  const byRow = colouredByRow.includes(kind) && dimension?.grain === undefined ? dimension?.field : undefined
  const knownRows = useKnownValues(byRow)
  const labels = { language, none: t('none'), other: t('other') }
  const drawn = useMemo(() => {
    // The theme is read from the document, which carries the scheme.
    const theme = { ...readChartTheme(), scheme }
    const request: DrawnReport = {
      report,
      look: {
        theme,
        labels: { language, none: t('none'), other: t('other') },
        known: known ?? [],
        knownRows: knownRows ?? [],
        format: (value, unit) => format.compact(value, unit),
        write: write.figure,
        total: t('total'),
      },
    }
    return drawReport(kind, request)
  }, [report, kind, known, knownRows, language, scheme, format, write, t])
  const isTime = timeKinds.includes(kind) && timeAxisOf(report) !== null
  const sentence = useMemo(() => {
    if (isRefusal(drawn)) return ''
    const { column } = drawn.told
    const figures = describePoints(title, { ...drawn.told, write: (value) => write.figure(column, value) }, language)
    return [figures, ...(isTime ? (notes ?? []).map(({ day, text }) => `${format.day(day)}: ${text}`) : [])].join(' ')
  }, [drawn, title, write, language, isTime, notes, format])
  const option = useMemo(() => {
    if (isRefusal(drawn)) return {}
    const chosen = isChosen
      ? withChosen(drawn.option, (series, item, row) => {
          const place = drawn.placeOf(series, item, row)
          return place !== null && isChosen(place)
        })
      : drawn.option
    return isTime && notes ? withNotes(chosen, notesOn(report, notes), readChartTheme()) : chosen
  }, [drawn, isChosen, isTime, notes, report])
  if (isRefusal(drawn)) {
    return (
      <div className={classes.chart}>
        <p className={classes.refusal} role="note">
          {t(drawn, { chart: t(`chart-${kind}`) })}
        </p>
        <div className={classes.drawing}>
          <PivotTable title={title} report={report} look={look} onSelect={onSelect} />
        </div>
      </div>
    )
  }
  const [time] = report.rowColumns
  const dayOf = (place: number) => {
    const row = report.details[place]
    return row === undefined || time === undefined ? '' : dimensionLabel(time, report.rows.value(row, time.id), labels)
  }
  const keys = {
    count: report.details.length,
    hint: t('brushKeys'),
    say: (from: number, to: number) => (from === to ? dayOf(from) : `${dayOf(from)} – ${dayOf(to)}`),
  }
  const select = ({ series, category, row }: ChartPlace) => {
    const place = drawn.placeOf(series, category, row)
    if (place !== null) onSelect?.(place)
  }
  const brush = (from: number, to: number) => {
    const last = report.details.length - 1
    const [first, end] = [from, to].map((place) => report.details[Math.max(0, Math.min(last, Math.round(place)))])
    if (first !== undefined && end !== undefined) onBrush?.(first, end)
  }
  return (
    <div className={classes.chart}>
      <div className={classes.drawing}>
        <div style={{ height: '100%', minHeight: drawn.height }}>
          <Chart
            option={option}
            sentence={sentence}
            onSelect={onSelect && select}
            onBrush={isTime && onBrush ? brush : undefined}
            keys={keys}
          />
        </div>
      </div>
      <Notes report={report} drawn={drawn} saysLeftOut={saysLeftOut} />
    </div>
  )
}

/** What of the answer does not stand in the chart. */
function Notes({ report, drawn, saysLeftOut }: { report: ReportData; drawn: ReportDrawing; saysLeftOut: boolean }) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const left = saysLeftOut ? notDrawn(report, drawn.columns, language) : []
  return (
    <>
      {left.length > 0 && <p className={classes.chartNote}>{t('notDrawn', { values: left.join(language === 'zh' ? '、' : ', ') })}</p>}
      {drawn.rows !== undefined && (
        <p className={classes.chartNote}>{t('firstDrawn', { drawn: drawn.rows, total: report.details.length })}</p>
      )}
    </>
  )
}
