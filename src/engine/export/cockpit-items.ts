import type { CockpitView } from '../../contract/documents.ts'
import type { Language } from '../../contract/text.ts'
import type { WorkbookItem } from '../../contract/workbooks.ts'
import { withFilters } from '../cockpits/tile-filters.ts'

/** What of a cockpit has a sheet, in the order of its tiles; texts and controls have none. */
export function cockpitItems(view: CockpitView, language: Language): WorkbookItem[] {
  return view.tiles.flatMap((shown): WorkbookItem[] => {
    const tile = withFilters(view, shown)
    const title = tile.title[language]
    if (!tile.available || tile.kind === 'text' || tile.kind === 'filter' || tile.kind === 'image') return []
    if (tile.kind === 'study') return [{ kind: 'study', study: tile.study, params: tile.params, title, chart: tile.chart ?? null }]
    const { spec } = tile
    if (tile.kind === 'target') return [{ kind: 'report', title, chart: 'kpi', spec }]
    return [{ kind: 'report', title, chart: tile.kind, spec, ...(tile.look === undefined ? {} : { look: tile.look }) }]
  })
}
