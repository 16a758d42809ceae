import type { ChartTheme } from './chart-data.ts'

/**
 * Gives a value of a dimension its colour. `known` is the dimension's list of values in the workspace's own order, so the
 * same value has the same colour in every chart; from the ninth on it is the grey of "Other".
 */
export function colourOfValue(theme: ChartTheme, known: readonly (string | null)[], value: string | null): string {
  const place = known.indexOf(value)
  return (place >= 0 ? theme.series[place] : undefined) ?? theme.other
}

/** Measures have no value to stay with: they take the colours in the order of the shelf. */
export function colourOfMeasure(theme: ChartTheme, place: number): string {
  return theme.series[place] ?? theme.other
}
