import { HelmdeckError } from '../../contract/errors.ts'
import type { Scalar } from '../../contract/report-spec.ts'
import type { DimensionDefinition } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'
import { dayNumber } from './calendar-days.ts'
import type { Joins } from './joins.ts'
import type { Parameters } from './parameters.ts'
import type { PlannedFilter } from './plan.ts'
import { isDate } from './resolve.ts'
import { dialect } from '../dialect/in-use.ts'

const sqlTypes = {
  text: 'text',
  integer: 'whole',
  decimal: 'double',
  double: 'double',
  boolean: 'boolean',
  date: 'integer',
  timestamp: 'text',
} as const

/** A filter as a condition over a scan; `basisDay` is the day a metric stands on, for filters on the conformed date. Fails with `invalid-report`. */
export function filterSql(filter: PlannedFilter, joins: Joins, parameters: Parameters, basisDay: string | null): string {
  const { definition, op, values } = filter
  const subject = subjectOf(filter, joins, basisDay)
  const fail = (problem: string): never => {
    throw new HelmdeckError('invalid-report', { reason: 'filter-values', field: definition.id, op, problem })
  }
  const bind = (value: Scalar | undefined): string =>
    parameters.add(typed(definition, value ?? fail('a value is missing'), fail), sqlTypes[typeOf(definition)])
  const many = (named: readonly Scalar[]): string =>
    parameters.list(named.map((value) => typed(definition, value, fail)) as string[] | number[], sqlTypes[typeOf(definition)])
  switch (op) {
    case 'is-empty':
      return `${subject} is null`
    case 'is-not-empty':
      return `${subject} is not null`
    case 'in':
    case 'not-in':
      return membership(subject, values, (named) => listSql(subject, named, bind, many), op === 'not-in')
    case 'between':
      return `${subject} between ${bind(values[0])} and ${bind(values[1])}`
    case 'at-least':
      return `${subject} >= ${bind(values[0])}`
    case 'at-most':
      return `${subject} <= ${bind(values[0])}`
    case 'contains':
      if (typeOf(definition) !== 'text') fail('only text contains text')
      return dialect.text.contains(subject, bind(values[0]))
  }
}

function subjectOf({ definition, op }: PlannedFilter, joins: Joins, basisDay: string | null): string {
  if (definition.id === 'date') {
    if (basisDay === null) throw new HelmdeckError('invalid-report', { reason: 'as-of-takes-a-period', field: 'date', op })
    return basisDay
  }
  const keys = definition.date === undefined || definition.node === null ? undefined : nodes[definition.node].dates[definition.date]
  if (keys !== undefined && definition.node !== null) return joins.date(definition.node, keys).day
  return `(${joins.value(definition)})`
}

/** A long list is one parameter: a statement of 50,000 of them would take seconds to plan. */
function listSql(
  subject: string,
  named: readonly NonNullable<Scalar>[],
  bind: (value: Scalar) => string,
  many: (values: readonly NonNullable<Scalar>[]) => string,
): string {
  if (named.length <= mostSingly) return `${subject} in (${named.map(bind).join(', ')})`
  return `${subject} in (select ${dialect.rows.each(many(named))})`
}

const mostSingly = 100

/** An empty value is a value like any other: `not-in` keeps it unless it is named. */
function membership(
  subject: string,
  values: readonly Scalar[],
  among: (named: readonly NonNullable<Scalar>[]) => string,
  isNegated: boolean,
): string {
  const named = values.filter((value) => value !== null)
  const hasEmpty = values.includes(null)
  const list = named.length === 0 ? 'false' : among(named)
  if (isNegated) return hasEmpty ? `(${subject} is not null and not coalesce(${list}, false))` : `(${subject} is null or not ${list})`
  return hasEmpty ? `(${subject} is null or ${list})` : list
}

function typeOf(definition: DimensionDefinition): keyof typeof sqlTypes {
  return isDate(definition) ? 'date' : definition.type
}

function typed(definition: DimensionDefinition, value: Scalar, fail: (problem: string) => never): string | number | boolean {
  if (value === null) return fail('empty values stand in lists only')
  const type = typeOf(definition)
  if (type === 'date')
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayNumber(value) : fail('a day is written 2017-12-31')
  if (type === 'boolean')
    return value === true || value === 'true' || (value === false || value === 'false' ? false : fail('true or false'))
  if (type === 'integer' || type === 'decimal' || type === 'double') {
    const number = Number(value)
    if (value === '' || !Number.isFinite(number) || (type === 'integer' && !Number.isSafeInteger(number)))
      return fail('a number is expected')
    return number
  }
  return String(value)
}
