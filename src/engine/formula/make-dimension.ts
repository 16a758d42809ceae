import type { z } from 'zod'
import type { BinsField, GroupsField } from '../../contract/fields.ts'
import type { Unit } from '../../contract/report-result.ts'
import type { DimensionDefinition } from '../catalog/definition.ts'
import { formulaSql } from '../dialect/formula.ts'
import { formulaError, withNear } from './formula-error.ts'
import { lower, type Lowered } from './lower.ts'
import type { FieldTexts } from './make-metric.ts'
import { parseFormula } from './parse.ts'
import { factsWith, RowScope, type Surroundings } from './row-scope.ts'
import type { ValueType } from './value-type.ts'

export interface MadeDimension {
  readonly dimension: DimensionDefinition
  readonly unit: Unit
}

/** A formula over fields of one row, checked. Fails with `invalid-formula`, also where no fact has all the fields. */
export function lowerRow(text: string, surroundings: Surroundings, wanted?: ValueType['kind']): { lowered: Lowered; scope: RowScope } {
  const tree = parseFormula(text)
  const scope = new RowScope(surroundings)
  try {
    const lowered = lower(tree, scope)
    const { kind } = lowered.type
    if (wanted !== undefined && kind !== wanted) throw formulaError('argument-type', tree.span, { expected: wanted, found: kind })
    if (kind === 'empty') throw formulaError('argument-type', tree.span, { expected: 'value', found: kind })
    if (Object.keys(scope.reads).length === 0) throw formulaError('no-field', tree.span, { didYouMean: ['[account.industry]'] })
    if (factsWith(Object.values(scope.reads)).length === 0)
      throw formulaError('no-common-fact', tree.span, {
        name: Object.values(scope.reads)
          .map(({ id }) => id)
          .join(', '),
      })
    return { lowered, scope }
  } catch (error) {
    throw withNear(error, text)
  }
}

/** Text, a number or yes and no by a formula. A date can't be one: reports cut dates into buckets, which only the model's own dates have. */
export function makeDimension(texts: FieldTexts, text: string, surroundings: Surroundings): MadeDimension {
  const { lowered, scope } = lowerRow(text, surroundings)
  const { type, sql } = lowered
  if (type.kind === 'date') throw formulaError('date-result', lowered.tree.span, { didYouMean: ['year(', 'month('] })
  if (type.kind !== 'number')
    return { unit: 'none', dimension: { ...baseOf(texts, scope), type: type.kind === 'boolean' ? 'boolean' : 'text', value: sql } }
  const value = type.isWhole ? formulaSql.asWhole(sql) : sql
  return { unit: type.unit, dimension: { ...baseOf(texts, scope), type: type.isWhole ? 'integer' : 'double', value } }
}

function baseOf(
  { id, label }: FieldTexts,
  { reads }: RowScope,
): Pick<DimensionDefinition, 'id' | 'group' | 'label' | 'node' | 'needs' | 'reads'> {
  const needs = [...new Set(Object.values(reads).flatMap((read) => read.needs))]
  return { id, group: 'user', label, node: null, needs, reads }
}

const numberText = (value: number): string => formulaSql.number(plainDigits(Math.abs(value)))
const numberSql = (value: number): string => (value < 0 ? formulaSql.negate(numberText(value)) : numberText(value))

/** Without an exponent: `1e-7` is written out. */
function plainDigits(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 })
}

/** Ranges of a number, each from its lower edge up to the next, in the order of the numbers. */
export function makeBins(
  texts: FieldTexts,
  { formula, edges, width, labels }: z.output<typeof BinsField>,
  surroundings: Surroundings,
): MadeDimension {
  const { lowered, scope } = lowerRow(formula, surroundings, 'number')
  const base = { ...baseOf(texts, scope), type: 'text' as const }
  const { sql } = lowered
  if (width !== undefined) {
    const place = formulaSql.call('floor', [formulaSql.infix('/', sql, numberSql(width))])
    const edge = (steps: string): string =>
      formulaSql.numberText(formulaSql.infix('*', formulaSql.infix('+', place, formulaSql.number(steps)), numberSql(width)))
    const label = formulaSql.join([edge('0'), formulaSql.text(' – '), edge('1')])
    const value = formulaSql.cases([[formulaSql.isEmpty(edge('1')), formulaSql.empty]], label)
    return { unit: 'none', dimension: { ...base, value, order: place } }
  }
  const rising = edges ?? []
  const names = labels ?? rangeNames(rising)
  const pairs = rising.map((edge, index): [string, number] => [`${sql} < ${numberSql(edge)}`, index])
  const present = formulaSql.not(formulaSql.isEmpty(sql))
  const all: [string, number][] = [...pairs, [present, rising.length]]
  return {
    unit: 'none',
    dimension: {
      ...base,
      value: formulaSql.cases(
        all.map(([condition, index]) => [condition, formulaSql.text(names[index] ?? '')]),
        null,
      ),
      order: formulaSql.cases(
        all.map(([condition, index]) => [condition, String(index)]),
        null,
      ),
    },
  }
}

function rangeNames(edges: readonly number[]): string[] {
  const between = edges.slice(1).map((edge, index) => `${plainDigits(edges[index] ?? 0)} – ${plainDigits(edge)}`)
  return [`< ${plainDigits(edges[0] ?? 0)}`, ...between, `≥ ${plainDigits(edges.at(-1) ?? 0)}`]
}

/** Values under the names of groups, in their order; the rest under one name, or as it is. */
export function makeGroups(
  texts: FieldTexts,
  { formula, groups, rest }: z.output<typeof GroupsField>,
  surroundings: Surroundings,
): MadeDimension {
  const { lowered, scope } = lowerRow(formula, surroundings, 'text')
  const { sql } = lowered
  const conditions = groups.map(({ values }) => memberOf(sql, values))
  const labelled = groups.map(({ label }, index): [string, string] => [conditions[index] ?? 'false', formulaSql.text(label)])
  const ordered = conditions.map((condition, index): [string, string] => [condition, String(index)])
  const otherwise = rest === null ? sql : formulaSql.cases([[formulaSql.isEmpty(sql), formulaSql.empty]], formulaSql.text(rest))
  return {
    unit: 'none',
    dimension: {
      ...baseOf(texts, scope),
      type: 'text',
      value: formulaSql.cases(labelled, otherwise),
      order: formulaSql.cases(ordered, String(groups.length)),
    },
  }
}

/** An empty value is in a group only where the group names it. */
export function memberOf(sql: string, values: readonly (string | null)[]): string {
  const named = values.flatMap((value) => (value === null ? [] : [formulaSql.text(value)]))
  const isNamed = named.length === 0 ? [] : [`coalesce(${formulaSql.isIn(sql, named, false)}, false)`]
  return `(${[...isNamed, ...(values.includes(null) ? [formulaSql.isEmpty(sql)] : [])].join(' or ')})`
}
