import type { Missing } from '../../contract/catalog.ts'
import { findTarget, targets } from '../../contract/targets.ts'
import type { LocalText } from '../../contract/text.ts'
import type { DimensionDefinition, MetricDefinition } from './definition.ts'
import type { WorkspaceData } from './workspace-data.ts'

/** What a metric lacks here; empty = it can be asked. */
export function missingOfMetric(metric: MetricDefinition, data: WorkspaceData): Missing[] {
  const missing = missingNeeds(metric.needs, data)
  if (missing.length > 0 || metric.probe === undefined || !data.unmetProbes.has(metric.id)) return missing
  return [{ need: metric.probe.need, adds: metric.probe.adds }]
}

export function missingOfDimension(dimension: DimensionDefinition, data: WorkspaceData): Missing[] {
  return missingNeeds(dimension.needs, data)
}

/** What of `needs` (`entity` or `entity.column`, alternatives split by `|`) the workspace has not. */
export function missingNeeds(needs: readonly string[], data: WorkspaceData): Missing[] {
  const unmet = needs.filter((need) => !need.split('|').some((alternative) => data.filled.has(alternative)))
  const named = unmet.map((need) => need.split('|')[0] ?? need)
  // A missing entity explains its missing columns.
  return named
    .filter((need, index) => named.indexOf(need) === index && !(need.includes('.') && named.includes(need.split('.')[0] ?? '')))
    .map((need) => ({ need, adds: addsOf(need, data) }))
}

function addsOf(need: string, data: WorkspaceData): LocalText {
  const [entity = ''] = need.split('.')
  const kind = targets[entity as keyof typeof targets]
  const column = findTarget(need)
  if (kind === undefined) return { zh: need, en: need }
  if (column === undefined || !data.filled.has(entity)) return kind.adds
  return { zh: `${kind.label.zh}的“${column.label.zh}”`, en: `“${column.label.en}” of ${kind.label.en.toLowerCase()}` }
}
