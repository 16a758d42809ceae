import type { NativeChart } from '../export/pptx/chart.ts'
import { formatByCode } from './format-code.ts'
import { clipped, rangeOf, round, textAt, type Frame, type Paint } from './picture-parts.ts'
import { colourAt } from './visual.ts'

const small = 10

/** A doughnut with its legend to the right. */
export function arcs({ categories, series: [only] }: NativeChart, { x, y, w, h }: Frame, paint: Paint): string {
  if (only === undefined) return ''
  const sum = only.values.reduce<number>((all, value) => all + Math.max(0, value ?? 0), 0)
  const radius = Math.min(w * 0.32, h * 0.44)
  const [cx, cy] = [x + w * 0.36, y + h / 2]
  let turn = 0
  const drawn = categories.map((name, index) => {
    const share = sum === 0 ? 0 : Math.max(0, only.values[index] ?? 0) / sum
    const colour = paint(only.pointColours?.[index] ?? colourAt(index))
    const length = share * Math.PI * 2
    const middle = radius * 0.79
    // A ring drawn as a thick line: a whole one has no beginning.
    const dash = `stroke-dasharray="${round(length * middle)} ${round(Math.PI * 2 * middle + 1)}" transform="rotate(${round((turn / Math.PI) * 180 - 90)} ${round(cx)} ${round(cy)})"`
    turn += length
    const at = y + h / 2 - (categories.length * 18) / 2 + index * 18
    return `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(middle)}" fill="none" stroke="${colour}" stroke-width="${round(radius * 0.42)}" ${dash}/><rect x="${round(x + w * 0.74)}" y="${round(at)}" width="9" height="9" fill="${colour}"/>${textAt({ x: x + w * 0.74 + 14, y: at + 8 }, clipped(name, small, w * 0.22), small, paint('text'))}`
  })
  return drawn.join('')
}

/** Points between two axes of numbers; a third series is how large they are. */
export function dots({ series: [along, up, size], axisFormat, axisTitles }: NativeChart, { x, y, w, h }: Frame, paint: Paint): string {
  if (along === undefined || up === undefined) return ''
  const numbers = (values: readonly (number | null)[]): number[] => values.flatMap((value) => (value === null ? [] : [value]))
  const [across, high] = [rangeOf(numbers(along.values)), rangeOf(numbers(up.values))]
  const plot: Frame = { x: x + 48, y: y + 4, w: w - 60, h: h - 40 }
  const largest = Math.max(1, ...numbers(size?.values ?? []))
  const points = along.values.map((value, index) => {
    const other = up.values[index] ?? null
    if (value === null || other === null) return ''
    const cx = plot.x + ((value - across.from) / (across.to - across.from)) * plot.w
    const cy = plot.y + plot.h - ((other - high.from) / (high.to - high.from)) * plot.h
    const r = size === undefined ? 3.5 : 3 + Math.sqrt(Math.max(0, size.values[index] ?? 0) / largest) * 18
    return `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(r)}" fill="${paint(up.colour ?? 'accent1')}" fill-opacity="0.7"/>`
  })
  const marks = [0, 0.5, 1].map((share) => {
    const [across1, high1] = [across.from + (across.to - across.from) * share, high.from + (high.to - high.from) * share]
    const level = plot.y + plot.h * (1 - share)
    return `<path d="M${round(plot.x)} ${round(level)}h${round(plot.w)}" stroke="${paint('line')}" stroke-width="0.6"/>${textAt({ x: plot.x - 5, y: level + 3.5 }, formatByCode(high1, axisFormat), small, paint('faint'), false, 'end')}${textAt({ x: plot.x + plot.w * share, y: plot.y + plot.h + 14 }, formatByCode(across1, along.format), small, paint('faint'), false, 'middle')}`
  })
  const [nameX, nameY] = axisTitles ?? [along.name, up.name]
  const names = `${textAt({ x: plot.x + plot.w / 2, y: plot.y + plot.h + 30 }, nameX, small, paint('faint'), false, 'middle')}${textAt({ x: plot.x, y: y + 2 }, nameY, small, paint('faint'))}`
  return `${marks.join('')}${names}${points.join('')}`
}
