import { doughnutOption, doughnutSliceLimit } from './doughnut-option.ts'
import { placeAt } from './report-cartesian.ts'
import {
  figureAt,
  hasNegative,
  nameOfRow,
  partColumns,
  rowTip,
  toldColumn,
  type DrawnReport,
  type Refusal,
  type ReportDrawing,
} from './report-look.ts'
import { colourOfMeasure, colourOfValue } from './series-colours.ts'

/** A ring shows parts of a whole: few of them, and none below zero. */
export function drawDoughnut(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const [column] = partColumns(report)
  const [dimension] = report.rowColumns
  if (column === undefined || dimension === undefined) return 'cantNothing'
  if (report.details.length > doughnutSliceLimit) return 'cantManySlices'
  if (hasNegative(report, [column])) return 'cantBelowZero'
  const key = (row: number) => {
    const value = report.rows.value(row, dimension.id)
    return value === null ? null : String(value)
  }
  const slices = report.details.map((row, place) => ({
    label: nameOfRow(drawn, row),
    value: figureAt(report, row, column) ?? 0,
    figure: look.write(column, figureAt(report, row, column) ?? 0),
    colour:
      look.knownRows.length > 0 && report.rowColumns.length === 1
        ? colourOfValue(look.theme, look.knownRows, key(row))
        : colourOfMeasure(look.theme, place),
  }))
  return {
    option: doughnutOption(
      slices,
      (item) => rowTip(drawn, report.details[item] ?? 0, slices[item]?.colour ?? look.theme.other),
      look.theme,
    ),
    placeOf: (_, item) => placeAt(report.details[item], column),
    told: toldColumn(drawn, column),
    columns: [column],
  }
}
