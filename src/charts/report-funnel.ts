import type { ReportColumn } from '../contract/report-result.ts'
import { sameScale } from './chart-of-report.ts'
import { categoryAxis, chartBase, itemTip, textWidth } from './chart-frame.ts'
import { placeAt } from './report-cartesian.ts'
import {
  figureAt,
  nameOfColumn,
  nameOfRow,
  partColumns,
  rowTip,
  type DrawnReport,
  type Refusal,
  type ReportDrawing,
} from './report-look.ts'

export interface Step {
  readonly name: string
  readonly value: number
  readonly row: number
  readonly column: ReportColumn
}

/** A step a row, in the report's order; without rows a step a value. */
export function stepsOf(drawn: DrawnReport): Step[] {
  const { report } = drawn
  const columns = partColumns(report).filter((column) => sameScale(column, partColumns(report)[0]))
  const [first] = columns
  if (first === undefined) return []
  const step = (name: string, row: number, column: ReportColumn): Step[] => {
    const value = figureAt(report, row, column)
    return value === null ? [] : [{ name, value, row, column }]
  }
  return report.rowColumns.length === 0
    ? columns.flatMap((column) => step(nameOfColumn(drawn, column), report.total ?? 0, column))
    : report.details.slice(0, mostSteps).flatMap((row) => step(nameOfRow(drawn, row), row, first))
}

const mostSteps = 30

/** One bar a step before the pale bar of the step above, so that what is missing is what was lost. */
export function drawFunnel(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme } = look
  const steps = stepsOf(drawn)
  const [first] = steps
  if (first === undefined) return 'cantNothing'
  if (steps.some(({ value }) => value < 0)) return 'cantBelowZero'
  const names = steps.map(({ name }) => name)
  const texts = steps.map(({ column, value }) => look.write(column, value))
  const colour = theme.series[0] ?? theme.other
  const before = steps.map(({ value }, place) => Math.max(steps[place - 1]?.value ?? value, value))
  return {
    height: 12 + steps.length * 26,
    placeOf: (_, item) => placeAt(steps[item]?.row, steps[item]?.column),
    told: { label: first.column.label[look.labels.language], points: steps, count: steps.length, column: first.column },
    columns: report.rowColumns.length === 0 ? steps.map(({ column }) => column) : [first.column],
    ...(report.rowColumns.length > 0 && report.details.length > mostSteps ? { rows: mostSteps } : {}),
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: textWidth(texts, 200) + 16, top: 4, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, steps[item]?.row ?? 0, colour)),
      xAxis: { type: 'value', show: false, min: 0, max: 'dataMax' },
      yAxis: { ...categoryAxis(theme, names, { inverse: true, width: textWidth(names, 160) + 8 }), axisLine: { show: false } },
      series: [
        {
          type: 'bar',
          data: steps.map(({ value }, place) => ({ value, label: { formatter: texts[place] ?? '' } })),
          barCategoryGap: '28%',
          barMaxWidth: 40,
          z: 3,
          itemStyle: { color: colour },
          label: { show: true, position: 'right', color: theme.text, fontSize: 11 },
        },
        {
          type: 'bar',
          data: before,
          barGap: '-100%',
          barCategoryGap: '28%',
          barMaxWidth: 40,
          silent: true,
          itemStyle: { color: theme.hover },
        },
      ],
    },
  }
}
