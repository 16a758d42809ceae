import type { DimensionDefinition, NodeId } from '../catalog/definition.ts'
import type { LocalText } from '../../contract/text.ts'
import { derivedTable } from '../catalog/study-nodes.ts'

/** What a study calls the things of a node, from a table of `id`, `value` and `place`; empty for those it says nothing of. */
export function segmentDimension(id: string, label: LocalText, node: NodeId): DimensionDefinition {
  const of = (column: string): string => `(select s.${column} from ${derivedTable(id)} s where s.id = {id})`
  return { id, group: 'segment', label, type: 'text', node, value: of('value'), order: of('place'), needs: [node] }
}
