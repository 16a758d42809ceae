export interface SparkPath {
  /** SVG path data; a gap in the figures lifts the pen. */
  readonly line: string
  /** Where the last figure stands; null when there is none. */
  readonly end: { readonly x: number; readonly y: number } | null
}

/** A spark line over the figures in a box of `width` x `height`, lowest figure at the bottom; a flat run lies in the middle. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, inset = 2): SparkPath {
  const known = values.filter((value): value is number => value !== null)
  if (known.length === 0) return { line: '', end: null }
  const low = Math.min(...known)
  const range = Math.max(...known) - low
  const step = values.length > 1 ? (width - 2 * inset) / (values.length - 1) : 0
  const place = (value: number, index: number) => ({
    x: round(inset + index * step),
    y: round(range === 0 ? height / 2 : height - inset - ((value - low) / range) * (height - 2 * inset)),
  })
  let line = ''
  let end: SparkPath['end'] = null
  values.forEach((value, index) => {
    if (value === null) return
    const point = place(value, index)
    const drawing = index > 0 && values[index - 1] !== null
    line += `${drawing ? 'L' : 'M'}${point.x} ${point.y}`
    end = point
  })
  return { line, end }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
