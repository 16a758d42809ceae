import type { FormulaDialect } from '../dialect/formula.ts'
import { formulaError } from './formula-error.ts'
import { findFunction, type Argument, type FunctionDefinition } from './functions.ts'
import { comparisons, type AggregateExpression, type Expression, type NameExpression } from './syntax-tree.ts'
import { addedUnit, boolean, commonType, date, dividedUnit, empty, multipliedUnit, number, text, type ValueType } from './value-type.ts'

export type Additivity = 'constant' | 'additive' | 'semi-additive' | 'ratio'

/** A checked part of a formula: the tree with ids in place of labels, what it is, and its SQL. */
export interface Lowered {
  readonly tree: Expression
  readonly type: ValueType
  readonly sql: string
  readonly additivity: Additivity
  /** The part whose rows stand behind the number; null where there is none. */
  readonly population: string | null
}

/** What names and aggregates mean where a formula stands. */
export interface Scope {
  readonly dialect: FormulaDialect
  name(node: NameExpression): Lowered
  aggregate(node: AggregateExpression): Lowered
  /** Fails for functions that can't stand here. */
  checkFunction(name: string, node: Expression): void
}

/** Checks a formula bottom up and writes it. Fails with `invalid-formula`. */
export function lower(node: Expression, scope: Scope): Lowered {
  const { dialect } = scope
  switch (node.kind) {
    case 'number':
      return literal(node, number('none', !node.value.includes('.')), dialect.number(node.value))
    case 'text':
      return literal(node, text, dialect.text(node.value))
    case 'boolean':
      return literal(node, boolean, dialect.boolean(node.value))
    case 'date':
      return literal(node, date, dialect.date(node.value))
    case 'empty':
      return literal(node, empty, dialect.empty)
    case 'name':
      return scope.name(node)
    case 'aggregate':
      return scope.aggregate(node)
    case 'negate': {
      const of = lowerAs('number', node.of, scope)
      return { ...of, tree: { ...node, of: of.tree }, sql: dialect.negate(of.sql) }
    }
    case 'not': {
      const of = lowerAs('boolean', node.of, scope)
      return { ...of, tree: { ...node, of: of.tree }, sql: dialect.not(of.sql), additivity: mixed([of]) }
    }
    case 'binary':
      return lowerBinary(node, scope)
    case 'in': {
      const of = lower(node.of, scope)
      const list = node.list.map((item) => lower(item, scope))
      checkComparable([of, ...list], node)
      return joined(
        boolean,
        [of, ...list],
        { ...node, of: of.tree, list: list.map(({ tree }) => tree) },
        dialect.isIn(
          of.sql,
          list.map(({ sql }) => sql),
          node.negated,
        ),
      )
    }
    case 'between': {
      const [of, low, high] = [lower(node.of, scope), lower(node.low, scope), lower(node.high, scope)]
      checkComparable([of, low, high], node)
      return joined(
        boolean,
        [of, low, high],
        { ...node, of: of.tree, low: low.tree, high: high.tree },
        dialect.isBetween(of.sql, low.sql, high.sql, node.negated),
      )
    }
    case 'call':
      return lowerCall(node, scope)
  }
}

function literal(tree: Expression, type: ValueType, sql: string): Lowered {
  return { tree, type, sql, additivity: 'constant', population: null }
}

function joined(type: ValueType, parts: readonly Lowered[], tree: Expression, sql: string): Lowered {
  return { type, tree, sql, additivity: mixed(parts), population: parts.find(({ population }) => population !== null)?.population ?? null }
}

/** What is neither added nor scaled adds up no more. */
function mixed(parts: readonly Lowered[]): Additivity {
  return parts.every(({ additivity }) => additivity === 'constant') ? 'constant' : 'ratio'
}

/** Lowers a part that has to be of one kind. */
export function lowerAs(kind: ValueType['kind'], node: Expression, scope: Scope): Lowered {
  const lowered = lower(node, scope)
  if (lowered.type.kind !== kind && lowered.type.kind !== 'empty') {
    throw formulaError('argument-type', node.span, { expected: kind, found: lowered.type.kind })
  }
  return lowered
}

type Binary = Extract<Expression, { kind: 'binary' }>

function lowerBinary(node: Binary, scope: Scope): Lowered {
  const { operator } = node
  const { dialect } = scope
  if (operator === 'and' || operator === 'or') {
    const [left, right] = [lowerAs('boolean', node.left, scope), lowerAs('boolean', node.right, scope)]
    return joined(boolean, [left, right], { ...node, left: left.tree, right: right.tree }, dialect.infix(operator, left.sql, right.sql))
  }
  if (comparisons.some((one) => one === operator)) {
    const [left, right] = [lower(node.left, scope), lower(node.right, scope)]
    checkComparable([left, right], node)
    if (left.type.kind === 'empty' || right.type.kind === 'empty')
      throw formulaError('compared-with-empty', node.span, { didYouMean: ['is_empty('] })
    return joined(boolean, [left, right], { ...node, left: left.tree, right: right.tree }, dialect.infix(operator, left.sql, right.sql))
  }
  return lowerArithmetic(node, lowerAs('number', node.left, scope), lowerAs('number', node.right, scope), dialect)
}

