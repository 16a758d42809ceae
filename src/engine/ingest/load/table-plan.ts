import type { CellType, FileKind } from '../../../contract/imports.ts'
import type { TableSource } from '../readers/table-source.ts'
import type { ColumnDraft } from '../recognise/column-draft.ts'
import type { ImportDraft } from '../recognise/propose-import.ts'
import { headerKey } from '../recognise/header-key.ts'
import { referencedKind } from '../recognise/relations.ts'
import { cellName } from '../recognise/rendition-sql.ts'
import { cellReading, textReading } from './cell-reading.ts'
import type { CellReading } from './cell-reading.ts'
import { meaningOf } from './cell-meaning.ts'

/** One column of a file on its way into one column of a table. */
export interface ColumnPlan {
  readonly index: number
  readonly header: string
  /** The column it fills: the model's, or `x_...` of its own. */
  readonly column: string
  readonly sqlType: string
  readonly type: CellType
  readonly isCustom: boolean
  readonly reading: CellReading
  /** The cell as it is written, without blanks around it. */
  readonly text: CellReading
  /** Stages whose visits this date starts or ends. */
  readonly visits: readonly { readonly stage: string; readonly end: 'entered_at' | 'left_at' }[]
  readonly draft: ColumnDraft
}

export interface TablePlan {
  readonly draft: ImportDraft
  readonly table: TableSource
  readonly kind: FileKind
  /** The table in the schema `model`: the kind itself, or `custom_...`. */
  readonly entity: string
  readonly columns: readonly ColumnPlan[]
  /** A column of amounts whose signs tell the currency, where no column does. */
  readonly currencyFrom: ColumnPlan | null
  /** The column of a target's period, where none says when it ends: `2025Q1` is all of the quarter, `2026` all of the year. */
  readonly periodFrom: ColumnPlan | null
  /** The currency a header names: `Amount (USD)`. */
  readonly currency: string | null
}

export type ModelColumns = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The SQL type of a column of a file's own. */
export const customSqlType: Readonly<Record<CellType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
}

export interface PlanSettings {
  readonly zone: string
  readonly model: ModelColumns
  /** The name of the column that keeps a header nobody mapped. */
  readonly customName: (entity: string, header: string) => string
  readonly entity: string
}

/** How every column of a recognised table is read and where it goes. Columns a person left out (`skip`) are not read at all. */
export function planTable(draft: ImportDraft, settings: PlanSettings): TablePlan {
  const known = settings.model.get(settings.entity)
  const columns = withWholeName(
    draft.columns.filter((column) => column.target !== 'skip').map((column) => planColumn(column, draft, settings, known)),
  )
  const amount = columns.find((column) => column.column === 'amount' || column.column === 'list_price')
  const hasCurrency = columns.some((column) => column.column === 'currency') || known?.has('currency') !== true
  const start = settings.entity === 'target' ? columns.find(({ column }) => column === 'period_start') : undefined
  const bySign = amount !== undefined && !hasCurrency && amount.draft.evidence.currency !== null
  return {
    draft,
    table: draft.table,
    kind: draft.kind,
    entity: settings.entity,
    columns,
    currencyFrom: bySign ? amount : null,
    periodFrom: start !== undefined && !columns.some(({ column }) => column === 'period_end') ? start : null,
    currency: amount === undefined || hasCurrency || bySign ? null : headerCurrency(amount.header),
  }
}

/** `First Name` and `Last Name` are one name, 王 and 芳 written 王芳; the first name stays a field of its own as well. */
function withWholeName(columns: readonly ColumnPlan[]): readonly ColumnPlan[] {
  const first = columns.find((column) => column.isCustom && headerKey(column.header) === 'firstname')
  if (first === undefined) return columns
  return columns.map((column) => {
    if (column.column !== 'name' || headerKey(column.header) !== 'lastname') return column
    const { value } = column.reading
    const given = first.reading.value(cellName(first.index))
    return { ...column, reading: { ...column.reading, value: (cell) => `meta.whole_name(${given}, ${value(cell)})` } }
  })
}

function planColumn(
  draft: ColumnDraft,
  { kind, table }: ImportDraft,
  settings: PlanSettings,
  known: ReadonlyMap<string, string> | undefined,
): ColumnPlan {
  const { evidence } = draft
  const target = draft.target?.split('.')[1]
  const isCustom = target === undefined || kind === 'custom'
  const column = isCustom ? settings.customName(settings.entity, evidence.header) : target
  const sqlType = isCustom ? customSqlType[draft.type] : (known?.get(column) ?? 'VARCHAR')
  const visits = visitsOf(draft)
  const text = textReading(table.mayBePadded[evidence.index])
  const base = { index: evidence.index, header: evidence.header, column, sqlType, type: draft.type, isCustom, text, visits, draft }
  if (draft.type !== 'text')
    return { ...base, reading: cellReading(draft.type, draft.format, sqlType, settings.zone, isCustom && visits.length === 0) }
  if (isCustom) return { ...base, reading: text }
  return { ...base, reading: meaningOf(`${settings.entity}.${column}`, referencedKind(draft.target), evidence, text) }
}

function visitsOf(draft: ColumnDraft): ColumnPlan['visits'] {
  return draft.also.flatMap((target) => {
    const match = /^stage_visit\.(entered_at|left_at)\[(.+)\]$/s.exec(target)
    return match?.[2] === undefined
      ? []
      : [{ stage: match[2], end: match[1] === 'left_at' ? ('left_at' as const) : ('entered_at' as const) }]
  })
}

function headerCurrency(header: string): string | null {
  const remark = /[(（[]([^)）\]]+)[)）\]]\s*$/u.exec(header)?.[1] ?? ''
  if (/^万?元$|人民币|RMB/i.test(remark)) return 'CNY'
  return /^(USD|EUR|CNY|GBP|JPY|HKD|AUD|CAD|CHF|SGD|INR)$/i.exec(remark)?.[1]?.toUpperCase() ?? null
}
