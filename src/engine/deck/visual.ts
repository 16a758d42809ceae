import type { NativeChart } from '../export/pptx/chart.ts'
import type { TableCell } from '../export/pptx/slide-shapes.ts'

export interface TableVisual {
  readonly widths: readonly number[]
  readonly head: readonly TableCell[]
  readonly rows: readonly (readonly TableCell[])[]
  /** Rows of the answer; more than `rows` where the deck shows a part. */
  readonly total: number
}

/** What fills a slide. */
export type Visual =
  | { readonly is: 'chart'; readonly chart: NativeChart }
  | { readonly is: 'table'; readonly table: TableVisual }
  | { readonly is: 'picture'; readonly png: Uint8Array; readonly description: string; readonly width: number; readonly height: number }
  | { readonly is: 'nothing' }

/** A slide before it is laid out. */
export interface Content {
  /** See `Slide`. */
  readonly key: string
  readonly title: string
  /** One sentence with the number it is about. */
  readonly lead: string
  readonly visual: Visual
  /** Said beside the visual. */
  readonly comments: readonly string[]
  readonly notes: readonly string[]
  /** At the slide's foot: period, day, n. */
  readonly foot: string
}

export interface KpiContent {
  readonly title: string
  readonly value: string
  readonly change: { readonly text: string; readonly tone: 'good' | 'bad' | 'plain' } | null
  readonly beside: string
  readonly notes: readonly string[]
}

export const seriesColours = ['accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6'] as const
export const [goodColour, badColour, quietColour] = ['#1D7F4E', '#C2413B', '#9AA7B4'] as const

export function colourAt(place: number): (typeof seriesColours)[number] | typeof quietColour {
  return seriesColours[place] ?? quietColour
}
