import type { CockpitDocument } from '../../../src/contract/documents.ts'
import type { WorkbookItemInput } from '../../../src/contract/workbooks.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { WorkbookButton } from '../../report/ExportButton.tsx'
import { useDesk } from './desk.ts'
import { studyParamsOf } from './study-scope.ts'
import { scopedSpec, scopeOfTile } from './tile-spec.ts'

/** Writes every tile as it stands here, with the filters and days chosen above, into one workbook. */
export function CockpitWorkbook({ cockpit }: { cockpit: CockpitDocument }) {
  const local = useLocal()
  const { scope, catalog } = useDesk()
  const items = cockpit.tiles.flatMap((tile): WorkbookItemInput[] => {
    const title = local(tile.title)
    const own = scopeOfTile(tile, scope, catalog)
    if (title === '' || tile.kind === 'text' || tile.kind === 'filter' || tile.kind === 'image') return []
    if (tile.kind === 'study')
      return [{ kind: 'study', study: tile.study, params: { ...studyParamsOf(tile, own) }, title, chart: tile.chart ?? null }]
    const spec = scopedSpec(tile.spec, own)
    if (tile.kind === 'target') return [{ kind: 'report', title, chart: 'kpi', spec }]
    return [{ kind: 'report', title, chart: tile.kind, spec, ...(tile.look === undefined ? {} : { look: tile.look }) }]
  })
  if (items.length === 0) return null
  return <WorkbookButton size="xs" write={(api, language) => api.exports.book({ items, title: local(cockpit.title), language })} />
}
