import type { AnyTile, CockpitDocument } from '../../../src/contract/documents.ts'
import type { Filter } from '../../../src/contract/report-spec.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import type { TileLayout } from '../../../src/contract/tiles.ts'
import { freePlace, type Layouts } from './grid-layout.ts'

/** A change of a cockpit; the same document comes back where there was nothing to change. */
export type Move = (cockpit: CockpitDocument) => CockpitDocument

/** A tile without its place: where it stands is found when it is added. */
export type NewTile = AnyTile extends infer One ? (One extends AnyTile ? Omit<One, 'id' | 'layout' | 'tab'> : never) : never

export const freshCockpit: CockpitDocument = {
  version: 1,
  title: { zh: '新驾驶舱', en: 'New cockpit' },
  filters: [],
  tabs: [],
  tiles: [],
}

export const everywhere = '*'

export function sameText(text: string): LocalText {
  return { zh: text, en: text }
}

/** The tab a tile stands on: the first where it names none, or one that is gone. Null where the cockpit has no tabs. */
export function tabOf(cockpit: Pick<CockpitDocument, 'tabs'>, tile: Pick<AnyTile, 'tab'>): string | null {
  return (cockpit.tabs.find(({ id }) => id === tile.tab) ?? cockpit.tabs[0])?.id ?? null
}

export function tilesOn<Tile extends Pick<AnyTile, 'tab'>>(
  cockpit: { tabs: CockpitDocument['tabs']; tiles: readonly Tile[] },
  tab: string | null,
): Tile[] {
  return cockpit.tiles.filter((tile) => tabOf(cockpit, tile) === tab)
}

export const putTitle =
  (title: string): Move =>
  (cockpit) =>
    cockpit.title.zh === title && cockpit.title.en === title ? cockpit : { ...cockpit, title: sameText(title) }

interface Size {
  readonly w: number
  readonly h: number
}

const usualSizes: Readonly<Record<string, Size>> = {
  kpi: { w: 3, h: 4 },
  target: { w: 3, h: 4 },
  filter: { w: 3, h: 2 },
  text: { w: 4, h: 4 },
  doughnut: { w: 4, h: 8 },
  study: { w: 6, h: 9 },
  image: { w: 4, h: 6 },
}

export function usualSize(kind: AnyTile['kind']): Size {
  return usualSizes[kind] ?? { w: 6, h: 8 }
}

/** Puts a tile into the first hole it fits. */
export const addTile =
  (tile: NewTile, tab: string | null, size: Size = usualSize(tile.kind)): Move =>
  (cockpit) => {
    const layout = freePlace(tilesOn(cockpit, tab), size)
    const added = { ...tile, id: freeId(cockpit), layout, ...(tab === null ? {} : { tab }) } as AnyTile
    return { ...cockpit, tiles: [...cockpit.tiles, added] }
  }

export const removeTiles =
  (ids: readonly string[]): Move =>
  (cockpit) => {
    const tiles = cockpit.tiles.filter(({ id }) => !ids.includes(id))
    return tiles.length === cockpit.tiles.length ? cockpit : { ...cockpit, tiles }
  }

export const copyTile =
  (id: string): Move =>
  (cockpit) => {
    const tile = cockpit.tiles.find((one) => one.id === id)
    if (tile === undefined) return cockpit
    const { id: _id, layout, tab: _tab, ...rest } = tile
    return addTile(rest, tabOf(cockpit, tile), layout)(cockpit)
  }

export const changeTile =
  (id: string, change: (tile: AnyTile) => AnyTile): Move =>
  (cockpit) => {
    const tiles = cockpit.tiles.map((tile) => (tile.id === id ? change(tile) : tile))
    return tiles.every((tile, place) => tile === cockpit.tiles[place]) ? cockpit : { ...cockpit, tiles }
  }

export const titleTile = (id: string, title: string): Move =>
  changeTile(id, (tile) => (tile.title.zh === title && tile.title.en === title ? tile : { ...tile, title: sameText(title) }))

