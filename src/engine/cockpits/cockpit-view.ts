import type { Missing } from '../../contract/catalog.ts'
import type { AnyTile, CockpitDocument, CockpitView } from '../../contract/documents.ts'
import { ReportSpec } from '../../contract/report-spec.ts'
import { missingNeeds, missingOfDimension, missingOfMetric } from '../catalog/availability.ts'
import { dimensions } from '../catalog/dimensions.ts'
import { metrics } from '../catalog/metrics.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { studies } from '../studies/studies.ts'
import { relativePeriod, specOf, type CockpitTemplate, type Slot, type TileTemplate } from './template.ts'

type ViewTile = CockpitView['tiles'][number]

/**
 * A shipped cockpit as this workspace can show it. In each place stands the first tile whose data is there; places without
 * one give their width to their neighbours. What the tiles left out would need is listed once, at the end and per tile.
 */
export function viewOfTemplate(template: CockpitTemplate, data: WorkspaceData): CockpitView {
  const shown: ViewTile[] = []
  const hidden: ViewTile[] = []
  let y = 0
  for (const { h, slots } of template.rows) {
    const chosen = slots.flatMap((slot) => {
      const tile = slot.tiles.find((candidate) => missingOfTemplate(candidate, data).length === 0)
      return tile === undefined ? [] : [{ tile, w: slot.w }]
    })
    hidden.push(
      ...slots
        .flatMap((slot) => betterTiles(slot, data))
        .map((tile) => viewTile(tile, missingOfTemplate(tile, data), { x: 0, y: 0, w: 3, h: 2 })),
    )
    if (chosen.length === 0) continue
    let x = 0
    widths(chosen.map(({ w }) => w)).forEach((w, index) => {
      const tile = chosen[index]?.tile
      if (tile !== undefined) shown.push(viewTile(tile, [], { x, y, w, h }))
      x += w
    })
    y += h
  }
  const below = hidden.map((tile, index) => ({ ...tile, layout: { x: (index % 4) * 3, y: y + Math.floor(index / 4) * 2, w: 3, h: 2 } }))
  return {
    name: template.name,
    shipped: true,
    title: template.title,
    filters: template.filters ?? [],
    period: template.period === null ? null : relativePeriod(template.period),
    tabs: [],
    tiles: [...shown, ...below],
    missing: distinct(hidden.flatMap(({ missing }) => missing)),
  }
}

/** A saved cockpit: its own tiles where they are, those without data marked. */
export function viewOfDocument(name: string, document: CockpitDocument, data: WorkspaceData): CockpitView {
  const tiles = document.tiles.map((tile) => {
    const missing = missingOfTile(tile, data)
    const shown = { available: missing.length === 0, missing }
    if (!('spec' in tile)) return { ...tile, ...shown }
    const spec = { ...tile.spec, filters: [...tile.spec.filters, ...document.filters], period: document.period ?? tile.spec.period }
    return { ...tile, spec: ReportSpec.parse(spec), ...shown }
  })
  return {
    name,
    shipped: false,
    title: document.title,
    filters: document.filters,
    period: document.period ?? null,
    tabs: document.tabs,
    tiles,
    missing: distinct(tiles.flatMap(({ missing }) => missing)),
  }
}

/** The tiles a slot would rather show. */
function betterTiles(slot: Slot, data: WorkspaceData): TileTemplate[] {
  const first = slot.tiles.findIndex((tile) => missingOfTemplate(tile, data).length === 0)
  return slot.tiles.slice(0, first === -1 ? 1 : first)
}

function viewTile(tile: TileTemplate, missing: Missing[], layout: ViewTile['layout']): ViewTile {
  const { id, title } = tile
  const place = { id, title, layout, missing, available: missing.length === 0 }
  if (tile.kind === 'study')
    return {
      ...place,
      kind: tile.kind,
      study: tile.study,
      params: tile.params ?? {},
      ...(tile.chart === undefined ? {} : { chart: tile.chart }),
    }
  const spec = ReportSpec.parse(specOf(tile.spec))
  if (tile.kind === 'target') return { ...place, kind: tile.kind, spec }
  return { ...place, kind: tile.kind, spec, ...(tile.spark === undefined ? {} : { spark: ReportSpec.parse(specOf(tile.spark)) }) }
}

function missingOfTemplate(tile: TileTemplate, data: WorkspaceData): Missing[] {
  return tile.kind === 'study' ? missingNeeds(studies[tile.study].needs, data) : missingOfSpec(tile.spec, data)
}

function missingOfTile(tile: AnyTile, data: WorkspaceData): Missing[] {
  switch (tile.kind) {
    // A value of a text that can't be had is told in its place.
    case 'text':
    case 'image':
      return []
    case 'study':
      return missingNeeds(studies[tile.study].needs, data)
    case 'filter':
      return missingOfFields([tile.field], data)
    default:
      return missingOfSpec(tile.spec, data)
  }
}

type Asked = Pick<ReportSpec, 'values'> & {
  readonly rows?: readonly { field: string }[] | undefined
  readonly columns?: readonly { field: string }[] | undefined
  readonly filters?: readonly { field: string }[] | undefined
}

function missingOfSpec(spec: Asked, data: WorkspaceData): Missing[] {
  const asked = spec.values.map(({ metric }) => metrics.get(metric) ?? data.user.metrics.get(metric))
  const fields = [...(spec.rows ?? []), ...(spec.columns ?? []), ...(spec.filters ?? [])].map(({ field }) => field)
  return distinct([
    ...asked.flatMap((metric) => (metric === undefined ? [] : missingOfMetric(metric, data))),
    ...missingOfFields(fields, data),
  ])
}

function missingOfFields(fields: readonly string[], data: WorkspaceData): Missing[] {
  const known = fields.map((field) => dimensions.get(field) ?? data.custom.get(field) ?? data.user.dimensions.get(field))
  return known.flatMap((field) => (field === undefined ? [] : missingOfDimension(field, data)))
}

/** Shares of a row as whole columns that fill all twelve. */
function widths(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  let used = 0
  let seen = 0
  return shares.map((share) => {
    seen += share
    const end = Math.round((seen / total) * 12)
    const width = end - used
    used = end
    return width
  })
}

function distinct(missing: readonly Missing[]): Missing[] {
  return missing.filter((one, index) => missing.findIndex(({ need }) => need === one.need) === index)
}
