import type { TableVisual, KpiContent } from '../deck/visual.ts'
import type { Picture } from '../export/pictures/picture-of.ts'

/** What one part of a section shows. */
export type PageBlock =
  | { readonly is: 'picture'; readonly picture: Picture; readonly caption?: string }
  | { readonly is: 'table'; readonly table: TableVisual }
  | { readonly is: 'figures'; readonly figures: readonly KpiContent[] }
  | { readonly is: 'comments'; readonly lines: readonly string[] }
  | { readonly is: 'nothing' }

/** One heading with what stands below it, before it is laid out on pages. */
export interface PageSection {
  readonly title: string
  /** 1 = of the contents, 2 = below the one before it. */
  readonly level: 1 | 2
  /** One sentence with the number it is about. */
  readonly lead: string
  readonly blocks: readonly PageBlock[]
  readonly notes: readonly string[]
  readonly startsPage: boolean
}
