import type { ReportColumn } from '../contract/report-result.ts'
import { pathLabel } from './chart-of-report.ts'
import { chartBase, itemTip, legendOf, valueAxis } from './chart-frame.ts'
import { placeAt } from './report-cartesian.ts'
import { figureAt, nameOfRow, partColumns, tipRow, toldColumn, type DrawnReport, type Refusal, type ReportDrawing } from './report-look.ts'
import { colourOfMeasure, colourOfValue } from './series-colours.ts'

interface Dot {
  readonly row: number
  readonly value: [number, number, number]
}

interface Cloud {
  readonly path: readonly (string | null)[]
  readonly columns: readonly ReportColumn[]
  readonly dots: readonly Dot[]
}

const mostNamed = 40

/** A dot a row: the first value along, the second up, the third as large. Each value of the column shelf is a cloud in its own colour. */
export function cloudsOf({ report }: DrawnReport, figures: number): Cloud[] {
  const groups = new Map<string, ReportColumn[]>()
  for (const column of partColumns(report)) {
    const key = JSON.stringify(column.path ?? [])
    groups.set(key, [...(groups.get(key) ?? []), column])
  }
  return [...groups.values()].flatMap((columns) => {
    const dots = report.details.flatMap((row): Dot[] => {
      const [x, y, size] = columns.slice(0, figures).map((column) => figureAt(report, row, column))
      if (x === null || y === null || x === undefined || y === undefined) return []
      return figures > 2 && (size === null || size === undefined || size < 0) ? [] : [{ row, value: [x, y, size ?? 0] }]
    })
    return dots.length === 0 ? [] : [{ path: columns[0]?.path ?? [], columns, dots }]
  })
}

export function drawScatter(kind: 'scatter' | 'bubble') {
  return (drawn: DrawnReport): ReportDrawing | Refusal => {
    const { look } = drawn
    const { theme } = look
    const figures = kind === 'bubble' ? 3 : 2
    const clouds = cloudsOf(drawn, figures)
    const [x, y] = clouds[0]?.columns ?? []
    if (x === undefined || y === undefined) return 'cantNothing'
    const largest = Math.max(...clouds.flatMap(({ dots }) => dots.map(({ value }) => value[2])))
    const colours = clouds.map(({ path }) =>
      path.length > 0 ? colourOfValue(theme, look.known, path[0] ?? null) : colourOfMeasure(theme, 0),
    )
    const hasLegend = clouds.length > 1
    const isNamed = clouds.reduce((sum, { dots }) => sum + dots.length, 0) <= mostNamed
    const axis = (column: ReportColumn) => ({
      ...valueAxis(theme, look.format, column.unit),
      name: column.label[look.labels.language],
      nameTextStyle: { color: theme.secondary, fontSize: 11 },
      scale: true,
    })
    const tip = (cloud: number, item: number) => {
      const { columns = [], dots = [], path = [] } = clouds[cloud] ?? {}
      const row = dots[item]?.row ?? 0
      const under = path.length > 0 ? ` · ${pathLabel(columns[0]!, look.labels)}` : ''
      const lines = columns.map((column) => ({
        ...tipRow(drawn, row, column, colours[cloud] ?? theme.other),
        label: column.label[look.labels.language],
      }))
      return { title: `${nameOfRow(drawn, row)}${under}`, rows: lines }
    }
    return {
      placeOf: (cloud, item) => placeAt(clouds[cloud]?.dots[item]?.row, clouds[cloud]?.columns[0]),
      told: toldColumn(drawn, x),
      columns: clouds.flatMap(({ columns }) => columns.slice(0, figures)),
      option: {
        ...chartBase(theme),
        grid: { left: 4, right: 30, top: hasLegend ? 54 : 30, bottom: 24, containLabel: true },
        ...(hasLegend ? { legend: { ...legendOf(theme), icon: 'circle', itemWidth: 8 } } : {}),
        tooltip: itemTip(theme, tip),
        xAxis: { ...axis(x), nameLocation: 'middle', nameGap: 26 },
        yAxis: { ...axis(y), nameTextStyle: { color: theme.secondary, fontSize: 11, align: 'left' } },
        series: clouds.map(({ columns, dots }, place) => ({
          type: 'scatter' as const,
          name: hasLegend ? pathLabel(columns[0]!, look.labels) : nameOfRow(drawn, dots[0]?.row ?? 0),
          data: dots.map(({ row, value }) => ({
            value,
            symbolSize: kind === 'bubble' ? bubbleSize(value[2], largest) : 8,
            label: { show: isNamed, formatter: nameOfRow(drawn, row) },
          })),
          itemStyle: { color: colours[place] ?? theme.other, opacity: 0.75 },
          label: { position: 'right' as const, color: theme.secondary, fontSize: 11, width: 120, overflow: 'truncate' as const },
          labelLayout: { hideOverlap: true },
        })),
      },
    }
  }
}

/** The area tells the size: up to 44 pixels across, and never too small to be met. */
export function bubbleSize(value: number, largest: number): number {
  return largest <= 0 ? 6 : Math.max(6, 44 * Math.sqrt(value / largest))
}
