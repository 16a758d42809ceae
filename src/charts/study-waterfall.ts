import { categoryAxis, chartBase, itemTip, textWidth, valueAxis } from './chart-frame.ts'
import { columnOf, labelsOf, rowTip, valuesOf, type Drawn, type StudyDrawing } from './study-look.ts'

export interface Fall {
  readonly kind: 'end' | 'rise' | 'fall'
  readonly value: number
  readonly from: number
  readonly to: number
}

const ends: readonly unknown[] = ['opening', 'closing']
const mostStanding = 9
const barHeight = 26

/** Where each bar begins and stops: the rows `opening` and `closing` stand on zero, every other one on the end of the bar before it. */
export function waterfallOf(keys: readonly unknown[], values: readonly (number | null)[]): Fall[] {
  let level = 0
  return keys.map((key, place) => {
    const value = values[place] ?? 0
    const isEnd = ends.includes(key)
    const from = isEnd ? 0 : level
    level = from + value
    return { kind: isEnd ? 'end' : value < 0 ? 'fall' : 'rise', value, from, to: level }
  })
}

/** The invisible foot of a bar and its visible parts above and below zero, as stacked bars want them. */
export function stackedParts({ from, to }: Pick<Fall, 'from' | 'to'>): {
  readonly foot: number
  readonly above: number
  readonly below: number
} {
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  if (low >= 0) return { foot: low, above: high - low, below: 0 }
  if (high <= 0) return { foot: high, above: 0, below: low - high }
  return { foot: 0, above: high, below: low }
}

/** The rows that are drawn: both ends and whatever moved. */
export function movedRows({ chart, table }: Pick<Drawn, 'chart' | 'table'>): number[] {
  const values = valuesOf({ table }, chart.y[0])
  return table.rows.flatMap((row, place) => (ends.includes(row[chart.x]) || (values[place] ?? 0) !== 0 ? [place] : []))
}

export function drawWaterfall(whole: Drawn): StudyDrawing {
  const places = movedRows(whole)
  const drawn = { ...whole, table: { ...whole.table, rows: places.map((place) => whole.table.rows[place] ?? {}) } }
  const { chart, table, look } = drawn
  const { theme, format } = look
  const labels = labelsOf(drawn)
  const unit = columnOf(table, chart.y[0])?.unit ?? 'none'
  const falls = waterfallOf(
    table.rows.map((row) => row[chart.x]),
    valuesOf(drawn, chart.y[0]),
  )
  const colours = { end: theme.series[7] ?? theme.other, rise: theme.rise, fall: theme.fall }
  const parts = falls.map(stackedParts)
  const lies = labels.length > mostStanding || labels.some((label) => textWidth([label], 999) > 84)
  const bar = (side: 'above' | 'below') => ({
    type: 'bar' as const,
    stack: 'all',
    barMaxWidth: lies ? 18 : 48,
    data: parts.map((part, place) => ({
      value: part[side],
      itemStyle: { color: colours[falls[place]?.kind ?? 'end'] },
      label: { show: holdsLabel(part, side), formatter: signedText(falls[place], (value) => format(value, unit)) },
    })),
    label: {
      position: lies
        ? side === 'above'
          ? ('right' as const)
          : ('left' as const)
        : side === 'above'
          ? ('top' as const)
          : ('bottom' as const),
      color: theme.text,
      fontSize: 11,
    },
  })
  const category = categoryAxis(theme, labels, lies ? { inverse: true, width: textWidth(labels, 170) + 4 } : {})
  const value = valueAxis(theme, format, unit)
  return {
    height: lies ? 40 + labels.length * barHeight : 280,
    rowOf: (_, item) => places[item] ?? null,
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: lies ? 72 : 12, top: lies ? 4 : 24, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (_, item) => rowTip(drawn, item, colours[falls[item]?.kind ?? 'end'])),
      xAxis: lies
        ? value
        : { ...category, axisLabel: { ...category.axisLabel, hideOverlap: false, interval: 0, width: 84, overflow: 'break' } },
      yAxis: lies ? category : value,
      series: [
        { type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'transparent' }, data: parts.map(({ foot }) => foot) },
        bar('above'),
        bar('below'),
      ],
    },
  }
}

function holdsLabel({ above, below }: ReturnType<typeof stackedParts>, side: 'above' | 'below'): boolean {
  return side === 'above' ? above > 0 || below === 0 : above === 0 && below < 0
}

/** Rises and falls are told by their sign as well as by their colour. */
function signedText(fall: Fall | undefined, write: (value: number) => string): string {
  if (fall === undefined) return ''
  const text = write(fall.value)
  return fall.kind === 'rise' && fall.value > 0 ? `+${text}` : text
}
