import type { TileLayout } from '../../../src/contract/tiles.ts'

export const gridColumns = 12
export const leastWidth = 2
export const leastHeight = 2
const mostHeight = 40

export interface Placed {
  readonly id: string
  readonly layout: TileLayout
}

export type Layouts = ReadonlyMap<string, TileLayout>

/** What dropping tiles somewhere comes to. A refusal names who stands there, and the nearest place that is free. */
export type Drop =
  | { readonly kind: 'stay' }
  | { readonly kind: 'moved'; readonly layouts: Layouts }
  | { readonly kind: 'swapped'; readonly layouts: Layouts; readonly with: string }
  | { readonly kind: 'refused'; readonly by: readonly string[]; readonly free: Offset }

export interface Offset {
  readonly dx: number
  readonly dy: number
}

export function overlaps(left: TileLayout, right: TileLayout): boolean {
  return left.x < right.x + right.w && right.x < left.x + left.w && left.y < right.y + right.h && right.y < left.y + left.h
}

export function bottomOf(placed: readonly Placed[]): number {
  return Math.max(0, ...placed.map(({ layout }) => layout.y + layout.h))
}

/** The first hole of a size, row by row from the top; below everything where there is none. */
export function freePlace(placed: readonly Placed[], { w, h }: { readonly w: number; readonly h: number }): TileLayout {
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + w <= gridColumns; x += 1) {
      const place = { x, y, w, h }
      if (!placed.some(({ layout }) => overlaps(layout, place))) return place
    }
  }
}

/**
 * Drops tiles by columns and rows from where they stand. No other tile moves, but for the one that a single tile is dropped onto:
 * the two change places.
 */
export function dropTiles(placed: readonly Placed[], ids: readonly string[], wanted: Offset): Drop {
  const held = placed.filter(({ id }) => ids.includes(id))
  const others = placed.filter(({ id }) => !ids.includes(id))
  const { dx, dy } = within(held, wanted)
  if (held.length === 0 || (dx === 0 && dy === 0)) return { kind: 'stay' }
  const blocking = blockersOf(held, others, { dx, dy })
  if (blocking.length === 0) return { kind: 'moved', layouts: new Map(held.map(({ id, layout }) => [id, shifted(layout, { dx, dy })])) }
  const [single] = held
  const target = held.length === 1 && single ? aimedAt(shifted(single.layout, { dx, dy }), blocking) : null
  const swapped = single && target ? swap(single, target, others) : null
  if (swapped && target) return { kind: 'swapped', layouts: swapped, with: target.id }
  return { kind: 'refused', by: blocking.map(({ id }) => id), free: nearestFree(held, others, { dx, dy }) }
}

/** Two tiles change places, each with its own size; where that fits nowhere, with the size of its place. */
export function swap(left: Placed, right: Placed, others: readonly Placed[]): Layouts {
  const rest = others.filter(({ id }) => id !== right.id && id !== left.id)
  const [a, b] = [left.layout, right.layout]
  const moved = { first: { x: b.x, y: b.y, w: a.w, h: a.h }, second: { x: a.x, y: a.y, w: b.w, h: b.h } }
  const fits = [moved.first, moved.second].every(
    (layout) => layout.x + layout.w <= gridColumns && !rest.some((other) => overlaps(other.layout, layout)),
  )
  if (fits && !overlaps(moved.first, moved.second))
    return new Map([
      [left.id, moved.first],
      [right.id, moved.second],
    ])
  return new Map([
    [left.id, plain(b)],
    [right.id, plain(a)],
  ])
}

/**
 * Gives a tile another size. Growing pushes down what it covers, and what that covers in turn; each remembers the row it stood on
 * (`home`) and goes back towards it when a tile above makes room. Nothing else moves.
 */
export function resizeTile(placed: readonly Placed[], id: string, size: { readonly w: number; readonly h: number }): Layouts {
  const before = placed.find((one) => one.id === id)
  if (before === undefined) return new Map()
  const w = clamp(size.w, leastWidth, gridColumns - before.layout.x)
  const h = clamp(size.h, leastHeight, mostHeight)
  if (w === before.layout.w && h === before.layout.h) return new Map()
  const now = new Map(placed.map((one) => [one.id, one.layout]))
  now.set(id, { ...before.layout, w, h })
  pushDown(now, id)
  rise(now, id, before.layout)
  return new Map([...now].filter(([one, layout]) => layout !== placed.find((was) => was.id === one)?.layout))
}

