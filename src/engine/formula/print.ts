import { negateStrength, notStrength, strength } from './parse.ts'
import { comparisons, type Expression } from './syntax-tree.ts'

/** A formula as text that reads back as the same tree; `nameOf` says what a field is called. */
export function printFormula(node: Expression, nameOf: (name: string) => string = (name) => name): string {
  return print(node, 0, nameOf)
}

type NameOf = (name: string) => string

function print(node: Expression, least: number, nameOf: NameOf): string {
  const inner = (one: Expression, own: number): string => print(one, own, nameOf)
  const all = (list: readonly Expression[]): string => list.map((one) => inner(one, 0)).join(', ')
  const within = (own: number, text: string): string => (own < least ? `(${text})` : text)
  switch (node.kind) {
    case 'number':
      return node.value
    case 'text':
      return `"${node.value.replaceAll('"', '""')}"`
    case 'boolean':
      return String(node.value)
    case 'date':
      return `date("${node.value}")`
    case 'empty':
      return 'empty'
    case 'name':
      return `[${nameOf(node.name).replaceAll(']', ']]')}]`
    case 'negate':
      return within(negateStrength, `-${inner(node.of, negateStrength + 1)}`)
    case 'not':
      return within(notStrength, `not ${inner(node.of, notStrength)}`)
    case 'binary': {
      const own = strength[node.operator]
      const isComparison = comparisons.some((one) => one === node.operator)
      return within(own, `${inner(node.left, isComparison ? own + 1 : own)} ${node.operator} ${inner(node.right, own + 1)}`)
    }
    case 'in':
      return within(4, `${inner(node.of, 5)}${node.negated ? ' not' : ''} in (${all(node.list)})`)
    case 'between':
      return within(4, `${inner(node.of, 5)}${node.negated ? ' not' : ''} between ${inner(node.low, 5)} and ${inner(node.high, 5)}`)
    case 'call':
      return `${node.name}(${all(node.arguments)})`
    case 'aggregate': {
      const parts = [
        ...(node.of === null ? [] : [inner(node.of, 0)]),
        ...(node.where === null ? [] : [`where ${inner(node.where, 0)}`]),
        ...(node.by === null ? [] : [`by ${inner(node.by, 0)}`]),
      ]
      return `${node.name}(${parts.join(' ')})`
    }
  }
}
