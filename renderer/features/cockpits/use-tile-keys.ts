import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnyTile } from '../../../src/contract/documents.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { removeTiles } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import type { Offset } from './grid-layout.ts'

interface Keys {
  readonly tiles: readonly AnyTile[]
  readonly selected: readonly string[]
  readonly onSelect: (ids: readonly string[]) => void
  readonly put: (ids: readonly string[], wanted: Offset) => boolean
  readonly resize: (id: string, size: { w: number; h: number }, merge?: string) => void
}

const arrows: Readonly<Record<string, Offset>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
}

/** Arrows move a tile or the chosen ones, with Shift they resize it, with Ctrl they jump onto the neighbour; Space chooses, Delete removes. */
export function useTileKeys({ tiles, selected, onSelect, put, resize }: Keys): (event: KeyboardEvent<HTMLElement>, id: string) => void {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  return (event, id) => {
    if (event.target !== event.currentTarget) return
    const tile = tiles.find((one) => one.id === id)
    if (tile === undefined) return
    const ids = selected.includes(id) ? selected : [id]
    const arrow = arrows[event.key]
    const { w, h } = tile.layout
    if (arrow !== undefined) {
      event.preventDefault()
      if (event.shiftKey) resize(id, { w: w + arrow.dx, h: h + arrow.dy }, `resize-${id}`)
      else if (event.ctrlKey || event.metaKey) put(ids, { dx: arrow.dx * w, dy: arrow.dy * h })
      else put(ids, arrow)
    } else if (event.key === ' ') {
      event.preventDefault()
      const isChosen = selected.includes(id)
      onSelect(isChosen ? selected.filter((one) => one !== id) : [...selected, id])
      desk.say(t(isChosen ? 'saidLeft' : 'saidChosen', { title: local(tile.title) }))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      desk.move(removeTiles(ids), { key: 'didRemove', name: tile.title })
      desk.say(ids.length > 1 ? t('saidRemovedMany', { count: ids.length }) : t('saidRemoved', { title: local(tile.title) }))
      onSelect([])
    }
  }
}
