import type { CatalogDimension, CatalogMetric } from '../../../src/contract/catalog.ts'
import type { ChartKind } from '../../../src/contract/documents.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { addMetric, isUsed, moveValue, roomOf, tidy, type DimensionShelf, type Shelf } from './report-moves.ts'
import { colourCount, gapInSpec, hasColour, isDimensionShelf, type Place } from './shelf-places.ts'

interface Gap<Of extends Shelf = Shelf> {
  readonly shelf: Of
  readonly index: number
}

/** Puts a dimension into a gap. One that stands on a shelf already goes there from its place. */
export function placeDimension(spec: ReportSpec, dimension: Pick<CatalogDimension, 'id' | 'isDate'>, to: Gap<DimensionShelf>): ReportSpec {
  if (isUsed(spec, dimension.id)) {
    const shelf = spec.rows.some((use) => use.field === dimension.id) ? 'rows' : 'columns'
    return movePill(spec, { shelf, index: spec[shelf].findIndex((use) => use.field === dimension.id) }, to)
  }
  if (spec[to.shelf].length >= roomOf[to.shelf]) return spec
  const use = dimension.isDate ? { field: dimension.id, grain: 'month' as const } : { field: dimension.id }
  return tidy({ ...spec, [to.shelf]: spec[to.shelf].toSpliced(to.index, 0, use) })
}

/** Puts a metric into a gap among the values; one that is there already moves. */
export function placeMetric(spec: ReportSpec, metric: Pick<CatalogMetric, 'id'>, index: number): ReportSpec {
  const before = spec.values.findIndex((value) => value.metric === metric.id)
  if (before >= 0) return movePill(spec, { shelf: 'values', index: before }, { shelf: 'values', index })
  const added = addMetric(spec, metric)
  return added === spec ? spec : moveValue(added, added.values.length - 1, index)
}

/** Takes a pill to a gap of its own or of the other dimension shelf. Dimensions and values don't change places. */
export function movePill(spec: ReportSpec, from: Gap, to: Gap): ReportSpec {
  if (from.index < 0 || from.index >= spec[from.shelf].length) return spec
  const index = Math.max(0, Math.min(spec[to.shelf].length, to.index))
  if (from.shelf === to.shelf) {
    const target = index > from.index ? index - 1 : index
    if (target === from.index) return spec
    if (!isDimensionShelf(from.shelf)) return moveValue(spec, from.index, target)
    const pill = spec[from.shelf][from.index]
    return pill === undefined ? spec : tidy({ ...spec, [from.shelf]: spec[from.shelf].toSpliced(from.index, 1).toSpliced(target, 0, pill) })
  }
  if (!isDimensionShelf(from.shelf) || !isDimensionShelf(to.shelf) || spec[to.shelf].length >= roomOf[to.shelf]) return spec
  const pill = spec[from.shelf][from.index]
  if (pill === undefined) return spec
  return tidy({ ...spec, [from.shelf]: spec[from.shelf].toSpliced(from.index, 1), [to.shelf]: spec[to.shelf].toSpliced(index, 0, pill) })
}

/**
 * The gap of the spec where something put down lands, `from` being where it stood. What leaves Colour for Columns makes the next
 * column the colour, so it lands behind that; a lone column stays the colour.
 */
export function landing(spec: ReportSpec, chart: ChartKind, from: Gap | null, place: Place): Gap | null {
  const gap = gapInSpec(spec, chart, place)
  const leavesColour = place.shelf === 'columns' && from?.shelf === 'columns' && from.index < colourCount(spec, chart)
  return gap !== null && leavesColour ? { shelf: 'columns', index: Math.max(2, gap.index) } : gap
}

/** A chart that draws series, where what stands on Colour would not show in the one there is. */
export function chartWithColour(chart: ChartKind, spec: ReportSpec, isDate: (field: string) => boolean): ChartKind {
  if (hasColour(chart)) return chart
  const [first] = spec.rows
  return first !== undefined && isDate(first.field) ? 'line' : 'bar'
}
