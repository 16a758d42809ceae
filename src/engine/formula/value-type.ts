import type { ColumnType, Unit } from '../../contract/report-result.ts'

/** What a part of a formula is. `isWhole` holds for numbers that never have decimals. `empty` fits everywhere. */
export type ValueType =
  | { readonly kind: 'number'; readonly unit: Unit; readonly isWhole: boolean }
  | { readonly kind: 'text' | 'boolean' | 'date' | 'empty' }

export const text: ValueType = { kind: 'text' }
export const boolean: ValueType = { kind: 'boolean' }
export const date: ValueType = { kind: 'date' }
export const empty: ValueType = { kind: 'empty' }

export function number(unit: Unit = 'none', isWhole = false): ValueType {
  return { kind: 'number', unit, isWhole }
}

export function typeOfColumn(type: ColumnType, unit: Unit = 'none'): ValueType {
  switch (type) {
    case 'text':
    case 'timestamp':
      return text
    case 'boolean':
      return boolean
    case 'date':
      return date
    case 'integer':
      return number(unit, true)
    case 'decimal':
    case 'double':
      return number(unit)
  }
}

/** Numbers without a dimension of their own: they scale others. */
const plain: readonly Unit[] = ['none', 'count', 'ratio', 'percent']
const isPlain = (unit: Unit): boolean => plain.includes(unit)

/** The unit of a sum or difference, and of values that stand for each other; null where they can't be added, such as money and days. */
export function addedUnit(left: Unit, right: Unit): Unit | null {
  if (left === right) return left
  if (left === 'none') return right
  if (right === 'none') return left
  return isPlain(left) && isPlain(right) ? 'ratio' : null
}

export function multipliedUnit(left: Unit, right: Unit): Unit {
  if (!isPlain(left) && !isPlain(right)) return 'none'
  if (!isPlain(left)) return left
  if (!isPlain(right)) return right
  if (left === 'none') return right
  if (right === 'none') return left
  return left === 'count' || right === 'count' ? 'count' : 'ratio'
}

export function dividedUnit(left: Unit, right: Unit): Unit {
  if (right === 'none') return left
  if (left === right) return 'ratio'
  if (isPlain(right)) return isPlain(left) ? 'ratio' : left
  return 'none'
}

/** One type for several values that stand for each other; null where there is none. */
export function commonType(types: readonly ValueType[]): ValueType | null {
  return types.reduce<ValueType | null>((common, type) => {
    if (common === null || common.kind === 'empty') return common === null ? null : type
    if (type.kind === 'empty') return common
    if (common.kind !== 'number' || type.kind !== 'number') return common.kind === type.kind ? common : null
    const unit = addedUnit(common.unit, type.unit)
    return unit === null ? null : { kind: 'number', unit, isWhole: common.isWhole && type.isWhole }
  }, empty)
}
