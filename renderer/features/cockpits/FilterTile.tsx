import type { FilterTile as FilterTileDocument } from '../../../src/contract/tiles.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { FieldFilter } from './FilterStrip.tsx'
import { useDesk } from './desk.ts'

/** A control on the grid; it filters the whole cockpit, as the strip above does. */
export function FilterTile({ tile }: { tile: FilterTileDocument }) {
  const local = useLocal()
  const desk = useDesk()
  const chosen = desk.scope.filters.find(({ field, op }) => field === tile.field && op === 'in')?.values ?? []
  return (
    <FieldFilter
      field={tile.field}
      label={local(tile.title)}
      chosen={chosen.map((value) => (value === null ? '' : String(value)))}
      onChange={(values) =>
        desk.filter(
          tile.field,
          values.map((value) => (value === '' ? null : value)),
        )
      }
    />
  )
}
