import { laterTargets } from '../../contract/later-targets.ts'
import { targets } from '../../contract/targets.ts'
import type { EntityCount, WorkspaceInfo } from '../../contract/workspace.ts'
import { dimensions } from '../catalog/dimensions.ts'
import { metrics } from '../catalog/metrics.ts'
import { queryText } from '../database/query-files.ts'
import type { EngineContext } from '../engine-context.ts'
import { engineVersion } from './engine-version.ts'

interface Summary {
  readonly last_load_at: string | null
  readonly quarantined: number
  readonly matches: number
}

/** What the frame and Home show of a workspace: counts per entity, what is missing, the clock. */
export async function readWorkspaceInfo(context: EngineContext): Promise<WorkspaceInfo> {
  const { database } = context
  const [settings, clock, dataVersion, entities, [summary]] = await Promise.all([
    context.settings(),
    context.clock(),
    context.dataVersion(),
    countEntities(context),
    database.rows<Summary>(queryText('workspace/summary.sql')),
  ])
  return {
    name: context.folder.name,
    dataVersion,
    clock: clock.day,
    clockIsToday: clock.isToday,
    reportingCurrency: settings.reportingCurrency,
    timeZone: settings.timeZone,
    lastLoadAt: summary?.last_load_at ?? null,
    entities,
    quarantined: summary?.quarantined ?? 0,
    matches: summary?.matches ?? 0,
    missing: entities.filter(({ entity, rows }) => rows === 0 && isAsked(entity)).map(({ entity, adds }) => ({ need: entity, adds })),
    engineVersion,
  }
}

const asked: ReadonlySet<string> = new Set(
  [...metrics.values(), ...dimensions.values()].flatMap(({ needs }) =>
    needs.flatMap((need) => need.split('|').map((alternative) => alternative.split('.')[0] ?? '')),
  ),
)

/** A file of quotes or tickets is kept, but it adds nothing to see until a metric or a dimension of this version reads it. */
function isAsked(entity: string): boolean {
  return !(entity in laterTargets) || asked.has(entity)
}

async function countEntities({ database }: EngineContext): Promise<EntityCount[]> {
  const counts = await database.rows<{ entity: keyof typeof targets; rows: number }>(queryText('workspace/entity_counts.sql'))
  return counts.map(({ entity, rows }) => ({ entity, rows, label: targets[entity].label, adds: targets[entity].adds }))
}
