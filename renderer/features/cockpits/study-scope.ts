import { studyParams } from '../../../src/contract/studies.ts'
import type { StudyTile } from '../../../src/contract/tiles.ts'
import type { TileScope } from './tile-spec.ts'

/** A study's params with what the cockpit adds: its filters on top, the period and the day in place of the study's own where it takes them. */
export function studyParamsOf(tile: StudyTile, scope: TileScope): Readonly<Record<string, unknown>> {
  const takes = new Set(Object.keys(studyParams[tile.study].shape))
  const own: unknown = tile.params['filters']
  const filters = [...(Array.isArray(own) ? (own as unknown[]) : []), ...scope.filters, ...scope.marks]
  return {
    ...tile.params,
    ...(takes.has('period') && scope.period !== null ? { period: scope.period } : {}),
    ...(takes.has('asOf') && scope.asOf !== null ? { asOf: scope.asOf } : {}),
    ...(takes.has('filters') && filters.length > 0 ? { filters } : {}),
  }
}
