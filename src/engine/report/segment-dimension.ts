import type { DimensionDefinition, NodeId } from '../catalog/definition.ts'
import type { LocalText } from '../../contract/text.ts'
import { quoteIdentifier } from '../database/identifier.ts'

/** The table with a segment's things (`id`, `value`, `place`), made when a question first reads it. */
export const segmentTable = (id: string): string => quoteIdentifier(`derived ${id}`)

/** What a study calls the things of a node; empty for those it says nothing of. */
export function segmentDimension(id: string, label: LocalText, node: NodeId): DimensionDefinition {
  const of = (column: string): string => `(select s.${column} from ${segmentTable(id)} s where s.id = {id})`
  return { id, group: 'segment', label, type: 'text', node, value: of('value'), order: of('place'), needs: [node] }
}
