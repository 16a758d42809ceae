import { BarChart, BoxplotChart, HeatmapChart, LineChart, PieChart, SankeyChart, ScatterChart, TreemapChart } from 'echarts/charts'
import { GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'

register([
  BarChart,
  BoxplotChart,
  HeatmapChart,
  LineChart,
  PieChart,
  SankeyChart,
  ScatterChart,
  TreemapChart,
  GridComponent,
  LegendComponent,
  VisualMapComponent,
  LabelLayout,
  SVGRenderer,
])

/** An option drawn without a page, as SVG text. Sizes in pixels. */
export function chartSvg(option: EChartsOption, width: number, height: number): string {
  const chart = init(null, null, { ssr: true, renderer: 'svg', width, height })
  try {
    const { tooltip: _, ...still } = option
    chart.setOption({ ...still, animation: false, ...wholeGrid(option), ...wholeLegend(option) })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

/** What `containLabel` means in ECharts 6, said in its own words, so that it does not warn. */
function wholeGrid({ grid }: EChartsOption): EChartsOption {
  if (grid === undefined || Array.isArray(grid) || grid.containLabel !== true) return {}
  const { containLabel: _, ...rest } = grid
  return { grid: { ...rest, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } }
}

/** A picture can't be scrolled: its legend takes as many lines as it needs. */
function wholeLegend({ legend }: EChartsOption): EChartsOption {
  return legend === undefined || Array.isArray(legend) ? {} : { legend: { ...legend, type: 'plain' } }
}
