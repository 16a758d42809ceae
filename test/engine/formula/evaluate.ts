import type { AggregateExpression, Expression } from '../../../src/engine/formula/syntax-tree.ts'

/** Days are texts such as `2026-01-31`; null is the empty value. */
export type Value = number | string | boolean | null
export type Row = Readonly<Record<string, Value>>

/** What a formula says of one row: written from the language's description alone, to be held against the database. */
export function evaluateRow(node: Expression, row: Row, today: string): Value {
  return evaluate(
    node,
    (name) => row[name] ?? null,
    today,
    () => {
      throw new Error('no aggregate in a row')
    },
  )
}

/** What a formula says of some rows. */
export function evaluateRows(node: Expression, rows: readonly Row[], today: string): Value {
  const noName = (): Value => {
    throw new Error('no field outside of an aggregate')
  }
  return evaluate(node, noName, today, (aggregate) => aggregateOf(aggregate, rows, today))
}

type Names = (name: string) => Value
type Aggregates = (node: AggregateExpression) => Value

function evaluate(node: Expression, names: Names, today: string, aggregates: Aggregates): Value {
  const inner = (one: Expression): Value => evaluate(one, names, today, aggregates)
  switch (node.kind) {
    case 'number':
      return Number(node.value)
    case 'text':
    case 'boolean':
    case 'date':
      return node.value
    case 'empty':
      return null
    case 'name':
      return names(node.name)
    case 'aggregate':
      return aggregates(node)
    case 'negate':
      return withNumbers([inner(node.of)], ([of = 0]) => -of)
    case 'not':
      return negation(inner(node.of))
    case 'binary':
      return binary(node.operator, inner(node.left), inner(node.right))
    case 'in': {
      const found = anyOf(node.list.map((item) => binary('=', inner(node.of), inner(item))))
      return node.negated ? negation(found) : found
    }
    case 'between': {
      const of = inner(node.of)
      const found = allOf([binary('>=', of, inner(node.low)), binary('<=', of, inner(node.high))])
      return node.negated ? negation(found) : found
    }
    case 'call':
      return call(node.name, node.arguments.map(inner), today)
  }
}

const negation = (value: Value): Value => (value === null ? null : !value)
const allOf = (values: readonly Value[]): Value => (values.includes(false) ? false : values.includes(null) ? null : true)
const anyOf = (values: readonly Value[]): Value => (values.includes(true) ? true : values.includes(null) ? null : false)

function withNumbers(values: readonly Value[], work: (numbers: number[]) => Value): Value {
  return values.some((value) => value === null) ? null : work(values.map(Number))
}

function binary(operator: string, left: Value, right: Value): Value {
  if (operator === 'and') return allOf([left, right])
  if (operator === 'or') return anyOf([left, right])
  if (left === null || right === null) return null
  switch (operator) {
    case '=':
      return left === right
    case '<>':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '+':
      return Number(left) + Number(right)
    case '-':
      return Number(left) - Number(right)
    case '*':
      return Number(left) * Number(right)
    case '/':
      return right === 0 ? null : Number(left) / Number(right)
    default:
      throw new Error(operator)
  }
}

const dayNumber = (day: Value): number => Date.parse(`${String(day)}T00:00:00Z`) / 86_400_000

function call(name: string, values: readonly Value[], today: string): Value {
  const [first = null, second = null] = values
  const present = values.filter((value) => value !== null)
  const date = (part: (day: Date) => number): Value => (first === null ? null : part(new Date(`${String(first)}T00:00:00Z`)))
  const text = (work: (characters: string) => Value): Value =>
    first === null || (values.length > 1 && second === null) ? null : work(String(first))
  switch (name) {
    case 'if':
    case 'case': {
      for (let index = 0; index + 1 < values.length; index += 2) if (values[index] === true) return values[index + 1] ?? null
      return values.length % 2 === 1 ? (values.at(-1) ?? null) : null
    }
    case 'is_empty':
      return first === null
    case 'coalesce':
      return present[0] ?? null
    case 'least':
      return present.length === 0 ? null : present.reduce((least, value) => (value < least ? value : least))
    case 'greatest':
      return present.length === 0 ? null : present.reduce((most, value) => (value > most ? value : most))
    case 'abs':
      return withNumbers([first], ([of = 0]) => Math.abs(of))
    case 'floor':
      return withNumbers([first], ([of = 0]) => Math.floor(of))
    case 'ceil':
      return withNumbers([first], ([of = 0]) => Math.ceil(of))
    case 'round':
      return withNumbers([first], ([of = 0]) => {
        const scale = 10 ** Number(second ?? 0)
        return (Math.sign(of) * Math.round(Math.abs(of) * scale)) / scale
      })
    case 'concat':
      return present.join('')
    case 'upper':
      return text((of) => of.toUpperCase())
    case 'lower':
      return text((of) => of.toLowerCase())
    case 'trim':
      return text((of) => of.replaceAll(/^ +| +$/g, ''))
    case 'length':
      return text((of) => [...of].length)
    case 'contains':
      return text((of) => of.toLowerCase().includes(String(second).toLowerCase()))
    case 'starts_with':
      return text((of) => of.toLowerCase().startsWith(String(second).toLowerCase()))
    case 'left':
      return text((of) => [...of].slice(0, Number(second)).join(''))
    case 'right':
      return text((of) => (second === 0 ? '' : [...of].slice(-Number(second)).join('')))
    case 'year':
      return date((day) => day.getUTCFullYear())
    case 'quarter':
      return date((day) => Math.floor(day.getUTCMonth() / 3) + 1)
    case 'month':
      return date((day) => day.getUTCMonth() + 1)
    case 'day':
      return date((day) => day.getUTCDate())
    case 'weekday':
      return date((day) => ((day.getUTCDay() + 6) % 7) + 1)
    case 'days_between':
      return first === null || second === null ? null : dayNumber(second) - dayNumber(first)
    case 'today':
      return today
    default:
      throw new Error(name)
  }
}

function aggregateOf({ name, of, where }: AggregateExpression, rows: readonly Row[], today: string): Value {
  const counted = rows.filter((row) => where === null || evaluateRow(where, row, today) === true)
  const values = of === null ? counted.map(() => 1) : counted.map((row) => evaluateRow(of, row, today)).filter((value) => value !== null)
  if (name === 'count') return values.length
  if (name === 'count_distinct') return new Set(values).size
  if (name === 'sum' && counted.length === 0) return 0
  if (values.length === 0) return null
  const numbers = values.map(Number).sort((left, right) => left - right)
  const sum = numbers.reduce((total, value) => total + value, 0)
  switch (name) {
    case 'sum':
      return sum
    case 'average':
      return sum / numbers.length
    case 'min':
      return numbers[0] ?? null
    case 'max':
      return numbers.at(-1) ?? null
    case 'median': {
      const middle = (numbers.length - 1) / 2
      const [low = 0, high = 0] = [numbers[Math.floor(middle)], numbers[Math.ceil(middle)]]
      return low + (high - low) * (middle - Math.floor(middle))
    }
  }
}
