import type { CellType } from '../../../contract/imports.ts'
import { dateEvidence } from './date-evidence.ts'
import { numberEvidence } from './number-evidence.ts'

/** What the sampled values of one column show, before anybody looks at its header. */
export interface ColumnEvidence {
  readonly index: number
  readonly header: string
  readonly values: readonly string[]
  readonly emptyShare: number
  readonly distinctShare: number
  readonly samples: readonly string[]
  readonly type: CellType
  /** How the values are written where DuckDB's own reader doesn't understand them (see load/convert.ts). */
  readonly format: string | undefined
  /** Both day-first and month-first would do. */
  readonly isAmbiguousDate: boolean
  readonly currency: string | null
  readonly hasPercent: boolean
}

export const nullWords: readonly string[] = [
  '',
  '-',
  '--',
  '—',
  '/',
  'N/A',
  'n/a',
  '#N/A',
  'NULL',
  'null',
  'None',
  '无',
  '空',
  '0000-00-00',
  '0000-00-00 00:00:00',
]
const nulls = new Set(nullWords)
const booleans = /^(true|false|yes|no|y|n|t|f|是|否|有|√|×)$/i

/** Looks at one column of the sample; `values` are the cells as they came. */
export function columnEvidence(header: string, index: number, cells: readonly string[]): ColumnEvidence {
  const values = cells.map((cell) => cell.trim()).filter((cell) => !nulls.has(cell))
  const distinct = new Set(values)
  const kind = valueType(values)
  return {
    index,
    header,
    values,
    emptyShare: cells.length === 0 ? 0 : 1 - values.length / cells.length,
    distinctShare: distinctShare(values),
    samples: [...distinct].slice(0, 3).map((value) => value.slice(0, 120)),
    ...kind,
  }
}

/** 1.23457E+11: a table program has shown a number shortened. Several ids then look alike that were not. */
const shortened = /^\d(\.\d+)?E\+\d{2,3}$/i

function distinctShare(values: readonly string[]): number {
  const whole = values.filter((value) => !shortened.test(value))
  if (whole.length === 0) return values.length === 0 ? 0 : 1
  return new Set(whole).size / whole.length
}

type TypeEvidence = Pick<ColumnEvidence, 'type' | 'format' | 'isAmbiguousDate' | 'currency' | 'hasPercent'>

function valueType(values: readonly string[]): TypeEvidence {
  const plain = { format: undefined, isAmbiguousDate: false, currency: null, hasPercent: false }
  if (values.length === 0) return { type: 'text', ...plain }
  if (values.every((value) => booleans.test(value))) return { type: 'boolean', ...plain }
  const dates = dateEvidence(values)
  if (dates) return { ...plain, ...dates }
  const numbers = numberEvidence(values)
  if (numbers) return { ...plain, ...numbers }
  return { type: 'text', ...plain }
}
