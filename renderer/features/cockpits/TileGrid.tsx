import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Missing } from '../../../src/contract/catalog.ts'
import type { AnyTile } from '../../../src/contract/documents.ts'
import type { TileLayout } from '../../../src/contract/tiles.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { placeTiles } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import { bottomOf, dropTiles, resizeTile, type Layouts, type Offset } from './grid-layout.ts'
import { useTileKeys } from './use-tile-keys.ts'
import { Tile } from './Tile.tsx'
import classes from './cockpits.module.css'

interface GridProps {
  readonly tiles: readonly AnyTile[]
  readonly missing: ReadonlyMap<string, readonly Missing[]>
  readonly selected: readonly string[]
  readonly onSelect: (ids: readonly string[]) => void
}

/** What is under way with the pointer, counted in columns and rows from where it began. */
interface Gesture extends Offset {
  readonly kind: 'move' | 'resize'
  readonly ids: readonly string[]
}

/** A place that is free for tiles which could not be dropped where they were. */
interface Offer {
  readonly ids: readonly string[]
  readonly free: Offset
}

const rowHeight = 40

/** Tiles on twelve columns. While it is edited they are dragged, resized and chosen, by pointer or by keys. */
export function TileGrid({ tiles, missing, selected, onSelect }: GridProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  const grid = useRef<HTMLDivElement>(null)
  const start = useRef({ x: 0, y: 0 })
  const [gesture, setGesture] = useState<Gesture | null>(null)
  const [offer, setOffer] = useState<Offer | null>(null)
  const nameOf = (id: string) => {
    const tile = tiles.find((one) => one.id === id)
    return tile === undefined ? '' : local(tile.title)
  }
  const put = (ids: readonly string[], wanted: Offset): boolean => {
    const drop = dropTiles(tiles, ids, wanted)
    setOffer(null)
    if (drop.kind === 'stay') return false
    if (drop.kind === 'refused') {
      setOffer({ ids, free: drop.free })
      desk.say(t('saidRefused', { title: drop.by.map(nameOf).join(', ') }))
      return false
    }
    const first = tiles.find(({ id }) => id === ids[0])
    const place = drop.layouts.get(ids[0] ?? '')
    desk.move(placeTiles(drop.layouts), {
      key: drop.kind === 'swapped' ? 'didSwap' : 'didMove',
      ...(first === undefined ? {} : { name: first.title }),
    })
    if (drop.kind === 'swapped') desk.say(t('saidSwapped', { title: nameOf(ids[0] ?? ''), other: nameOf(drop.with) }))
    else if (place) desk.say(t('saidMoved', { title: nameOf(ids[0] ?? ''), column: place.x + 1, row: place.y + 1 }))
    return true
  }
  const resize = (id: string, size: { w: number; h: number }, merge?: string) => {
    const tile = tiles.find((one) => one.id === id)
    const layouts = resizeTile(tiles, id, size)
    const now = layouts.get(id)
    if (tile === undefined || now === undefined) return
    desk.move(placeTiles(layouts), { key: 'didResize', name: tile.title }, merge)
    desk.say(t('saidResized', { title: local(tile.title), width: now.w, height: now.h }))
  }
  const keys = useTileKeys({ tiles, selected, onSelect, put, resize })
  const chosen = (id: string) => (selected.includes(id) ? selected : [id])

  const begin = (event: PointerEvent<HTMLElement>, kind: Gesture['kind'], id: string) => {
    if (event.button !== 0) return
    start.current = { x: event.clientX, y: event.clientY }
    event.currentTarget.setPointerCapture(event.pointerId)
    setOffer(null)
    if (kind === 'move' && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      onSelect(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id])
      return
    }
    if (kind === 'move' && !selected.includes(id)) onSelect([id])
    setGesture({ kind, ids: kind === 'move' ? chosen(id) : [id], dx: 0, dy: 0 })
  }
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (gesture === null || grid.current === null) return
    const column = (grid.current.clientWidth + 12) / 12
    const dx = Math.round((event.clientX - start.current.x) / column)
    const dy = Math.round((event.clientY - start.current.y) / rowHeight)
    if (dx !== gesture.dx || dy !== gesture.dy) setGesture({ ...gesture, dx, dy })
  }
  const end = () => {
    if (gesture === null) return
    setGesture(null)
    const tile = tiles.find(({ id }) => id === gesture.ids[0])
    if (gesture.kind === 'move') put(gesture.ids, gesture)
    else if (tile) resize(tile.id, { w: tile.layout.w + gesture.dx, h: tile.layout.h + gesture.dy })
  }
  const preview = gesture === null ? null : previewOf(tiles, gesture)
  const rows = Math.max(bottomOf(tiles), bottomOf([...(preview?.layouts ?? [])].map(([id, layout]) => ({ id, layout }))))
  return (
    <div
      ref={grid}
      className={classes.grid}
      data-editing={desk.isEditing || undefined}
      style={{ '--rows': rows + (desk.isEditing ? 4 : 0) } as CSSProperties}
      onPointerDown={(event) => event.target === event.currentTarget && onSelect([])}
    >
      {tiles.map((tile) => {
        const held = gesture?.ids.includes(tile.id) ?? false
        const layout = (held && gesture?.kind === 'move' ? null : preview?.layouts.get(tile.id)) ?? tile.layout
        const shift =
          held && gesture?.kind === 'move'
            ? { transform: `translate(calc((100% + var(--gutter)) * ${gesture.dx / layout.w}), ${gesture.dy * rowHeight}px)` }
            : {}
        return (
          <section
            key={tile.id}
            className={classes.tile}
            aria-label={local(tile.title) || t('kind-text')}
            style={{ ...placeOf(layout), ...shift }}
            data-tile={tile.id}
            data-kind={tile.kind}
            data-kpi={tile.kind === 'kpi' || undefined}
            data-held={held || undefined}
            data-chosen={(desk.isEditing && selected.includes(tile.id)) || undefined}
            {...(desk.isEditing
              ? {
                  tabIndex: 0,
                  'aria-describedby': 'tile-keys',
                  onKeyDown: (event: KeyboardEvent<HTMLElement>) => keys(event, tile.id),
                }
              : {})}
          >
            <ErrorBoundary resetKey={tile.id} compact>
              <Tile tile={tile} missing={missing.get(tile.id) ?? []} />
            </ErrorBoundary>
            {desk.isEditing && (
              <>
                <div
                  className={classes.cover}
                  data-cover
                  onPointerDown={(event) => begin(event, 'move', tile.id)}
                  onPointerMove={follow}
                  onPointerUp={end}
                  onPointerCancel={() => setGesture(null)}
                />
                <div
                  className={classes.corner}
                  data-corner
                  onPointerDown={(event) => begin(event, 'resize', tile.id)}
                  onPointerMove={follow}
                  onPointerUp={end}
                  onPointerCancel={() => setGesture(null)}
                />
              </>
            )}
          </section>
        )
      })}
      {preview?.ghosts.map((ghost, place) => (
        <div key={place} className={classes.ghost} data-refused={preview.isRefused || undefined} style={placeOf(ghost)} aria-hidden />
      ))}
      {offer && gesture === null && (
        <button
          type="button"
          ref={intoView}
          className={classes.offer}
          style={placeOf(
            around(
              tiles.filter(({ id }) => offer.ids.includes(id)).map(({ layout }) => layout),
              offer.free,
            ),
          )}
          onClick={() => put(offer.ids, offer.free)}
        >
          {t('putHere')}
        </button>
      )}
      <p id="tile-keys" hidden>
        {t('tileKeys')}
      </p>
    </div>
  )
}

