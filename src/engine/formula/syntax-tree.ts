/** A piece of the formula's text: UTF-16 positions, `to` not included. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const comparisons = ['=', '<>', '<', '<=', '>', '>='] as const
export const arithmetic = ['+', '-', '*', '/'] as const
export type Operator = (typeof comparisons)[number] | (typeof arithmetic)[number] | 'and' | 'or'

export const aggregateNames = ['sum', 'count', 'count_distinct', 'average', 'median', 'min', 'max'] as const
export type AggregateName = (typeof aggregateNames)[number]

export type Literal =
  | { readonly kind: 'number'; readonly value: string; readonly span: Span }
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'date'; readonly value: string; readonly span: Span }
  | { readonly kind: 'empty'; readonly span: Span }

/** A field or a metric; `name` is its id, or a label where a person wrote one. */
export interface NameExpression {
  readonly kind: 'name'
  readonly name: string
  readonly span: Span
}

/** An aggregate over the rows of a fact: those that meet `where`, on the date `by`. */
export interface AggregateExpression {
  readonly kind: 'aggregate'
  readonly name: AggregateName
  readonly of: Expression | null
  readonly where: Expression | null
  readonly by: NameExpression | null
  readonly span: Span
}

/** A formula as plain data. Nothing else is ever turned into SQL. */
export type Expression =
  | Literal
  | NameExpression
  | AggregateExpression
  | { readonly kind: 'negate' | 'not'; readonly of: Expression; readonly span: Span }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression; readonly span: Span }
  | { readonly kind: 'in'; readonly of: Expression; readonly list: readonly Expression[]; readonly negated: boolean; readonly span: Span }
  | {
      readonly kind: 'between'
      readonly of: Expression
      readonly low: Expression
      readonly high: Expression
      readonly negated: boolean
      readonly span: Span
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[]; readonly span: Span }

/** The parts a node is made of, in the order in which they are written. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'negate':
    case 'not':
      return [node.of]
    case 'binary':
      return [node.left, node.right]
    case 'in':
      return [node.of, ...node.list]
    case 'between':
      return [node.of, node.low, node.high]
    case 'call':
      return node.arguments
    case 'aggregate':
      return [node.of, node.where, node.by].filter((part) => part !== null)
    default:
      return []
  }
}

/** Every field and metric a formula names, as written, each once. */
export function namesIn(node: Expression): string[] {
  const found = new Set<string>()
  const visit = (one: Expression): void => {
    if (one.kind === 'name') found.add(one.name)
    childrenOf(one).forEach(visit)
  }
  visit(node)
  return [...found]
}
