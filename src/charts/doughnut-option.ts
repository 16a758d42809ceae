import type { EChartsOption } from 'echarts'
import type { ChartTheme } from './chart-data.ts'
import { chartBase, itemTip } from './chart-frame.ts'
import type { TooltipText } from './chart-tooltip.ts'

interface DoughnutSlice {
  readonly label: string
  readonly value: number
  readonly figure: string
  readonly colour: string
}

export const doughnutSliceLimit = 6

/** A ring of at most six slices with their names beside them. */
export function doughnutOption(slices: readonly DoughnutSlice[], tip: (item: number) => TooltipText, theme: ChartTheme): EChartsOption {
  return {
    ...chartBase(theme),
    tooltip: itemTip(theme, (_, item) => tip(item)),
    series: [
      {
        type: 'pie',
        radius: ['52%', '74%'],
        minAngle: 2,
        avoidLabelOverlap: true,
        itemStyle: { borderColor: theme.surface, borderWidth: 2 },
        label: { color: theme.secondary, fontSize: 11, overflow: 'break', lineHeight: 15 },
        labelLine: { length: 6, length2: 8, lineStyle: { color: theme.line } },
        data: slices.map((slice) => ({
          name: slice.label,
          value: slice.value,
          label: { formatter: `${slice.label}\n${slice.figure}` },
          itemStyle: { color: slice.colour },
        })),
      },
    ],
  }
}
