import fc from 'fast-check'
import type { Expression, Operator } from '../../../src/engine/formula/syntax-tree.ts'

const span = { from: 0, to: 0 }

/** The same tree without its places in the text. */
export function bare(node: unknown): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : value)))
}

const plainText = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ''))
const name = fc
  .oneof(fc.constantFrom('opportunity.amount', 'user.x', '赢单金额', 'a ]b', 'or', 'select'), plainText)
  .map((text) => text.replaceAll('[', '').trim())
  .filter((text) => text !== '')
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const amount = fc.oneof(
  fc.nat(1_000_000).map(String),
  fc.tuple(fc.nat(9999), fc.stringMatching(/^\d{1,4}$/)).map(([whole, part]) => `${whole}.${part}`),
)

export const literal: fc.Arbitrary<Expression> = fc.oneof(
  amount.map((value): Expression => ({ kind: 'number', value, span })),
  plainText.map((value): Expression => ({ kind: 'text', value, span })),
  fc.boolean().map((value): Expression => ({ kind: 'boolean', value, span })),
  day.map((value): Expression => ({ kind: 'date', value, span })),
  fc.constant<Expression>({ kind: 'empty', span }),
)
const named = name.map((value) => ({ kind: 'name' as const, name: value, span }))
const operators: readonly Operator[] = ['=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', 'and', 'or']
const functionNames = ['if', 'case', 'coalesce', 'abs', 'concat', 'least', 'days_between', 'today', 'is_empty']

/** Any tree the grammar knows, sensible or not: what is checked is its shape alone. */
export const { tree: anyTree } = fc.letrec<{ tree: Expression }>((tie) => {
  const tree = tie('tree')
  return {
    tree: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.oneof(literal, named),
      fc.tuple(fc.constantFrom('negate' as const, 'not' as const), tree).map(([kind, of]): Expression => ({ kind, of, span })),
      fc
        .tuple(fc.constantFrom(...operators), tree, tree)
        .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, span })),
      fc
        .tuple(tree, fc.array(literal, { minLength: 1, maxLength: 3 }), fc.boolean())
        .map(([of, list, negated]): Expression => ({ kind: 'in', of, list, negated, span })),
      fc
        .tuple(tree, tree, tree, fc.boolean())
        .map(([of, low, high, negated]): Expression => ({ kind: 'between', of, low, high, negated, span })),
      fc
        .tuple(fc.constantFrom(...functionNames), fc.array(tree, { maxLength: 3 }))
        .map(([called, list]): Expression => ({ kind: 'call', name: called, arguments: list, span })),
      fc
        .tuple(
          fc.constantFrom('sum' as const, 'count' as const, 'median' as const, 'count_distinct' as const),
          fc.option(tree),
          fc.option(tree),
          fc.option(named),
        )
        .map(([called, of, where, by]): Expression => ({ kind: 'aggregate', name: called, of, where, by, span })),
    ),
  }
})
