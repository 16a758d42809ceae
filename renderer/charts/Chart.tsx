import { BarChart, BoxplotChart, HeatmapChart, LineChart, PieChart, SankeyChart, ScatterChart, TreemapChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use as register, type ECElementEvent, type EChartsCoreOption } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { listenToBrush } from './chart-brush.ts'
import './chart.css'

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
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  LabelLayout,
  CanvasRenderer,
])

export interface ChartPlace {
  readonly category: number
  readonly series: number
  /** The row of the answer, where what was drawn carries it. */
  readonly row: number | null
}

interface ChartProps {
  readonly option: EChartsCoreOption
  /** What the chart says, for people who can't see it. */
  readonly sentence: string
  readonly onSelect?: ((place: ChartPlace) => void) | undefined
  /** A stretch of the category axis that was drawn over, by the places of its ends. */
  readonly onBrush?: ((from: number, to: number) => void) | undefined
}

/** Draws an option on a canvas that follows the size of its box. */
export function Chart({ option, sentence, onSelect, onBrush }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init>>(null)
  const select = useRef(onSelect)

  useEffect(() => {
    select.current = onSelect
  }, [onSelect])

  useEffect(() => {
    const element = box.current
    if (!element) return
    const made = init(element, null, { renderer: 'canvas' })
    chart.current = made
    const hold = ({ dataType, dataIndex, seriesIndex, data }: ECElementEvent) => {
      // The nodes of a flow stand for no single row.
      if (dataType !== 'node') select.current?.({ category: dataIndex ?? 0, series: seriesIndex ?? 0, row: rowOf(data) })
    }
    made.on('click', hold)
    // A right-click takes hold of a mark as a click does; whoever listens can tell the two apart.
    made.on('contextmenu', (event) => {
      event.event?.event.preventDefault()
      hold(event)
    })
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])

  const canBrush = onBrush !== undefined
  const brush = useRef(onBrush)
  useEffect(() => {
    brush.current = onBrush
  }, [onBrush])
  useEffect(() => {
    const element = box.current
    if (!element || !canBrush) return
    return listenToBrush(
      element,
      (x) => Number(chart.current?.convertFromPixel({ xAxisIndex: 0 }, x) ?? Number.NaN),
      (from, to) => brush.current?.(from, to),
    )
  }, [canBrush])

  return <div ref={box} className="chart-box" role="img" aria-label={sentence} />
}

function rowOf(data: unknown): number | null {
  return typeof data === 'object' && data !== null && 'row' in data && typeof data.row === 'number' ? data.row : null
}
