import { useState, type KeyboardEvent } from 'react'
import type { StartedChart } from './drawing.ts'

/** How a stretch of the category axis is chosen without a pointer. */
export interface AxisKeys {
  readonly count: number
  /** What the keys do, for people who come here with them. */
  readonly hint: string
  readonly say: (from: number, to: number) => string
}

interface BrushKeysProps {
  readonly chart: StartedChart
  readonly keys: AxisKeys
  readonly onBrush: (from: number, to: number) => void
}

/** Seen once it has the focus: arrows move over the axis, with Shift they widen, Enter takes the stretch. */
export function BrushKeys({ chart, keys: { count, hint, say }, onBrush }: BrushKeysProps) {
  const [range, setRange] = useState<{ readonly anchor: number; readonly head: number } | null>(null)
  const [from, to] = range === null ? [0, 0] : [Math.min(range.anchor, range.head), Math.max(range.anchor, range.head)]
  const press = (event: KeyboardEvent) => {
    if (range === null) return
    const { anchor, head } = range
    const moved = { ArrowLeft: head - 1, ArrowRight: head + 1, Home: 0, End: count - 1 }[event.key]
    if (moved !== undefined) {
      const next = Math.max(0, Math.min(count - 1, moved))
      setRange({ anchor: event.shiftKey ? anchor : next, head: next })
    } else if (event.key === 'Enter' || event.key === ' ') onBrush(from, to)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const band = range === null ? null : bandOf(chart, count, from, to)
  return (
    <>
      <button
        type="button"
        className="chart-keys"
        onFocus={() => setRange({ anchor: count - 1, head: count - 1 })}
        onBlur={() => setRange(null)}
        onKeyDown={press}
      >
        {range === null ? hint : `${say(from, to)} · ${hint}`}
      </button>
      <span className="spoken" role="status">
        {range === null ? '' : say(from, to)}
      </span>
      {band && <div className="chart-band" style={band} />}
    </>
  )
}

function bandOf(chart: StartedChart, count: number, from: number, to: number): { left: number; width: number } | null {
  const x = (place: number) => Number(chart.convertToPixel({ xAxisIndex: 0 }, place))
  const step = count > 1 ? Math.abs(x(1) - x(0)) : 24
  const left = x(from) - step / 2
  return Number.isFinite(left) && Number.isFinite(step) ? { left, width: step * (to - from + 1) } : null
}