function pushDown(now: Map<string, TileLayout>, first: string): void {
  const pushing = [first]
  for (let id = pushing.shift(); id !== undefined; id = pushing.shift()) {
    const above = now.get(id)
    if (above === undefined) continue
    for (const [other, layout] of now) {
      if (other === id || other === first || !overlaps(above, layout)) continue
      now.set(other, { ...layout, y: above.y + above.h, home: layout.home ?? layout.y })
      pushing.push(other)
    }
  }
}

/** Tiles below the one that changed, from the top down, as far up towards their homes as there is room. */
function rise(now: Map<string, TileLayout>, changed: string, was: TileLayout): void {
  const spans: { readonly x: number; readonly w: number }[] = [was]
  const away = [...now].filter(([id, { home, y }]) => id !== changed && home !== undefined && home < y)
  for (const [id] of away.toSorted(([, left], [, right]) => (left.home ?? 0) - (right.home ?? 0) || left.y - right.y)) {
    const layout = now.get(id)
    if (layout?.home === undefined || !spans.some((span) => layout.x < span.x + span.w && span.x < layout.x + layout.w)) continue
    spans.push(layout)
    for (let y = layout.home; y < layout.y; y += 1) {
      const up = { ...layout, y }
      if ([...now].some(([other, stands]) => other !== id && overlaps(stands, up))) continue
      now.set(id, y === layout.home ? plain(up) : up)
      break
    }
  }
}

/** The offset that keeps every held tile on the grid. */
function within(held: readonly Placed[], { dx, dy }: Offset): Offset {
  const left = Math.min(...held.map(({ layout }) => layout.x))
  const right = Math.max(...held.map(({ layout }) => layout.x + layout.w))
  const top = Math.min(...held.map(({ layout }) => layout.y))
  return { dx: clamp(dx, -left, gridColumns - right), dy: Math.max(dy, -top) }
}

function blockersOf(held: readonly Placed[], others: readonly Placed[], offset: Offset): Placed[] {
  const wanted = held.map(({ layout }) => shifted(layout, offset))
  return others.filter(({ layout }) => wanted.some((one) => overlaps(one, layout)))
}

/** The tile that at least half of the smaller of the two is dropped onto: brushing against one is no wish to change places. */
function aimedAt(dropped: TileLayout, blocking: readonly Placed[]): Placed | null {
  const shared = ({ layout }: Placed) =>
    (Math.min(dropped.x + dropped.w, layout.x + layout.w) - Math.max(dropped.x, layout.x)) *
    (Math.min(dropped.y + dropped.h, layout.y + layout.h) - Math.max(dropped.y, layout.y))
  const best = blocking.toSorted((left, right) => shared(right) - shared(left))[0]
  if (best === undefined) return null
  return shared(best) * 2 >= Math.min(dropped.w * dropped.h, best.layout.w * best.layout.h) ? best : null
}

function nearestFree(held: readonly Placed[], others: readonly Placed[], wanted: Offset): Offset {
  // Below everything there is always room.
  const lowest = Math.max(1, bottomOf(others) - Math.min(...held.map(({ layout }) => layout.y)))
  const spread = Array.from({ length: gridColumns * 2 + 1 }, (_, index) => index - gridColumns)
  const candidates: Offset[] = []
  for (let dy = -Math.min(...held.map(({ layout }) => layout.y)); dy <= lowest; dy += 1)
    for (const dx of spread) candidates.push({ dx, dy })
  const far = ({ dx, dy }: Offset) => Math.abs(dx - wanted.dx) + Math.abs(dy - wanted.dy)
  const onGrid = candidates.filter((one) => {
    const kept = within(held, one)
    return kept.dx === one.dx && kept.dy === one.dy && (one.dx !== 0 || one.dy !== 0)
  })
  return (
    onGrid.toSorted((left, right) => far(left) - far(right)).find((one) => blockersOf(held, others, one).length === 0) ?? {
      dx: 0,
      dy: lowest,
    }
  )
}

function shifted({ x, y, w, h }: TileLayout, { dx, dy }: Offset): TileLayout {
  return { x: x + dx, y: y + dy, w, h }
}

function plain({ x, y, w, h }: TileLayout): TileLayout {
  return { x, y, w, h }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
