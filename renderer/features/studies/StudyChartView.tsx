import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unit } from '../../../src/contract/report-result.ts'
import type { StudyChart, StudyTable } from '../../../src/contract/study-result.ts'
import { Chart } from '../../charts/Chart.tsx'
import { readChartTheme } from '../../charts/chart-theme.ts'
import { describeChart } from '../../../src/charts/describe-chart.ts'
import { drawStudyChart } from '../../../src/charts/study-drawing.ts'
import { columnOf, keyLabel, labelsOf, nameOf, valuesOf, type StudyLook } from '../../../src/charts/study-look.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { rowName } from './study-table-look.ts'
import type { OpenRows } from './StudyAnswer.tsx'
import { tableElement } from './StudyTableView.tsx'
import classes from './studies.module.css'

interface ChartProps {
  readonly chart: StudyChart
  readonly table: StudyTable
  readonly known: readonly (string | null)[] | undefined
  readonly onRows: OpenRows
  /** The page has no table of it, as a tile has none. */
  readonly isAlone?: boolean
}

/** A chart over one of the study's tables, which says the same in figures further down. */
export function StudyChartView({ chart, table, known, onRows, isAlone = false }: ChartProps) {
  const { t } = useTranslation('studies')
  const { t: report } = useTranslation('report')
  const { t: ui } = useTranslation('ui')
  const local = useLocal()
  const language = useLanguage()
  const format = useFormat()
  const scheme = useComputedColorScheme('light')
  const title = local(chart.label)
  const drawn = useMemo(() => {
    // The theme is read from the document, which carries the scheme.
    const theme = { ...readChartTheme(), scheme }
    const write = (value: number, unit: Unit) => format.compact(value, unit)
    const look: StudyLook = { theme, language, format: write, none: report('none'), yes: ui('yes'), no: ui('no'), known: known ?? [] }
    const drawing = drawStudyChart(chart, table, look)
    const main = {
      id: chart.y[0] ?? '',
      label: nameOf({ table, look }, chart.y[0]),
      unit: columnOf(table, chart.y[0])?.unit ?? ('none' as const),
    }
    const lines = columnOf(table, chart.series)
    const categories = labelsOf({ chart, table, look }).map((label, row) =>
      lines === undefined ? label : `${keyLabel(lines, table.rows[row]?.[lines.id], look)} ${label}`,
    )
    const data = { categories, series: [{ ...main, colour: '', values: valuesOf({ table }, main.id) }] }
    return { drawing, look, sentence: describeChart(title, data, write, language) }
  }, [chart, table, known, language, scheme, format, title, report, ui])
  const { drawing } = drawn
  const select = ({ series, category }: { series: number; category: number }) => {
    const row = drawing?.rowOf(series, category) ?? null
    const drill = row === null ? null : (table.drills?.[row] ?? null)
    if (row !== null && drill !== null) onRows(drill, rowName(table, row, drawn.look))
  }
  const isWide = chart.kind === 'heat' || chart.kind === 'cohort'
  return (
    <figure
      className={classes.chart}
      data-wide={isWide || undefined}
      data-chart={chart.id}
      aria-details={isAlone ? undefined : tableElement(table.id)}
    >
      <figcaption>{title}</figcaption>
      {drawing === null ? (
        <p className={classes.quiet}>{t('noRows')}</p>
      ) : (
        <div style={{ height: drawing.height }}>
          <Chart option={drawing.option} sentence={drawn.sentence} onSelect={table.drills === null ? undefined : select} />
        </div>
      )}
      {drawing?.drawn !== undefined && drawing.drawn < table.rows.length && (
        <p className={classes.quiet}>{t('firstDrawn', { drawn: drawing.drawn, total: table.rows.length })}</p>
      )}
    </figure>
  )
}
