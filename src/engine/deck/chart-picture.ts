import type { ChartSeries, NativeChart } from '../export/pptx/chart.ts'
import { formatByCode } from './format-code.ts'
import { arcs, dots } from './round-picture.ts'
import { clipped, rangeOf, round, textAt, widthOf, type Frame, type Paint, type Scale } from './picture-parts.ts'
import { colourAt } from './visual.ts'

const small = 10

/** A chart as it will look, near enough to tell it from others and to read it. */
export function chartPicture(chart: NativeChart, frame: Frame, paint: Paint): string {
  const legend = chart.hasLegend && chart.kind !== 'doughnut' ? legendPicture(chart, frame, paint) : ''
  const top = legend === '' ? 4 : 20
  const room = { x: frame.x, y: frame.y + top, w: frame.w, h: frame.h - top }
  if (chart.kind === 'doughnut') return arcs(chart, room, paint)
  if (chart.kind === 'scatter' || chart.kind === 'bubble') return dots(chart, room, paint)
  return legend + cartesian(chart, room, paint)
}

function legendPicture({ series, lines }: NativeChart, { x, y, w }: Frame, paint: Paint): string {
  let left =
    x +
    w / 2 -
    Math.min(
      w,
      [...series, ...lines].reduce((sum, { name }) => sum + widthOf(name, small) + 26, 0),
    ) /
      2
  return [...series, ...lines]
    .filter(({ colour, name }) => colour !== null && name.trim() !== '')
    .map(({ name, colour }) => {
      const at = left
      left += widthOf(name, small) + 26
      if (left > x + w + 20) return ''
      return `<rect x="${round(at)}" y="${round(y + 3)}" width="9" height="9" fill="${paint(colour ?? 'accent1')}"/>${textAt({ x: at + 13, y: y + 11 }, name, small, paint('text'))}`
    })
    .join('')
}

interface Bar {
  readonly series: ChartSeries
  readonly place: number
  readonly index: number
  readonly from: number
  readonly to: number
}

/** Where bars and areas begin and end, in numbers of the axis. */
function stacked({ series, grouping, categories }: NativeChart): Bar[] {
  return categories.flatMap((_, index) => {
    const sum = series.reduce((all, { values }) => all + Math.abs(values[index] ?? 0), 0) || 1
    let [up, down] = [0, 0]
    return series.map((one, place): Bar => {
      const value = (one.values[index] ?? 0) / (grouping === 'percent' ? sum : 1)
      if (grouping === 'clustered') return { series: one, place, index, from: 0, to: value }
      const from = value >= 0 ? up : down
      if (value >= 0) up += value
      else down += value
      return { series: one, place, index, from, to: from + value }
    })
  })
}

