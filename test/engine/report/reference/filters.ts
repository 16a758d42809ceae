import type { Filter, MetricFilter } from '../../../../src/contract/report-spec.ts'
import { dayOf } from './calendar.ts'
import type { Scalar } from './dimensions.ts'

/** Whether a value passes; dates are compared as days, null among the values is the empty value. */
export function passes({ op, values }: Filter, raw: Scalar, isDate: boolean): boolean {
  const value = isDate && typeof raw === 'string' ? dayOf(raw) : raw
  const isOne = values.includes(value)
  switch (op) {
    case 'in':
      return isOne
    case 'not-in':
      return !isOne
    case 'is-empty':
      return value === null
    case 'is-not-empty':
      return value !== null
    case 'contains':
      return value !== null && String(value).toLowerCase().includes(String(values[0]).toLowerCase())
    case 'between':
      return isAtLeast(value, values[0]) && isAtLeast(values[1], value)
    case 'at-least':
      return isAtLeast(value, values[0])
    case 'at-most':
      return isAtLeast(values[0], value)
    case 'within':
      throw new Error('a relative filter is settled before it is asked')
  }
}

function isAtLeast(value: Scalar | undefined, bound: Scalar | undefined): boolean {
  if (value === null || value === undefined || bound === null || bound === undefined) return false
  return typeof value === 'number' && typeof bound === 'number' ? value >= bound : String(value) >= String(bound)
}

/** Whether a number meets a condition on a metric; none is no number. */
export function meets({ op, values: [first = 0, second = 0] }: MetricFilter, figure: number | null): boolean {
  if (op === 'is-empty' || op === 'is-not-empty') return (figure === null) === (op === 'is-empty')
  if (figure === null) return false
  return op === 'at-most' ? figure <= first : figure >= first && (op === 'at-least' || figure <= second)
}
