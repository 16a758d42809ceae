import type { TileQuestions } from '../../contract/decks.ts'
import type { CockpitView } from '../../contract/documents.ts'

type ViewTile = CockpitView['tiles'][number]

/** What the whole cockpit is about, such as one's own deals. In reports of a saved cockpit its filters stand already. */
export function withFilters({ shipped, filters }: CockpitView, tile: ViewTile): ViewTile {
  if (filters.length === 0) return tile
  if ('spec' in tile) return shipped ? { ...tile, spec: { ...tile.spec, filters: [...tile.spec.filters, ...filters] } } : tile
  if (tile.kind !== 'study') return tile
  const own: unknown = tile.params['filters']
  return { ...tile, params: { ...tile.params, filters: [...(Array.isArray(own) ? (own as unknown[]) : []), ...filters] } }
}

/** The tiles that can be answered, each with its question: the one that somebody chose for it, else its own within the cockpit. */
export function askedTiles(view: CockpitView, questions: TileQuestions = {}): ViewTile[] {
  return view.tiles
    .filter(({ available }) => available)
    .map((tile) => {
      const { spec, params } = Object.hasOwn(questions, tile.id) ? (questions[tile.id] ?? {}) : {}
      if (spec !== undefined && 'spec' in tile) return { ...tile, spec }
      return params !== undefined && tile.kind === 'study' ? { ...tile, params } : withFilters(view, tile)
    })
}
