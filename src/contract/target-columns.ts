import type { LocalText } from './text.ts'
import type { CellType } from './imports.ts'

/** One column of the model that a file's column can fill. `reference` names the entity its text points at, by id or by name. */
export interface TargetColumn {
  readonly label: LocalText
  readonly type: CellType
  readonly reference?: string
}

export interface TargetEntity {
  readonly label: LocalText
  /** What a file of this kind would add to a workspace that has none. */
  readonly adds: LocalText
  readonly columns: Readonly<Record<string, TargetColumn>>
}

/** Columns every entity has. */
export const common = {
  source_id: { label: { zh: '编号', en: 'ID' }, type: 'text' },
  created_at: { label: { zh: '创建时间', en: 'Created' }, type: 'timestamp' },
  updated_at: { label: { zh: '最后修改时间', en: 'Last modified' }, type: 'timestamp' },
  owner: { label: { zh: '负责人', en: 'Owner' }, type: 'text', reference: 'person' },
  is_deleted: { label: { zh: '已删除', en: 'Deleted' }, type: 'boolean' },
} as const satisfies Record<string, TargetColumn>
