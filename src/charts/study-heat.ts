import type { Unit } from '../contract/report-result.ts'
import type { StudyCell } from '../contract/study-result.ts'
import type { FormatFigure } from './chart-data.ts'
import { axisText, categoryAxis, chartBase, itemTip, textWidth } from './chart-frame.ts'
import { readableOn } from './readable.ts'
import { columnOf, figureOf, keyLabel, nameOf, rowTip, type Drawn, type StudyDrawing } from './study-look.ts'

export interface HeatCell {
  readonly column: number
  readonly line: number
  readonly value: number
  /** The row of the table it comes from. */
  readonly row: number
}

export interface HeatGrid {
  readonly columns: readonly string[]
  readonly lines: readonly string[]
  readonly cells: readonly HeatCell[]
}

const lineHeight = 26
const mostLines = 60
const mostNamed = 14
const columnWidth = 50

/** Columns are the values of `x` and lines those of `series`; without a series columns are the measures of `y` and lines the values of `x`. */
export function heatGrid({ chart, table, look }: Drawn): HeatGrid {
  const [across, down] = chart.series === undefined ? [null, chart.x] : [chart.x, chart.series]
  const lineKeys = distinct(table.rows.map((row) => row[down] ?? null)).slice(0, mostLines)
  const columnKeys = across === null ? [] : distinct(table.rows.map((row) => row[across] ?? null))
  const cells: HeatCell[] = []
  table.rows.forEach((row, place) => {
    const line = lineKeys.indexOf(row[down] ?? null)
    const put = (column: number, cell: StudyCell | undefined) => {
      const value = figureOf(cell)
      if (line >= 0 && value !== null) cells.push({ column, line, value, row: place })
    }
    if (across === null) chart.y.forEach((id, column) => put(column, row[id]))
    else put(columnKeys.indexOf(row[across] ?? null), row[chart.y[0] ?? ''])
  })
  // The first step has no step before it: what has nothing to show takes no room.
  const used = new Set(cells.map(({ column }) => column))
  const places = [...Array.from({ length: across === null ? chart.y.length : columnKeys.length }).keys()].filter((place) => used.has(place))
  const label = (id: string) => (key: StudyCell) => keyLabel(columnOf(table, id), key, look)
  return {
    columns: places.map((place) => (across === null ? nameOf({ table, look }, chart.y[place]) : label(across)(columnKeys[place] ?? null))),
    lines: lineKeys.map(label(down)),
    cells: cells.map((cell) => ({ ...cell, column: places.indexOf(cell.column) })),
  }
}

export function drawHeat(drawn: Drawn): StudyDrawing | null {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const { columns, lines, cells } = heatGrid(drawn)
  if (cells.length === 0) return null
  const unit = columnOf(table, chart.y[0])?.unit ?? 'none'
  const values = cells.map(({ value }) => value)
  // All of a cohort is there at first: beside that whatever comes back would look like nothing.
  const later = chart.kind === 'cohort' ? cells.filter(({ column }) => column > 0).map(({ value }) => value) : []
  const [least, most] = [Math.min(0, ...values), Math.max(...(later.some((value) => value > 0) ? later : values))]
  const textOn = (value: number) => readableOn(theme.heat, Math.min(1, (value - least) / (most - least || 1)), [theme.text, theme.onHeat])
  const width = textWidth(lines, 150) + 4
  const across = categoryAxis(theme, columns)
  // A few columns are all named, in two lines where one is too short.
  const isTold = columns.length <= mostNamed
  return {
    height: (isTold ? 44 : 32) + lines.length * lineHeight,
    rowOf: (_, item) => cells[item]?.row ?? null,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, cells[item]?.row ?? 0, theme.series[0] ?? theme.other)),
      xAxis: {
        ...across,
        position: 'top',
        axisLine: { show: false },
        ...(isTold ? { axisLabel: { ...across.axisLabel, hideOverlap: false, interval: 0, width: columnWidth, overflow: 'break' } } : {}),
      },
      yAxis: { ...categoryAxis(theme, lines, { inverse: true, width }), axisLine: { show: false } },
      visualMap: { show: false, min: least, max: most === least ? least + 1 : most, inRange: { color: [theme.heat[0], theme.heat[1]] } },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: theme.surface, borderWidth: 2, borderRadius: 3 },
          data: cells.map(({ column, line, value }) => ({
            value: [column, line, value],
            label: {
              show: true,
              fontSize: 11,
              color: textOn(value),
              formatter: isTold ? format(value, unit) : shortText(value, unit, format),
            },
          })),
        },
      ],
    },
  }
}

function distinct(keys: readonly StudyCell[]): StudyCell[] {
  return [...new Set(keys)]
}

/** Narrow cells have no room for a tenth of a percent. */
function shortText(value: number, unit: Unit, format: FormatFigure): string {
  return unit === 'percent' ? `${Math.round(value * 100)}%` : axisText(format(value, unit))
}