/** A place that is offered is no use out of sight. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

/** Where the tiles would stand if they were let go now; a refused drop shows the nearest place that is free. */
function previewOf(tiles: readonly AnyTile[], gesture: Gesture): { layouts: Layouts; ghosts: TileLayout[]; isRefused: boolean } {
  if (gesture.kind === 'resize') {
    const tile = tiles.find(({ id }) => id === gesture.ids[0])
    const layouts = tile
      ? resizeTile(tiles, tile.id, { w: tile.layout.w + gesture.dx, h: tile.layout.h + gesture.dy })
      : new Map<string, TileLayout>()
    return { layouts, ghosts: [], isRefused: false }
  }
  const drop = dropTiles(tiles, gesture.ids, gesture)
  if (drop.kind === 'moved' || drop.kind === 'swapped') {
    const ghosts = [...drop.layouts].filter(([id]) => gesture.ids.includes(id)).map(([, layout]) => layout)
    return { layouts: drop.layouts, ghosts, isRefused: false }
  }
  const held = tiles.filter(({ id }) => gesture.ids.includes(id)).map(({ layout }) => layout)
  const free = drop.kind === 'refused' ? drop.free : { dx: 0, dy: 0 }
  return {
    layouts: new Map(),
    ghosts: held.map((layout) => ({ ...layout, x: layout.x + free.dx, y: layout.y + free.dy })),
    isRefused: drop.kind === 'refused',
  }
}

/** One box round several, moved. */
function around(layouts: readonly TileLayout[], { dx, dy }: Offset): TileLayout {
  const x = Math.min(...layouts.map((one) => one.x))
  const y = Math.min(...layouts.map((one) => one.y))
  const right = Math.max(...layouts.map((one) => one.x + one.w))
  const bottom = Math.max(...layouts.map((one) => one.y + one.h))
  return { x: x + dx, y: y + dy, w: right - x, h: bottom - y }
}

function placeOf({ x, y, w, h }: TileLayout) {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }
}
