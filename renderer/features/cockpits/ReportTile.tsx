import type { Tile } from '../../../src/contract/documents.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import type { ReportData } from '../../../src/charts/report-data.ts'
import { filterOfStretch } from '../../report/time-axis.ts'
import { ReportView } from '../../report/ReportView.tsx'
import { useKnownValues, useReport } from '../../report/use-report.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useDesk } from './desk.ts'
import { filtersOf, isWithin } from './marks.ts'
import { TileAnswer } from './TileAnswer.tsx'
import { scopedSpec, type TileScope } from './tile-spec.ts'

/** How a number was taken hold of: a click filters the other tiles, a right-click or Enter asks why. */
export interface Grip {
  readonly how: 'mark' | 'ask'
  readonly several: boolean
}

interface ReportTileProps {
  readonly tile: Tile
  readonly kind: Tile['kind']
  readonly scope: TileScope
  readonly grip: () => Grip
}

export function ReportTile({ tile, kind, scope, grip }: ReportTileProps) {
  const local = useLocal()
  const desk = useDesk()
  const spec = scopedSpec(tile.spec, scope)
  const answer = useReport(spec)
  const known = useKnownValues(spec.columns[0]?.field)
  const title = local(tile.title)
  const mine = desk.scope.marks?.find((mark) => mark.tile === tile.id)
  const select = (report: ReportData, place: { row: number; value: string }) => {
    const { how, several } = grip()
    const filters = how === 'ask' ? null : filtersOf(report, place, spec)
    if (filters === null) desk.ask({ spec, cell: addressOf(report, place), title })
    else desk.mark(tile.id, filters, several)
  }
  return (
    <TileAnswer answer={answer} queryKey={['reports.run', spec]}>
      {(report) => (
        <ReportView
          title={title}
          kind={kind}
          report={report}
          look={tile.look}
          known={known}
          onSelect={(place) => select(report, place)}
          notes={desk.notes}
          isChosen={mine && ((place) => isWithin(filtersOf(report, place, spec), mine.filters))}
          onBrush={(from, to) => {
            const stretch = filterOfStretch(report, from, to)
            if (stretch !== null) desk.mark(tile.id, [stretch], false)
          }}
        />
      )}
    </TileAnswer>
  )
}
