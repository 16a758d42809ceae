import { categoryAxis, chartBase, itemTip, textWidth } from './chart-frame.ts'
import { columnOf, figureOf, labelsOf, rowTip, valuesOf, type Drawn, type StudyDrawing } from './study-look.ts'

const barHeight = 30
/** Many steps stand closer. */
const manySteps = 8
const denseHeight = 24

/**
 * One bar a step from the left, before the pale bar of the step before it, so that what is missing is what was lost. Beside it
 * stand the count and the other columns of `y`; a step without a count has no bar, and they stand alone.
 */
export function drawFunnel(drawn: Drawn): StudyDrawing {
  const { chart, table, look } = drawn
  const { theme, format } = look
  const labels = labelsOf(drawn)
  const values = valuesOf(drawn, chart.y[0])
  const units = chart.y.map((id) => columnOf(table, id)?.unit ?? 'none')
  const beside = table.rows.map((row) =>
    chart.y.flatMap((id, place) => {
      const figure = figureOf(row[id])
      return figure === null ? [] : [format(figure, units[place] ?? 'none')]
    }),
  )
  const before = values.map((value, place) => (place === 0 ? value : Math.max(values[place - 1] ?? 0, value ?? 0)))
  return {
    height: 12 + labels.length * (labels.length > manySteps ? denseHeight : barHeight),
    rowOf: (_, item) => item,
    option: {
      ...chartBase(theme),
      grid: {
        left: 4,
        right:
          textWidth(
            beside.map((texts) => texts.join('  ')),
            200,
          ) + 16,
        top: 4,
        bottom: 4,
        containLabel: true,
      },
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, item, theme.series[0] ?? theme.other)),
      xAxis: { type: 'value', show: false, max: 'dataMax' },
      yAxis: { ...categoryAxis(theme, labels, { inverse: true, width: textWidth(labels, 140) + 4 }), axisLine: { show: false } },
      series: [
        { type: 'bar', data: before, barGap: '-100%', barCategoryGap: '28%', silent: true, itemStyle: { color: theme.hover } },
        {
          type: 'bar',
          data: values.map((value, place) => ({ value: value ?? 0, label: { formatter: (beside[place] ?? []).join('  ') } })),
          barCategoryGap: '28%',
          itemStyle: { color: theme.series[0] ?? theme.other },
          label: { show: true, position: 'right', color: theme.text, fontSize: 11 },
        },
      ],
    },
  }
}
