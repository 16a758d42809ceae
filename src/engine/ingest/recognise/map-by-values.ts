import { targets } from '../../../contract/targets.ts'
import type { ColumnDraft } from './column-draft.ts'
import { mappedDraft } from './column-draft.ts'
import type { DraftTable, FoundRelation } from './relations.ts'
import { referencedKind } from './relations.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'

const leastShare = 0.8

/** A column nobody knew by its header, but whose values are the names of another file, points at that file where the kind has a free place for it. */
export function mapByValues(draft: DraftTable, tableIndex: number, relations: readonly FoundRelation[]): readonly ColumnDraft[] {
  if (draft.kind === 'custom') return draft.columns
  const kind: ModelKind = draft.kind
  const taken = new Set(draft.columns.map((column) => column.target))
  return draft.columns.map((column) => {
    if (column.target !== null || column.also.length > 0) return column
    const relation = relations.find(
      (found) => found.tableIndex === tableIndex && found.columnIndex === column.evidence.index && found.matchedShare >= leastShare,
    )
    const target = relation && freeReference(kind, relation.entity, taken)
    if (relation === undefined || target === undefined) return column
    taken.add(target)
    const percent = Math.round(relation.matchedShare * 100)
    const label = targets[relation.entity as ModelKind].label
    const where = relation.toFile ?? ''
    return mappedDraft(column.evidence, target, 0.6 + 0.3 * relation.matchedShare, {
      zh: `${percent}% 的值是${where === '' ? '工作区里' : `“${where}”中`}的${label.zh}`,
      en: `${percent} % of the values are names of ${label.en} in ${where === '' ? 'the workspace' : where}`,
    })
  })
}

function freeReference(kind: ModelKind, entity: string, taken: ReadonlySet<string | null>): string | undefined {
  return Object.keys(targets[kind].columns)
    .map((column) => `${kind}.${column}`)
    .find((target) => referencedKind(target) === entity && !taken.has(target))
}
