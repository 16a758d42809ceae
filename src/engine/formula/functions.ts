import type { FormulaDialect } from '../dialect/formula.ts'
import { aggregateNames } from './syntax-tree.ts'
import { boolean, commonType, number, text, type ValueType } from './value-type.ts'

/** A written argument: its type, its SQL, and its value where it is a whole number in the formula itself. */
export interface Argument {
  readonly type: ValueType
  readonly sql: string
  readonly constant: number | null
}

type Kind = ValueType['kind'] | 'any' | 'same' | 'digits'

export interface FunctionDefinition {
  /** What each argument is; the last one may be repeated where `repeats`. `same` are values of one type, `digits` a whole number written out. */
  readonly takes: readonly Kind[]
  readonly repeats?: true
  readonly optional?: number
  readonly signature: string
  /** null where the arguments don't go together. */
  readonly gives: (types: readonly ValueType[]) => ValueType | null
  readonly write: (values: readonly Argument[], dialect: FormulaDialect) => string
}

const sqlOf = (values: readonly Argument[]): string[] => values.map(({ sql }) => sql)
const keeps = (types: readonly ValueType[]): ValueType | null => types[0] ?? null
const at = (values: readonly Argument[], index: number): string => values[index]?.sql ?? ''

const plain =
  (name: string): FunctionDefinition['write'] =>
  (values, dialect) =>
    dialect.call(name, sqlOf(values))
const whole =
  (write: (dialect: FormulaDialect, values: readonly Argument[]) => string): FunctionDefinition['write'] =>
  (values, dialect) =>
    dialect.asNumber(write(dialect, values))

const rounded = (name: 'floor' | 'ceil'): FunctionDefinition => ({
  takes: ['number'],
  signature: `${name}(number)`,
  gives: keeps,
  write: plain(name),
})
const chosen = (name: 'least' | 'greatest'): FunctionDefinition => ({
  takes: ['same', 'same'],
  repeats: true,
  signature: `${name}(a, b, …)`,
  gives: commonType,
  write: plain(name),
})
const spelled = (name: 'upper' | 'lower' | 'trim'): FunctionDefinition => ({
  takes: ['text'],
  signature: `${name}(text)`,
  gives: keeps,
  write: plain(name),
})
const found = (name: string, write: 'contains' | 'startsWith'): FunctionDefinition => ({
  takes: ['text', 'text'],
  signature: `${name}(text, part)`,
  gives: () => boolean,
  write: (values, dialect) => dialect[write](at(values, 0), at(values, 1)),
})
const cut = (side: 'left' | 'right'): FunctionDefinition => ({
  takes: ['text', 'digits'],
  signature: `${side}(text, count)`,
  gives: keeps,
  write: (values, dialect) => dialect.cut(side, at(values, 0), values[1]?.constant ?? 0),
})
const part = (name: 'year' | 'quarter' | 'month' | 'day' | 'weekday'): FunctionDefinition => ({
  takes: ['date'],
  signature: name === 'weekday' ? 'weekday(date): 1 Monday … 7 Sunday' : `${name}(date)`,
  gives: () => number('none', true),
  write: whole((dialect, values) => dialect.datePart(name, at(values, 0))),
})

/** Conditions and values in turn; a last value without a condition stands for everything else. */
function casesOf(values: readonly Argument[], dialect: FormulaDialect): string {
  const pairs = Array.from({ length: Math.floor(values.length / 2) }, (_, index): [string, string] => [
    at(values, index * 2),
    at(values, index * 2 + 1),
  ])
  return dialect.cases(pairs, values.length % 2 === 1 ? at(values, values.length - 1) : null)
}

function typeOfCases(types: readonly ValueType[]): ValueType | null {
  const isOdd = types.length % 2 === 1
  const isCondition = (index: number): boolean => index % 2 === 0 && !(isOdd && index === types.length - 1)
  if (types.some(({ kind }, index) => isCondition(index) && kind !== 'boolean')) return null
  return commonType(types.filter((_, index) => !isCondition(index)))
}

/** Everything a formula can call. What is not here does not exist. */
const functions: Readonly<Record<string, FunctionDefinition>> = {
  if: { takes: ['boolean', 'same', 'same'], optional: 1, signature: 'if(condition, then, otherwise)', gives: typeOfCases, write: casesOf },
  case: { takes: ['any', 'any'], repeats: true, signature: 'case(condition, value, …, otherwise)', gives: typeOfCases, write: casesOf },
  is_empty: {
    takes: ['any'],
    signature: 'is_empty(value)',
    gives: () => boolean,
    write: (values, dialect) => dialect.isEmpty(at(values, 0)),
  },
  coalesce: {
    takes: ['same', 'same'],
    repeats: true,
    signature: 'coalesce(value, instead, …)',
    gives: commonType,
    write: plain('coalesce'),
  },
  abs: { takes: ['number'], signature: 'abs(number)', gives: keeps, write: plain('abs') },
  round: {
    takes: ['number', 'digits'],
    optional: 1,
    signature: 'round(number, digits)',
    gives: keeps,
    write: (values, dialect) => dialect.round(at(values, 0), values[1]?.constant ?? 0),
  },
  floor: rounded('floor'),
  ceil: rounded('ceil'),
  least: chosen('least'),
  greatest: chosen('greatest'),
  concat: {
    takes: ['text', 'text'],
    repeats: true,
    signature: 'concat(text, text, …)',
    gives: () => text,
    write: (values, dialect) => dialect.join(sqlOf(values)),
  },
  upper: spelled('upper'),
  lower: spelled('lower'),
  trim: spelled('trim'),
  contains: found('contains', 'contains'),
  starts_with: found('starts_with', 'startsWith'),
  left: cut('left'),
  right: cut('right'),
  length: {
    takes: ['text'],
    signature: 'length(text)',
    gives: () => number('none', true),
    write: whole((dialect, values) => dialect.call('length', sqlOf(values))),
  },
  year: part('year'),
  quarter: part('quarter'),
  month: part('month'),
  weekday: part('weekday'),
  day: part('day'),
  days_between: {
    takes: ['date', 'date'],
    signature: 'days_between(from, to)',
    gives: () => number('days', true),
    write: whole((dialect, values) => dialect.daysBetween(at(values, 0), at(values, 1))),
  },
  today: { takes: [], signature: 'today()', gives: () => ({ kind: 'date' }), write: (_, dialect) => dialect.dateOfDay('{as_of}') },
}

export function findFunction(name: string): FunctionDefinition | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined
}

export const rowFunctionNames: readonly string[] = Object.keys(functions)
export const functionNames: readonly string[] = [...rowFunctionNames, ...aggregateNames, 'date']

export const aggregateSignature = (name: string): string => `${name}(${name === 'count' ? '' : 'value '}where … by [date])`
