import { didYouMean } from '../report/did-you-mean.ts'
import { isDay } from '../settings/check-settings.ts'
import { formulaError, withNear } from './formula-error.ts'
import { functionNames } from './functions.ts'
import {
  aggregateNames,
  childrenOf,
  comparisons,
  type AggregateExpression,
  type AggregateName,
  type Expression,
  type NameExpression,
  type Operator,
} from './syntax-tree.ts'
import { tokensOf, type Token } from './tokens.ts'

export const mostDepth = 100

/** How tightly an operator binds; comparisons stand between two sums and never in a row. */
export const strength: Readonly<Record<Operator, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
}
export const notStrength = 3
export const negateStrength = 7
const comparisonStrength = 4

const words = ['and', 'or', 'not', 'in', 'between', 'where', 'by', 'true', 'false', 'empty']

/**
 * Reads a formula. Fails with `invalid-formula` {reason, position, length, near, didYouMean …}: also for formulas longer than
 * 10,000 characters or deeper than 100.
 */
export function parseFormula(text: string): Expression {
  try {
    return new Parser(tokensOf(text)).whole()
  } catch (error) {
    throw withNear(error, text)
  }
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #depths = new Map<Expression, number>()
  #at = 0
  #open = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Expression {
    const tree = this.#expression(0)
    if (this.#token.kind !== 'end') throw this.#expected('operator')
    return tree
  }

  get #token(): Token {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new Error('a formula ends with its end')
    return token
  }

  #next(): Token {
    const token = this.#token
    if (token.kind !== 'end') this.#at += 1
    return token
  }

  #is(kind: Token['kind'], value: string): boolean {
    return this.#token.kind === kind && this.#token.value === value
  }

  #take(kind: Token['kind'], value: string): boolean {
    if (!this.#is(kind, value)) return false
    this.#at += 1
    return true
  }

  #need(kind: Token['kind'], value: string): Token {
    if (!this.#is(kind, value)) throw this.#expected(value)
    return this.#next()
  }

  #expected(expected: string): Error {
    return formulaError(this.#token.kind === 'end' ? 'ends-early' : 'expected', this.#token.span, { expected })
  }

  /** Remembers how deep a tree is; what comes after walks it down. */
  #node<Node extends Expression>(node: Node): Node {
    const depth = 1 + Math.max(0, ...childrenOf(node).map((child) => this.#depths.get(child) ?? 1))
    if (depth > mostDepth) throw formulaError('too-deep', node.span, { limit: mostDepth })
    this.#depths.set(node, depth)
    return node
  }

  #expression(least: number): Expression {
    this.#open += 1
    if (this.#open > mostDepth) throw formulaError('too-deep', this.#token.span, { limit: mostDepth })
    let left = this.#prefix()
    for (;;) {
      const further = this.#further(left, least)
      if (further === null) break
      left = further
    }
    this.#open -= 1
    return left
  }

  #further(left: Expression, least: number): Expression | null {
    const token = this.#token
    if (token.kind === 'word' && ['in', 'between', 'not'].includes(token.value)) {
      if (comparisonStrength < least) return null
      return this.#membership(left)
    }
    const operator = operatorOf(token)
    if (operator === null || strength[operator] < least) return null
    this.#next()
    const isComparison = comparisons.some((one) => one === operator)
    const right = this.#expression(strength[operator] + 1)
    const node = this.#node({ kind: 'binary', operator, left, right, span: { from: left.span.from, to: right.span.to } })
    const after = operatorOf(this.#token)
    if (isComparison && after !== null && strength[after] === comparisonStrength)
      throw formulaError('chained-comparison', this.#token.span, { didYouMean: ['and'] })
    return node
  }

  #membership(of: Expression): Expression {
    const negated = this.#take('word', 'not')
    const { from } = of.span
    if (this.#take('word', 'in')) {
      this.#need('mark', '(')
      const list = this.#list(() => this.#literal())
      const { to } = this.#need('mark', ')').span
      return this.#node({ kind: 'in', of, list, negated, span: { from, to } })
    }
    if (!this.#take('word', 'between')) throw this.#expected(negated ? 'in' : 'operator')
    const low = this.#expression(comparisonStrength + 1)
    this.#need('word', 'and')
    const high = this.#expression(comparisonStrength + 1)
    return this.#node({ kind: 'between', of, low, high, negated, span: { from, to: high.span.to } })
  }

  #list(item: () => Expression): Expression[] {
    const items = [item()]
    while (this.#take('mark', ',')) items.push(item())
    return items
  }

  /** What may stand in a list: a value, or a number with a minus. */
  #literal(): Expression {
    const item = this.#expression(negateStrength)
    const value = item.kind === 'negate' ? item.of : item
    if (!['number', 'text', 'boolean', 'date', 'empty'].includes(value.kind))
      throw formulaError('expected', item.span, { expected: 'value' })
    return item
  }

  #prefix(): Expression {
    const token = this.#next()
    const { span, value } = token
    switch (token.kind) {
      case 'number':
        return this.#node({ kind: 'number', value, span })
      case 'text':
        return this.#node({ kind: 'text', value, span })
      case 'name':
        return this.#node({ kind: 'name', name: value, span })
      case 'word':
        return this.#word(token)
      case 'mark':
        return this.#mark(token)
      case 'end':
        throw this.#expected('value')
    }
  }

  #mark({ value, span }: Token): Expression {
    if (value === '(') {
      const inner = this.#expression(0)
      this.#need('mark', ')')
      return inner
    }
    if (value === '-') {
      const of = this.#expression(negateStrength)
      return this.#node({ kind: 'negate', of, span: { from: span.from, to: of.span.to } })
    }
    if (value === '+') return this.#expression(negateStrength)
    throw formulaError('expected', span, { expected: 'value' })
  }

  #word(token: Token): Expression {
    const { value, span } = token
    if (value === 'true' || value === 'false') return this.#node({ kind: 'boolean', value: value === 'true', span })
    if (value === 'empty') return this.#node({ kind: 'empty', span })
    if (value === 'not') {
      const of = this.#expression(notStrength)
      return this.#node({ kind: 'not', of, span: { from: span.from, to: of.span.to } })
    }
    if (!this.#is('mark', '(')) {
      if (words.includes(value)) throw formulaError('expected', span, { expected: 'value' })
      throw formulaError('bare-word', span, { didYouMean: [...didYouMean(value, functionNames).map((name) => `${name}(`), `[${value}]`] })
    }
    if (value === 'date') return this.#date(span.from)
    const aggregate = aggregateNames.find((name) => name === value)
    if (aggregate !== undefined) return this.#aggregate(aggregate, span.from)
    if (!functionNames.includes(value))
      throw formulaError('unknown-function', span, { function: value, didYouMean: didYouMean(value, functionNames) })
    return this.#call(value, span.from)
  }

  #date(from: number): Expression {
    this.#need('mark', '(')
    const token = this.#next()
    const isGood = token.kind === 'text' && /^\d{4}-\d{2}-\d{2}$/.test(token.value) && token.value >= '0001-01-01' && isDay(token.value)
    if (!isGood) throw formulaError('no-such-day', token.span, { didYouMean: ['"2026-01-31"'] })
    const { to } = this.#need('mark', ')').span
    return this.#node({ kind: 'date', value: token.value, span: { from, to } })
  }

  #call(name: string, from: number): Expression {
    this.#need('mark', '(')
    const given = this.#is('mark', ')') ? [] : this.#list(() => this.#expression(0))
    const { to } = this.#need('mark', ')').span
    return this.#node({ kind: 'call', name, arguments: given, span: { from, to } })
  }

  #aggregate(name: AggregateName, from: number): Expression {
    this.#need('mark', '(')
    const of = this.#is('word', 'where') || this.#is('word', 'by') || this.#is('mark', ')') ? null : this.#expression(0)
    // min and max of several values are least and greatest, as in a sheet.
    if (of !== null && (name === 'min' || name === 'max') && this.#take('mark', ',')) {
      const others = this.#list(() => this.#expression(0))
      const { to } = this.#need('mark', ')').span
      return this.#node({ kind: 'call', name: name === 'min' ? 'least' : 'greatest', arguments: [of, ...others], span: { from, to } })
    }
    const where = this.#take('word', 'where') ? this.#expression(0) : null
    const by = this.#take('word', 'by') ? this.#name() : null
    if (!this.#is('mark', ')')) throw this.#expected(by === null && where === null ? 'where, by, )' : ')')
    const { to } = this.#next().span
    return this.#node({ kind: 'aggregate', name, of, where, by, span: { from, to } } satisfies AggregateExpression)
  }

  #name(): NameExpression {
    const token = this.#token
    if (token.kind !== 'name') throw this.#expected('name')
    this.#next()
    return this.#node({ kind: 'name', name: token.value, span: token.span })
  }
}

function operatorOf({ kind, value }: Token): Operator | null {
  if (kind !== 'mark' && kind !== 'word') return null
  return Object.hasOwn(strength, value) ? (value as Operator) : null
}