function cartesian(chart: NativeChart, frame: Frame, paint: Paint): string {
  const bars = stacked(chart)
  const first = chart.lines.filter(({ isSecond }) => isSecond !== true)
  const second = chart.lines.filter(({ isSecond }) => isSecond === true)
  const numbers = [...bars.flatMap(({ from, to }) => [from, to]), ...first.flatMap(({ values }) => values.map((value) => value ?? 0))]
  const scale = rangeOf(numbers)
  const isLying = chart.kind === 'bar'
  const named = Math.min(frame.w * 0.3, Math.max(...chart.categories.slice(0, 60).map((name) => widthOf(name, small)), 0) + 8)
  const format = chart.grouping === 'percent' ? '0%' : chart.axisFormat
  const marks = Math.max(widthOf(formatByCode(scale.to, format), small), widthOf(formatByCode(scale.from, format), small)) + 8
  const plot: Frame = isLying
    ? { x: frame.x + named, y: frame.y, w: frame.w - named - 12, h: frame.h - 18 }
    : { x: frame.x + marks, y: frame.y, w: frame.w - marks - (second.length > 0 ? 40 : 4), h: frame.h - 20 }
  const along = (value: number): number => ((value - scale.from) / (scale.to - scale.from)) * (isLying ? plot.w : plot.h)
  const at = (value: number): number => (isLying ? plot.x + along(value) : plot.y + plot.h - along(value))
  const step = (isLying ? plot.h : plot.w) / Math.max(1, chart.categories.length)
  const middle = (index: number): number => (isLying ? plot.y : plot.x) + step * (index + 0.5)
  const path = (values: readonly (number | null)[], place: (value: number) => number): string => {
    let isOpen = false
    return values
      .map((value, index) => {
        if (value === null) isOpen = false
        const mark = value === null ? '' : `${isOpen ? 'L' : 'M'}${round(middle(index))} ${round(place(value))}`
        if (value !== null) isOpen = true
        return mark
      })
      .join('')
  }
  const stroke = (series: ChartSeries, place: (value: number) => number): string =>
    `<path d="${path(series.values, place)}" fill="none" stroke="${paint(series.colour ?? 'accent1')}" stroke-width="2"${series.isDashed === true ? ' stroke-dasharray="4 3"' : ''}/>`
  const isFlat = chart.kind === 'line'
  const body = isFlat ? chart.series.map((one) => stroke(one, at)).join('') : drawBars(chart, bars, { at, middle, step, isLying }, paint)
  const other = rangeOf(second.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const atSecond = (value: number): number => plot.y + plot.h - ((value - other.from) / (other.to - other.from)) * plot.h
  return [
    gridPicture(scale, plot, at, isLying, format, paint),
    body,
    ...first.map((one) => stroke(one, at)),
    ...second.map((one) => stroke(one, atSecond)),
    namesPicture(chart.categories, plot, { middle, step, isLying, named }, paint),
  ].join('')
}

interface Axis {
  readonly at: (value: number) => number
  readonly middle: (index: number) => number
  readonly step: number
  readonly isLying: boolean
}

function drawBars(chart: NativeChart, bars: readonly Bar[], { at, middle, step, isLying }: Axis, paint: Paint): string {
  if (chart.kind === 'area') {
    return chart.series
      .map((series, place) => {
        const own = bars.filter((bar) => bar.place === place)
        const edge = own.map(({ index, to }) => `${round(middle(index))} ${round(at(to))}`)
        const foot = own.toReversed().map(({ index, from }) => `${round(middle(index))} ${round(at(from))}`)
        return `<path d="M${[...edge, ...foot].join('L')}Z" fill="${paint(series.colour ?? 'accent1')}"/>`
      })
      .join('')
  }
  const beside = chart.grouping === 'clustered' ? chart.series.length : 1
  const thick = step / (1 + chart.gap / 100 / beside) / beside
  return bars
    .filter(({ series, from, to }) => series.colour !== null && from !== to)
    .map(({ series, place, index, from, to }) => {
      const start = middle(index) - (thick * beside) / 2 + (chart.grouping === 'clustered' ? place * thick : 0)
      const [low, high] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))]
      const fill = paint(series.pointColours?.[index] ?? series.colour ?? colourAt(place))
      const box = isLying
        ? `x="${round(low)}" y="${round(start)}" width="${round(high - low)}" height="${round(thick * 0.96)}"`
        : `x="${round(start)}" y="${round(low)}" width="${round(thick * 0.96)}" height="${round(high - low)}"`
      const said = series.isLabelled === true ? formatByCode(series.values[index] ?? 0, series.format) : ''
      const label =
        said === ''
          ? ''
          : isLying
            ? textAt({ x: high + 3, y: start + thick / 2 + 3 }, said, small, paint('text'))
            : textAt({ x: start + thick / 2, y: low - 3 }, said, small, paint('text'), false, 'middle')
      return `<rect ${box} fill="${fill}"/>${label}`
    })
    .join('')
}

function gridPicture(scale: Scale, plot: Frame, at: (value: number) => number, isLying: boolean, format: string, paint: Paint): string {
  const count = Math.round((scale.to - scale.from) / scale.step)
  return Array.from({ length: count + 1 }, (_, place) => {
    const value = scale.from + place * scale.step
    const said = formatByCode(value, format)
    if (isLying)
      return `<path d="M${round(at(value))} ${round(plot.y)}v${round(plot.h)}" stroke="${paint('line')}" stroke-width="0.6"/>${textAt({ x: at(value), y: plot.y + plot.h + 13 }, said, small, paint('faint'), false, 'middle')}`
    return `<path d="M${round(plot.x)} ${round(at(value))}h${round(plot.w)}" stroke="${paint('line')}" stroke-width="0.6"/>${textAt({ x: plot.x - 5, y: at(value) + 3.5 }, said, small, paint('faint'), false, 'end')}`
  }).join('')
}

function namesPicture(
  categories: readonly string[],
  plot: Frame,
  { middle, step, isLying, named }: Pick<Axis, 'middle' | 'step' | 'isLying'> & { readonly named: number },
  paint: Paint,
): string {
  if (isLying) {
    const every = Math.max(1, Math.ceil(12 / step))
    return categories
      .map((name, index) =>
        index % every === 0
          ? textAt({ x: plot.x - 5, y: middle(index) + 3.5 }, clipped(name, small, named - 6), small, paint('text'), false, 'end')
          : '',
      )
      .join('')
  }
  const widest = Math.min(90, Math.max(...categories.slice(0, 200).map((name) => widthOf(name, small)), 1) + 6)
  const every = Math.max(1, Math.ceil(widest / step))
  return categories
    .map((name, index) =>
      index % every === 0
        ? textAt(
            { x: middle(index), y: plot.y + plot.h + 14 },
            clipped(name, small, step * every - 2),
            small,
            paint('text'),
            false,
            'middle',
          )
        : '',
    )
    .join('')
}
