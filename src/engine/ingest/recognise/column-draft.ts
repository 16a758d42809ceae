import type { CellType } from '../../../contract/imports.ts'
import { targets } from '../../../contract/targets.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { ColumnEvidence } from './column-evidence.ts'
import { dateNumberFormat } from './date-evidence.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'

/** One column on its way to a mapping. */
export interface ColumnDraft {
  readonly evidence: ColumnEvidence
  readonly target: string | null
  readonly also: readonly string[]
  readonly type: CellType
  readonly format: string | undefined
  readonly confidence: number
  readonly reason: LocalText
}

/** A column nobody knows: kept with the type its values show. */
export function unmappedDraft(
  evidence: ColumnEvidence,
  reason: LocalText = { zh: '没有认出，按原样保留为自定义字段', en: 'not recognised; kept as a field of its own' },
): ColumnDraft {
  const isText = evidence.isAmbiguousDate
  return {
    evidence,
    target: null,
    also: [],
    type: isText ? 'text' : evidence.type,
    format: isText ? undefined : evidence.format,
    confidence: 1,
    reason,
  }
}

export function targetType(target: string): CellType {
  const [kind = '', column = ''] = target.replace(/\[.*$/s, '').split('.')
  return targets[kind as ModelKind]?.columns[column]?.type ?? 'text'
}

const isDateType = (type: CellType): boolean => type === 'date' || type === 'timestamp'
const isNumberType = (type: CellType): boolean => type === 'integer' || type === 'decimal'

/** 0..1: do the values fit a column of this type? An empty column fits every type. */
export function typeFit(evidence: ColumnEvidence, type: CellType): number {
  if (evidence.values.length === 0) return 1
  if (type === 'text') return isDateType(evidence.type) ? 0.3 : 1
  if (isNumberType(type)) return isNumberType(evidence.type) ? 1 : 0.2
  if (isDateType(type)) return isDateType(evidence.type) ? 1 : dateNumberFormat(evidence.values) === null ? 0.2 : 0.95
  return evidence.type === 'boolean' || evidence.values.every((value) => value === '0' || value === '1') ? 1 : 0.3
}

/** How the values of this column are to be read for a column of type `type`: the model's type decides, the evidence says how it is written. */
export function readAs(evidence: ColumnEvidence, type: CellType): Pick<ColumnDraft, 'type' | 'format'> {
  if (isDateType(type)) {
    if (isDateType(evidence.type)) return { type, format: evidence.format }
    return { type, format: dateNumberFormat(evidence.values) ?? 'ymd' }
  }
  if (isNumberType(type)) {
    const unit = /[(（]\s*万元?\s*[)）]\s*$/u.test(evidence.header) ? 'number-10000' : undefined
    return { type, format: unit ?? (isNumberType(evidence.type) ? evidence.format : 'number') }
  }
  return { type, format: undefined }
}

/** A draft for a column that a header, a value or a person assigned to `target`. */
export function mappedDraft(
  evidence: ColumnEvidence,
  target: string,
  confidence: number,
  reason: LocalText,
  also: readonly string[] = [],
): ColumnDraft {
  return { evidence, target, also, ...readAs(evidence, targetType(target)), confidence, reason }
}
