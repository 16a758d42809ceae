import type { Catalog } from '../../../src/contract/catalog.ts'
import type { AnyTile } from '../../../src/contract/documents.ts'
import type { Day, Filter, Period, RelativePeriod, ReportSpec } from '../../../src/contract/report-spec.ts'
import { listensTo } from './cockpit-moves.ts'
import { marksOn, type Mark } from './marks.ts'

/** What a cockpit adds to each of its tiles: the strip's choices, and what was clicked. */
export interface CockpitScope {
  readonly period: Period | RelativePeriod | null
  readonly filters: readonly Filter[]
  readonly asOf?: Day | null
  readonly marks?: readonly Mark[]
}

/** What of the cockpit's scope reaches one tile, and the fields that can't. */
export interface TileScope {
  readonly period: Period | RelativePeriod | null
  readonly filters: readonly Filter[]
  readonly asOf: Day | null
  /** Filters that come from clicks in other tiles: the tile shows that it is touched. */
  readonly marks: readonly Filter[]
  /** Fields that are filtered by and that this tile's numbers have no part in. */
  readonly deaf: readonly string[]
}

/**
 * Wires the cockpit's filters to a tile by field: one that the tile is told to ignore, or that its metrics can't be broken down by,
 * does not reach it.
 */
export function scopeOfTile(tile: AnyTile, scope: CockpitScope, catalog: Catalog | undefined): TileScope {
  const listens = ({ field }: Filter) => listensTo(tile, field)
  const reached = (filter: Filter) => reaches(tile, filter.field, catalog)
  const marks = marksOn(tile.id, scope.marks ?? []).filter(listens)
  const filters = scope.filters.filter(listens)
  return {
    period: listensTo(tile, 'date') ? scope.period : null,
    asOf: listensTo(tile, 'date') ? (scope.asOf ?? null) : null,
    filters: filters.filter(reached),
    marks: marks.filter(reached),
    deaf: [...new Set([...filters, ...marks].filter((filter) => !reached(filter)).map(({ field }) => field))],
  }
}

function reaches(tile: AnyTile, field: string, catalog: Catalog | undefined): boolean {
  if (catalog === undefined || field === 'date' || !('spec' in tile)) return true
  return tile.spec.values.every(({ metric }) => {
    const known = catalog.metrics.find((one) => one.id === metric)
    return known === undefined || known.dimensions.includes(field)
  })
}

/**
 * A tile's question within the cockpit's scope: the strip's period and day replace the tile's own, its filters come on top, one on
 * the same field in place of the tile's. Clicks narrow what is there and replace nothing.
 */
export function scopedSpec(spec: ReportSpec, scope: Omit<CockpitScope, 'marks'> & { readonly marks?: readonly Filter[] }): ReportSpec {
  const own = spec.filters.filter((filter) => !scope.filters.some((added) => added.field === filter.field))
  return {
    ...spec,
    ...(scope.period ? { period: scope.period } : {}),
    ...(scope.asOf ? { asOf: scope.asOf } : {}),
    filters: [...own, ...scope.filters, ...(scope.marks ?? [])],
  }
}

/** A spark line keeps its own run of buckets: a quarter chosen above must not leave it with three points. */
export function scopedSpark(spec: ReportSpec, scope: Parameters<typeof scopedSpec>[1]): ReportSpec {
  const marks = (scope.marks ?? []).filter(({ field }) => field !== 'date')
  return scopedSpec(spec, { ...scope, period: null, marks })
}
