import type { ECElementEvent, EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'
import { BrushKeys, type AxisKeys } from './BrushKeys.tsx'
import { listenToBrush } from './chart-brush.ts'
import type { StartedChart } from './drawing.ts'
import './chart.css'

// The frame stands before the charts' code is there, which comes with the first answers.
const drawing = import('./drawing.ts')

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
  /** The same without a pointer. */
  readonly keys?: AxisKeys | undefined
}

/** Draws an option on a canvas that follows the size of its box. */
export function Chart({ option, sentence, onSelect, onBrush, keys }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<StartedChart | null>(null)
  const select = useRef(onSelect)

  useEffect(() => {
    select.current = onSelect
  }, [onSelect])

  useEffect(() => {
    const element = box.current
    if (!element) return
    const hold = ({ dataType, dataIndex, seriesIndex, data }: ECElementEvent) => {
      // The nodes of a flow stand for no single row.
      if (dataType !== 'node') select.current?.({ category: dataIndex ?? 0, series: seriesIndex ?? 0, row: rowOf(data) })
    }
    let made: StartedChart | null = null
    let isGone = false
    const observer = new ResizeObserver(() => made?.resize())
    const start = async () => {
      const { startChart } = await drawing
      if (isGone) return
      made = startChart(element)
      made.on('click', hold)
      // A right-click takes hold of a mark as a click does; whoever listens can tell the two apart.
      made.on('contextmenu', (event) => {
        event.event?.event.preventDefault()
        hold(event)
      })
      observer.observe(element)
      setChart(made)
    }
    void start()
    return () => {
      isGone = true
      observer.disconnect()
      made?.dispose()
      setChart(null)
    }
  }, [])

  useEffect(() => {
    chart?.setOption(option, { notMerge: true })
  }, [chart, option])

  const canBrush = onBrush !== undefined
  const brush = useRef(onBrush)
  useEffect(() => {
    brush.current = onBrush
  }, [onBrush])
  useEffect(() => {
    const element = box.current
    if (!element || chart === null || !canBrush) return
    return listenToBrush(
      element,
      (x) => Number(chart?.convertFromPixel({ xAxisIndex: 0 }, x) ?? Number.NaN),
      (from, to) => brush.current?.(from, to),
    )
  }, [chart, canBrush])

  return (
    <div className="chart-frame">
      <div ref={box} className="chart-box" role="img" aria-label={sentence} />
      {chart && onBrush && keys && <BrushKeys chart={chart} keys={keys} onBrush={onBrush} />}
    </div>
  )
}

function rowOf(data: unknown): number | null {
  return typeof data === 'object' && data !== null && 'row' in data && typeof data.row === 'number' ? data.row : null
}
