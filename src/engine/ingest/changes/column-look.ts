import type { CellType } from '../../../contract/imports.ts'
import { common } from '../../../contract/target-columns.ts'
import type { TargetColumn, TargetEntity } from '../../../contract/target-columns.ts'
import { targets } from '../../../contract/targets.ts'
import type { LocalText } from '../../../contract/text.ts'

/** How a column of the model is shown to people. */
export interface ColumnLook {
  readonly label: LocalText
  readonly type: CellType
  /** The entity its text names. */
  readonly reference: string | null
  /** SQL that gives a value of it as plain text. */
  readonly asText: (value: string) => string
}

/** A column that a file brought along. */
export interface CustomColumn {
  readonly entity: string
  readonly column_name: string
  readonly header: string
  readonly type: CellType
}

const known: Readonly<Record<string, TargetEntity | undefined>> = targets

export function columnLook(entity: string, name: string, sqlType: string, custom: readonly CustomColumn[]): ColumnLook {
  const column: TargetColumn | undefined = known[entity]?.columns[name] ?? (common as Readonly<Record<string, TargetColumn>>)[name]
  const own = custom.find((one) => one.entity === entity && one.column_name === name)
  const header = own?.header ?? name
  return {
    label: column?.label ?? { zh: header, en: header },
    type: own?.type ?? column?.type ?? 'text',
    reference: column?.reference ?? null,
    asText: (value) => textOf(value, sqlType),
  }
}

export function entityLabel(entity: string): LocalText {
  return known[entity]?.label ?? { zh: entity.replace(/^custom_/, ''), en: entity.replace(/^custom_/, '') }
}

/** Decimals without the zeros that only their type adds, a time at midnight as its day. */
function textOf(value: string, sqlType: string): string {
  if (/^DECIMAL\(\d+,\s*[1-9]/.test(sqlType)) return `rtrim(rtrim(${value}::varchar, '0'), '.')`
  if (sqlType === 'DOUBLE') return `regexp_replace(${value}::varchar, '\\.0$', '')`
  if (sqlType === 'TIMESTAMP') return `regexp_replace(${value}::varchar, ' 00:00:00$', '')`
  return `${value}::varchar`
}
