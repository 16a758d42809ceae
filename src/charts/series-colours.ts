import type { ChartTheme } from './chart-data.ts'

/** Colours that people gave to values, by the list of the values they belong to. */
const ownColours = new WeakMap<readonly (string | null)[], ReadonlyMap<string | null, string>>()

/** A list of known values with the colours that were given to some of them. */
export function withColours(
  known: readonly (string | null)[],
  order: readonly { readonly value: string | null; readonly colour?: string | undefined }[],
): readonly (string | null)[] {
  const list = [...known]
  ownColours.set(list, new Map(order.flatMap(({ value, colour }) => (colour === undefined ? [] : [[value, colour]]))))
  return list
}

/**
 * Gives a value of a dimension its colour. `known` is the dimension's list of values in the workspace's own order, so the
 * same value has the same colour in every chart; from the ninth on it is the grey of "Other".
 */
export function colourOfValue(theme: ChartTheme, known: readonly (string | null)[], value: string | null): string {
  const own = ownColours.get(known)?.get(value)
  if (own !== undefined) return own
  const place = known.indexOf(value)
  return (place >= 0 ? theme.series[place] : undefined) ?? theme.other
}

/** Measures have no value to stay with: they take the colours in the order of the shelf. */
export function colourOfMeasure(theme: ChartTheme, place: number): string {
  return theme.series[place] ?? theme.other
}
