import type { Missing } from '../../contract/catalog.ts'
import type { CockpitDocument, CockpitView } from '../../contract/documents.ts'
import { ReportSpec } from '../../contract/report-spec.ts'
import { missingOfDimension, missingOfMetric } from '../catalog/availability.ts'
import { dimensions } from '../catalog/dimensions.ts'
import { metrics } from '../catalog/metrics.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { fixedPeriod, fixedSpec, type CockpitTemplate, type Slot, type TileTemplate } from './template.ts'

type ViewTile = CockpitView['tiles'][number]

/**
 * A shipped cockpit as this workspace can show it. In each place stands the first tile whose data is there; places without
 * one give their width to their neighbours. What the tiles left out would need is listed once, at the end and per tile.
 */
export function viewOfTemplate(template: CockpitTemplate, data: WorkspaceData, clock: string): CockpitView {
  const shown: ViewTile[] = []
  const hidden: ViewTile[] = []
  let y = 0
  for (const { h, slots } of template.rows) {
    const chosen = slots.flatMap((slot) => {
      const tile = slot.tiles.find((candidate) => missingOfTile(candidate, data).length === 0)
      return tile === undefined ? [] : [{ tile, w: slot.w }]
    })
    hidden.push(
      ...slots
        .flatMap((slot) => betterTiles(slot, data))
        .map((tile) => viewTile(tile, missingOfTile(tile, data), clock, { x: 0, y: 0, w: 3, h: 2 })),
    )
    if (chosen.length === 0) continue
    let x = 0
    widths(chosen.map(({ w }) => w)).forEach((w, index) => {
      const tile = chosen[index]?.tile
      if (tile !== undefined) shown.push(viewTile(tile, [], clock, { x, y, w, h }))
      x += w
    })
    y += h
  }
  const below = hidden.map((tile, index) => ({ ...tile, layout: { x: (index % 4) * 3, y: y + Math.floor(index / 4) * 2, w: 3, h: 2 } }))
  return {
    name: template.name,
    shipped: true,
    title: template.title,
    period: template.period === null ? null : fixedPeriod(template.period, clock),
    tiles: [...shown, ...below],
    missing: distinct(hidden.flatMap(({ missing }) => missing)),
  }
}

/** A saved cockpit: its own tiles where they are, those without data marked. */
export function viewOfDocument(name: string, document: CockpitDocument, data: WorkspaceData): CockpitView {
  const tiles = document.tiles.map((tile) => {
    const missing = missingOfTile(tile, data)
    const spec = { ...tile.spec, filters: [...tile.spec.filters, ...document.filters], period: document.period ?? tile.spec.period }
    return { ...tile, spec: ReportSpec.parse(spec), available: missing.length === 0, missing }
  })
  return {
    name,
    shipped: false,
    title: document.title,
    period: document.period ?? null,
    tiles,
    missing: distinct(tiles.flatMap(({ missing }) => missing)),
  }
}

/** The tiles a slot would rather show. */
function betterTiles(slot: Slot, data: WorkspaceData): TileTemplate[] {
  const first = slot.tiles.findIndex((tile) => missingOfTile(tile, data).length === 0)
  return slot.tiles.slice(0, first === -1 ? 1 : first)
}

function viewTile(tile: TileTemplate, missing: Missing[], clock: string, layout: ViewTile['layout']): ViewTile {
  const { id, title, kind, spec, spark } = tile
  return {
    id,
    title,
    kind,
    layout,
    missing,
    available: missing.length === 0,
    spec: ReportSpec.parse(fixedSpec(spec, clock)),
    ...(spark === undefined ? {} : { spark: ReportSpec.parse(fixedSpec(spark, clock)) }),
  }
}

type Asked = Pick<ReportSpec, 'values'> & {
  readonly rows?: readonly { field: string }[] | undefined
  readonly columns?: readonly { field: string }[] | undefined
}

function missingOfTile({ spec }: { readonly spec: Asked }, data: WorkspaceData): Missing[] {
  const fields = [...(spec.rows ?? []), ...(spec.columns ?? [])].map(
    ({ field }) => dimensions.get(field) ?? data.custom.get(field) ?? data.user.dimensions.get(field),
  )
  const asked = spec.values.map(({ metric }) => metrics.get(metric) ?? data.user.metrics.get(metric))
  return distinct([
    ...asked.flatMap((metric) => (metric === undefined ? [] : missingOfMetric(metric, data))),
    ...fields.flatMap((field) => (field === undefined ? [] : missingOfDimension(field, data))),
  ])
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
