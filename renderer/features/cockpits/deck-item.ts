import type { DeckItem } from '../../../src/contract/decks.ts'
import type { AnyTile } from '../../../src/contract/documents.ts'
import { studyParamsOf } from './study-scope.ts'
import { scopedSpec, type TileScope } from './tile-spec.ts'

/** A tile as a deck shows it, with every filter it stands under; null for words and controls of a page. */
export function deckItem(tile: AnyTile, scope: TileScope, title: string): DeckItem | null {
  if (tile.kind === 'study') {
    const { study, chart } = tile
    return { kind: 'study', study, params: { ...studyParamsOf(tile, scope) }, charts: 1, ...(chart === undefined ? {} : { chart }) }
  }
  if (!('spec' in tile)) return null
  const shown = tile.kind === 'target' ? 'kpi' : tile.kind
  return { kind: 'report', title: (title.trim() || tile.id).slice(0, 200), chart: shown, spec: scopedSpec(tile.spec, scope) }
}