function lowerArithmetic(node: Binary, left: Lowered, right: Lowered, dialect: FormulaDialect): Lowered {
  const tree = { ...node, left: left.tree, right: right.tree }
  const [one, other] = [numberOf(left.type), numberOf(right.type)]
  if (node.operator === '/') {
    const type = number(dividedUnit(one.unit, other.unit))
    const additivity = right.additivity === 'constant' ? left.additivity : 'ratio'
    return { tree, type, sql: dialect.divide(left.sql, right.sql), additivity, population: right.population ?? left.population }
  }
  const sql = dialect.infix(node.operator, left.sql, right.sql)
  const population = left.population ?? right.population
  if (node.operator === '*')
    return { tree, type: number(multipliedUnit(one.unit, other.unit)), sql, additivity: scaled(left, right), population }
  const unit = addedUnit(one.unit, other.unit)
  if (unit === null) throw formulaError('unit-mismatch', node.span, { left: one.unit, right: other.unit })
  return { tree, type: number(unit, one.isWhole && other.isWhole), sql, additivity: added(left, right), population }
}

function numberOf(type: ValueType): Extract<ValueType, { kind: 'number' }> {
  return type.kind === 'number' ? type : { kind: 'number', unit: 'none', isWhole: false }
}

function scaled(left: Lowered, right: Lowered): Additivity {
  if (left.additivity === 'constant') return right.additivity
  return right.additivity === 'constant' ? left.additivity : 'ratio'
}

function added(left: Lowered, right: Lowered): Additivity {
  const both = [left.additivity, right.additivity]
  if (both.every((one) => one === 'constant')) return 'constant'
  if (both.every((one) => one === 'additive')) return 'additive'
  return both.every((one) => one === 'additive' || one === 'semi-additive') ? 'semi-additive' : 'ratio'
}

function checkComparable(parts: readonly Lowered[], node: Expression): void {
  if (commonType(parts.map(({ type }) => type)) !== null) return
  const [first, ...others] = parts
  const wrong = others.find(({ type }) => commonType([first?.type ?? empty, type]) === null) ?? first
  if (first?.type.kind === 'number' && wrong?.type.kind === 'number') {
    throw formulaError('unit-mismatch', node.span, { left: first.type.unit, right: wrong.type.unit })
  }
  const isDay = [first, wrong].some((one) => one?.type.kind === 'date') && wrong?.tree.kind === 'text'
  throw formulaError('argument-type', wrong?.tree.span ?? node.span, {
    expected: first?.type.kind ?? '',
    found: wrong?.type.kind ?? '',
    ...(isDay && wrong?.tree.kind === 'text' ? { didYouMean: [`date("${wrong.tree.value.slice(0, 10)}")`] } : {}),
  })
}

type Call = Extract<Expression, { kind: 'call' }>

function lowerCall(node: Call, scope: Scope): Lowered {
  const definition = findFunction(node.name)
  if (definition === undefined) throw formulaError('unknown-function', node.span, { function: node.name })
  scope.checkFunction(node.name, node)
  const { takes, repeats, optional = 0 } = definition
  const given = node.arguments.length
  if (given < takes.length - optional || (given > takes.length && repeats !== true))
    throw formulaError('argument-count', node.span, { function: node.name, signature: definition.signature, given })
  const parts = node.arguments.map((argument, index) => lowerArgument(argument, takes[Math.min(index, takes.length - 1)] ?? 'any', scope))
  const values = parts.map(({ lowered, constant }): Argument => ({ type: lowered.type, sql: lowered.sql, constant }))
  const type = definition.gives(values.map((value) => value.type))
  if (type === null) throw wrongTogether(node, definition, values)
  const lowered = parts.map((part) => part.lowered)
  return joined(type, lowered, { ...node, arguments: lowered.map(({ tree }) => tree) }, definition.write(values, scope.dialect))
}

function lowerArgument(
  node: Expression,
  kind: FunctionDefinition['takes'][number],
  scope: Scope,
): { lowered: Lowered; constant: number | null } {
  if (kind === 'any' || kind === 'same') return { lowered: lower(node, scope), constant: null }
  if (kind !== 'digits') return { lowered: lowerAs(kind, node, scope), constant: null }
  const constant = node.kind === 'number' && /^\d{1,3}$/.test(node.value) ? Number(node.value) : null
  if (constant === null) throw formulaError('argument-type', node.span, { expected: 'digits', found: node.kind })
  return { lowered: lower(node, scope), constant }
}

function wrongTogether(node: Call, { signature }: FunctionDefinition, values: readonly Argument[]): Error {
  const units = values.flatMap(({ type }) => (type.kind === 'number' ? [type.unit] : []))
  const [left = 'none', right = 'none'] = [...new Set(units.filter((unit) => unit !== 'none'))]
  if (units.length === values.length) return formulaError('unit-mismatch', node.span, { left, right })
  return formulaError('argument-type', node.span, { expected: signature, found: values.map(({ type }) => type.kind).join(', ') })
}
