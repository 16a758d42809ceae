import fc from 'fast-check'
import type { AggregateExpression, Expression, Operator } from '../../../src/engine/formula/syntax-tree.ts'

const span = { from: 0, to: 0 }
const name = (id: string): Expression => ({ kind: 'name', name: id, span })
const text = (value: string): Expression => ({ kind: 'text', value, span })
const number = (value: string): Expression => ({ kind: 'number', value, span })
const call = (called: string, ...list: Expression[]): Expression => ({ kind: 'call', name: called, arguments: list, span })
const binary = (operator: Operator, left: Expression, right: Expression): Expression => ({ kind: 'binary', operator, left, right, span })

const words = ['Ann', 'ann', 'food', 'Food', 'new', '', ' ', "it's", '新客户', '{as_of}', '$p0', 'a"b', '--']
const numbers = ['0', '1', '2', '7', '0.5', '100', '250.25']
const textLeaf = fc.oneof(
  fc.constantFrom('owner.name', 'account.industry', 'opportunity.type', 'opportunity.status').map(name),
  fc.constantFrom(...words).map(text),
)
const numberLeaf = fc.oneof(fc.constant(name('opportunity.amount')), fc.constantFrom(...numbers).map(number))
const dateLeaf = fc.oneof(
  fc.constantFrom('opportunity.created_at', 'opportunity.closed_at').map(name),
  fc.constantFrom('2024-02-29', '2025-01-01').map((value): Expression => ({ kind: 'date', value, span })),
  fc.constant(call('today')),
)
const comparison = fc.constantFrom<Operator>('=', '<>', '<', '<=', '>', '>=')

/** Formulas that mean something for one row of the deals in evaluation.test.ts; those that mix money and days are refused, not wrong. */
export const {
  number: rowNumber,
  text: rowText,
  boolean: rowBoolean,
} = fc.letrec<{ number: Expression; text: Expression; boolean: Expression }>((tie) => {
  const [ofNumber, ofText, ofBoolean] = [tie('number'), tie('text'), tie('boolean')]
  const choice = (value: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
    fc.oneof(
      fc.tuple(ofBoolean, value, value).map(([condition, then, otherwise]) => call('if', condition, then, otherwise)),
      fc.tuple(ofBoolean, value, ofBoolean, value).map((list) => call('case', ...list)),
      fc.tuple(fc.constantFrom('coalesce', 'least', 'greatest'), value, value).map(([called, ...list]) => call(called, ...list)),
    )
  return {
    number: fc.oneof(
      { maxDepth: 4 },
      numberLeaf,
      fc
        .tuple(fc.constantFrom<Operator>('+', '-', '*', '/'), ofNumber, ofNumber)
        .map(([operator, left, right]) => binary(operator, left, right)),
      ofNumber.map((of): Expression => ({ kind: 'negate', of, span })),
      fc.tuple(fc.constantFrom('abs', 'floor', 'ceil'), ofNumber).map(([called, of]) => call(called, of)),
      fc.tuple(ofNumber, fc.constantFrom('0', '1', '2')).map(([of, digits]) => call('round', of, number(digits))),
      ofText.map((of) => call('length', of)),
      fc.tuple(fc.constantFrom('year', 'quarter', 'month', 'day', 'weekday'), dateLeaf).map(([called, of]) => call(called, of)),
      fc.tuple(dateLeaf, dateLeaf).map((list) => call('days_between', ...list)),
      choice(ofNumber),
    ),
    text: fc.oneof(
      { maxDepth: 4 },
      textLeaf,
      fc.tuple(ofText, ofText).map((list) => call('concat', ...list)),
      fc.tuple(fc.constantFrom('upper', 'lower', 'trim'), ofText).map(([called, of]) => call(called, of)),
      fc
        .tuple(fc.constantFrom('left', 'right'), ofText, fc.constantFrom('0', '1', '3', '50'))
        .map(([called, of, count]) => call(called, of, number(count))),
      choice(ofText),
    ),
    boolean: fc.oneof(
      { maxDepth: 4 },
      fc.tuple(comparison, textLeaf, textLeaf).map(([operator, left, right]) => binary(operator, left, right)),
      fc.tuple(comparison, ofNumber, ofNumber).map(([operator, left, right]) => binary(operator, left, right)),
      fc.tuple(comparison, dateLeaf, dateLeaf).map(([operator, left, right]) => binary(operator, left, right)),
      fc
        .tuple(fc.constantFrom<Operator>('and', 'or'), ofBoolean, ofBoolean)
        .map(([operator, left, right]) => binary(operator, left, right)),
      ofBoolean.map((of): Expression => ({ kind: 'not', of, span })),
      fc.oneof(ofText, ofNumber, dateLeaf).map((of) => call('is_empty', of)),
      fc.tuple(fc.constantFrom('contains', 'starts_with'), ofText, ofText).map(([called, ...list]) => call(called, ...list)),
      fc
        .tuple(
          ofText,
          fc.array(fc.oneof(fc.constantFrom(...words).map(text), fc.constant<Expression>({ kind: 'empty', span })), {
            minLength: 1,
            maxLength: 3,
          }),
          fc.boolean(),
        )
        .map(([of, list, negated]): Expression => ({ kind: 'in', of, list, negated, span })),
      fc
        .tuple(ofNumber, numberLeaf, numberLeaf, fc.boolean())
        .map(([of, low, high, negated]): Expression => ({ kind: 'between', of, low, high, negated, span })),
    ),
  }
})

const aggregate = fc
  .oneof(
    fc.tuple(fc.constantFrom('sum' as const, 'average' as const, 'median' as const, 'min' as const, 'max' as const), rowNumber),
    fc.tuple(fc.constantFrom('count' as const, 'count_distinct' as const), fc.oneof(rowText, rowNumber)),
  )
  .chain(([called, of]) =>
    fc.option(rowBoolean).map((where): AggregateExpression => ({
      kind: 'aggregate',
      name: called,
      of,
      where,
      by: { kind: 'name', name: 'opportunity.created_at', span },
      span,
    })),
  )

/** Numbers over many rows: aggregates, and what arithmetic makes of them. */
export const { value: metricFormula } = fc.letrec<{ value: Expression }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    aggregate,
    fc
      .tuple(fc.constantFrom<Operator>('+', '-', '*', '/'), tie('value'), tie('value'))
      .map(([operator, left, right]) => binary(operator, left, right)),
    fc
      .tuple(fc.constantFrom('coalesce', 'least', 'greatest'), tie('value'), tie('value'))
      .map(([called, ...list]) => call(called, ...list)),
    fc
      .tuple(comparison, tie('value'), tie('value'), tie('value'))
      .map(([operator, left, right, then]) => call('if', binary(operator, left, right), then, number('1'))),
  ),
}))
