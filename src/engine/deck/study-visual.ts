import type { StudyChart, StudyTable } from '../../contract/study-result.ts'
import { plainChart, type ChartSeries } from '../export/pptx/chart.ts'
import type { DeckLook } from './deck-text.ts'
import { heatTable } from './heat-table.ts'
import { columnOf, isNumeric, nameOf, numberOf } from './study-cells.ts'
import { formatFor, headOf, labelsOf, monthsOf, told, valuesOf, type Drawn } from './study-drawn.ts'
import { band, funnel, histogram, pareto, scatter, waterfall } from './study-shapes.ts'
import { studyTable } from './study-table.ts'
import { colourAt, type Visual } from './visual.ts'

const mostBars = 20

/** How a study's chart stands on a slide: native where Office has such a chart, else as its table. */
export function studyVisual(chart: StudyChart, table: StudyTable, look: DeckLook): Visual {
  const drawn = { chart, table, look }
  const isThere = [chart.x, ...chart.y].every((id) => columnOf(table, id) !== undefined)
  if (table.rows.length === 0) return { is: 'nothing' }
  if (!isThere) return { is: 'table', table: studyTable(table, look) }
  switch (chart.kind) {
    case 'waterfall':
      return waterfall(drawn)
    case 'funnel':
      return funnel(drawn)
    case 'pareto':
      return pareto(drawn)
    case 'band':
      return band(drawn)
    case 'histogram':
      return histogram(drawn)
    case 'scatter':
      return scatter(drawn)
    case 'bar':
    case 'stacked-bar':
    case 'line':
    case 'area':
      return cartesian(drawn)
    case 'heat':
    case 'cohort':
      return { is: 'table', table: heatTable(chart, table, look) }
    case 'sankey':
      return { is: 'table', table: studyTable(table, look) }
  }
}

function cartesian(drawn: Drawn): Visual {
  const { chart, table } = drawn
  const column = columnOf(table, chart.x)
  const runsOn = isNumeric(column) || column?.type === 'date' || column?.type === 'timestamp'
  const isBar = chart.kind === 'bar' || chart.kind === 'stacked-bar'
  const { categories, series } = chart.series === undefined ? measures(drawn) : pivoted(drawn)
  const shown = isBar && !runsOn ? mostBars : categories.length
  return {
    is: 'chart',
    chart: plainChart({
      kind: isBar ? (runsOn ? 'column' : 'bar') : chart.kind === 'area' ? 'area' : 'line',
      categories: categories.slice(0, shown),
      series: series.map((one) => ({
        ...one,
        values: one.values.slice(0, shown),
        isLabelled: isBar && series.length === 1 && categories.length <= 16,
      })),
      axisFormat: series[0]?.format ?? 'General',
      description: told(drawn),
      ...(chart.kind === 'stacked-bar' ? { grouping: 'stacked' as const } : {}),
      hasLegend: series.length > 1,
    }),
  }
}

function measures(drawn: Drawn): { categories: string[]; series: ChartSeries[] } {
  const { chart, table } = drawn
  const unit = columnOf(table, chart.y[0])?.unit
  const ids = chart.y.filter((id) => columnOf(table, id)?.unit === unit)
  const format = formatFor(
    drawn,
    chart.y[0],
    ids.flatMap((id) => valuesOf(drawn, id)),
  )
  return {
    categories: labelsOf(drawn),
    series: ids.map((id, place) => ({ name: headOf(drawn, id), values: valuesOf(drawn, id), format, colour: colourAt(place), column: id })),
  }
}

function pivoted(drawn: Drawn): { categories: string[]; series: ChartSeries[] } {
  const { chart, table, look } = drawn
  const [y = ''] = chart.y
  const by = chart.series ?? ''
  const keys = [...new Set(table.rows.map((row) => row[chart.x] ?? null))]
  const groups = [...new Set(table.rows.map((row) => row[by] ?? null))]
  const cells = new Map(table.rows.map((row) => [JSON.stringify([row[by] ?? null, row[chart.x] ?? null]), numberOf(row[y])]))
  const format = formatFor(drawn, y, [...cells.values()])
  return {
    categories: monthsOf(
      keys.map((key) => nameOf(columnOf(table, chart.x), key, look)),
      look,
    ),
    series: groups.map((group, place) => ({
      name: nameOf(columnOf(table, by), group, look),
      values: keys.map((key) => cells.get(JSON.stringify([group, key])) ?? null),
      format,
      colour: colourAt(place),
    })),
  }
}