export const placeTiles =
  (layouts: Layouts): Move =>
  (cockpit) =>
    layouts.size === 0
      ? cockpit
      : { ...cockpit, tiles: cockpit.tiles.map((tile) => ({ ...tile, layout: layouts.get(tile.id) ?? tile.layout })) }

/** Whether a tile listens to the filters on a field; `*` is all of them. */
export function listensTo(tile: Pick<AnyTile, 'ignores'>, field: string): boolean {
  return !(tile.ignores?.includes(field) ?? false) && !(tile.ignores?.includes(everywhere) ?? false)
}

export const listen = (id: string, field: string, listens: boolean): Move =>
  changeTile(id, (tile) => {
    const others = (tile.ignores ?? []).filter((one) => one !== field)
    if (listens === !(tile.ignores?.includes(field) ?? false)) return tile
    const { ignores: _ignores, ...rest } = tile
    const ignores = listens ? others : [...others, field]
    return ignores.length === 0 ? rest : { ...rest, ignores }
  })

export const putFilters =
  (filters: readonly Filter[]): Move =>
  (cockpit) =>
    JSON.stringify(filters) === JSON.stringify(cockpit.filters) ? cockpit : { ...cockpit, filters: [...filters] }

export const putPeriod =
  (period: CockpitDocument['period'] | null): Move =>
  (cockpit) => {
    const { period: before, ...rest } = cockpit
    if (JSON.stringify(before ?? null) === JSON.stringify(period ?? null)) return cockpit
    return period === null || period === undefined ? rest : { ...rest, period }
  }

/** The first tab takes what stands there already. */
export const addTab =
  (title: LocalText, first: LocalText): Move =>
  (cockpit) => {
    const known = cockpit.tabs.length === 0 ? [{ id: 'tab-1', title: first }] : cockpit.tabs
    return { ...cockpit, tabs: [...known, { id: freeTab(known), title }] }
  }

export const titleTab =
  (id: string, title: string): Move =>
  (cockpit) =>
    cockpit.tabs.some((tab) => tab.id === id && (tab.title.zh !== title || tab.title.en !== title))
      ? { ...cockpit, tabs: cockpit.tabs.map((tab) => (tab.id === id ? { ...tab, title: sameText(title) } : tab)) }
      : cockpit

/** A tab goes with its tiles; of two tabs the last one left is no tab any more. */
export const removeTab =
  (id: string): Move =>
  (cockpit) => {
    if (!cockpit.tabs.some((tab) => tab.id === id)) return cockpit
    const tiles = cockpit.tiles.filter((tile) => tabOf(cockpit, tile) !== id)
    const tabs = cockpit.tabs.filter((tab) => tab.id !== id)
    return { ...cockpit, tabs: tabs.length < 2 ? [] : tabs, tiles }
  }

/** Moves tiles to another tab, each into the first hole it fits there. */
export const moveToTab =
  (ids: readonly string[], tab: string): Move =>
  (cockpit) => {
    if (!cockpit.tabs.some(({ id }) => id === tab)) return cockpit
    return ids.reduce((now, id) => {
      const tile = now.tiles.find((one) => one.id === id)
      if (tile === undefined || tabOf(now, tile) === tab) return now
      const layout: TileLayout = freePlace(tilesOn(now, tab), tile.layout)
      return { ...now, tiles: now.tiles.map((one) => (one.id === id ? { ...one, tab, layout } : one)) }
    }, cockpit)
  }

function freeId({ tiles }: CockpitDocument): string {
  const taken = new Set(tiles.map(({ id }) => id))
  for (let number = tiles.length + 1; ; number += 1) if (!taken.has(`tile-${number}`)) return `tile-${number}`
}

function freeTab(tabs: CockpitDocument['tabs']): string {
  const taken = new Set(tabs.map(({ id }) => id))
  for (let number = tabs.length + 1; ; number += 1) if (!taken.has(`tab-${number}`)) return `tab-${number}`
}
