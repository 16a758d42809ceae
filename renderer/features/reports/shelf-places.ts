import type { ChartKind } from '../../../src/contract/documents.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import type { DimensionShelf, Shelf } from './report-moves.ts'

/** The shelves as they are shown. Colour is the first of the columns wherever a chart draws it as series. */
export const shelfNames = ['rows', 'columns', 'values', 'colour', 'filters'] as const
export type ShelfName = (typeof shelfNames)[number]

/** A gap between pills: `index` pills stand before it. */
export interface Place {
  readonly shelf: ShelfName
  readonly index: number
}

/** What is being carried: out of the field list, or off a shelf of the report. */
export interface Carried {
  readonly kind: 'dimension' | 'metric'
  readonly field: string
  readonly from: { readonly shelf: Shelf; readonly index: number } | 'list' | 'filters'
}

const withSeries: ReadonlySet<ChartKind> = new Set(['bar', 'stacked-bar', 'full-stacked-bar', 'line', 'area'])

/** Whether the first column is drawn as series, each value in its colour. */
export function hasColour(chart: ChartKind): boolean {
  return withSeries.has(chart)
}

/** How many columns stand on the Colour shelf rather than on Columns. */
export function colourCount(spec: ReportSpec, chart: ChartKind): 0 | 1 {
  return hasColour(chart) && spec.columns.length > 0 ? 1 : 0
}

/** Where a pill of the spec is shown. */
export function shownAt(spec: ReportSpec, chart: ChartKind, shelf: Shelf, index: number): Place {
  if (shelf !== 'columns') return { shelf, index }
  const colour = colourCount(spec, chart)
  return index < colour ? { shelf: 'colour', index } : { shelf, index: index - colour }
}

/** The gap of the spec that a gap on screen stands for; null for Filters, which have no order. */
export function gapInSpec(spec: ReportSpec, chart: ChartKind, { shelf, index }: Place): { shelf: Shelf; index: number } | null {
  if (shelf === 'filters') return null
  if (shelf === 'colour') return { shelf: 'columns', index: 0 }
  return shelf === 'columns' ? { shelf, index: index + colourCount(spec, chart) } : { shelf, index }
}

/** Shelves that take what is carried, in the order of the screen. */
export function shelvesFor(carried: Carried): readonly ShelfName[] {
  if (carried.from === 'filters') return ['rows', 'columns', 'colour']
  return carried.kind === 'metric' ? ['values', 'filters'] : ['rows', 'columns', 'colour', 'filters']
}

/** The number of gaps a shelf has for the one that is carried; Colour and Filters take it as a whole. */
export function gapsOf(spec: ReportSpec, chart: ChartKind, shelf: ShelfName): number {
  if (shelf === 'colour' || shelf === 'filters') return 1
  return shelf === 'columns' ? spec.columns.length - colourCount(spec, chart) + 1 : spec[shelf].length + 1
}

/** Where the walk begins: where the pill stands, else behind the last of the first shelf that takes it. */
export function firstPlace(spec: ReportSpec, chart: ChartKind, carried: Carried): Place {
  if (typeof carried.from === 'object') return shownAt(spec, chart, carried.from.shelf, carried.from.index)
  const shelf = shelvesFor(carried)[0] ?? 'rows'
  return { shelf, index: gapsOf(spec, chart, shelf) - 1 }
}

/** The next place by an arrow key: sideways along a shelf, up and down to the next shelf that takes it. */
export function nextPlace(spec: ReportSpec, chart: ChartKind, carried: Carried, now: Place, key: string): Place | null {
  const last = gapsOf(spec, chart, now.shelf) - 1
  // A pill's own two gaps are one and the same place.
  const own = typeof carried.from === 'object' ? shownAt(spec, chart, carried.from.shelf, carried.from.index) : null
  const skip = (index: number, step: -1 | 1) => (own?.shelf === now.shelf && index === own.index + 1 ? index + step : index)
  const along = (index: number): Place => ({ shelf: now.shelf, index: index < 0 || index > last ? now.index : index })
  if (key === 'ArrowLeft') return along(skip(now.index - 1, -1))
  if (key === 'ArrowRight') return along(skip(now.index + 1, 1))
  if (key === 'Home') return { shelf: now.shelf, index: 0 }
  if (key === 'End') return { shelf: now.shelf, index: last }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null
  const shelves = shelvesFor(carried)
  const shelf = shelves[(shelves.indexOf(now.shelf) + (key === 'ArrowDown' ? 1 : -1) + shelves.length) % shelves.length] ?? now.shelf
  return { shelf, index: own?.shelf === shelf ? own.index : gapsOf(spec, chart, shelf) - 1 }
}

export function isDimensionShelf(shelf: Shelf): shelf is DimensionShelf {
  return shelf !== 'values'
}

/** A chart's lone column is its colour: something must stand there before there is room on Columns. */
export function canBeColumn(spec: ReportSpec, chart: ChartKind, from: ShelfName): boolean {
  return !hasColour(chart) || spec.columns.length > (from === 'colour' ? 1 : 0)
}
