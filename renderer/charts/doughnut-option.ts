import type { EChartsOption } from 'echarts'
import type { ChartTheme, FormatFigure } from './chart-data.ts'
import { tooltipElement } from './chart-tooltip.ts'
import type { Unit } from '../../src/contract/report-result.ts'

export interface DoughnutSlice {
  readonly label: string
  readonly value: number
  readonly colour: string
}

/** A ring of at most six slices with their names beside them; shares are the engine's, the ring only draws them. */
export function doughnutOption(slices: readonly DoughnutSlice[], unit: Unit, theme: ChartTheme, format: FormatFigure): EChartsOption {
  return {
    animation: theme.animate,
    animationDuration: 160,
    textStyle: { fontFamily: theme.fontFamily, fontSize: 11, color: theme.text },
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.line,
      formatter: (parameters: unknown) => {
        const slice = slices[indexOf(parameters)]
        if (slice === undefined) return ''
        const row = { label: slice.label, figure: format(slice.value, unit), colour: slice.colour }
        return tooltipElement({ title: '', rows: [row] }, theme)
      },
    },
    series: [
      {
        type: 'pie',
        radius: ['52%', '74%'],
        minAngle: 2,
        avoidLabelOverlap: true,
        itemStyle: { borderColor: theme.surface, borderWidth: 2 },
        label: { color: theme.secondary, fontSize: 11, overflow: 'break', formatter: '{b}' },
        labelLine: { length: 6, length2: 8, lineStyle: { color: theme.line } },
        data: slices.map((slice) => ({ name: slice.label, value: slice.value, itemStyle: { color: slice.colour } })),
      },
    ],
  }
}

export const doughnutSliceLimit = 6

function indexOf(parameters: unknown): number {
  return typeof parameters === 'object' && parameters !== null && 'dataIndex' in parameters && typeof parameters.dataIndex === 'number'
    ? parameters.dataIndex
    : -1
}
