import type { DimensionDefinition, FactId } from '../catalog/definition.ts'
import { factIds } from '../catalog/definition.ts'
import type { Unit } from '../../contract/report-result.ts'
import { nodes } from '../catalog/nodes.ts'
import { canReach } from '../report/resolve.ts'
import { formulaSql } from '../dialect/formula.ts'
import { formulaError } from './formula-error.ts'
import type { Lowered, Scope } from './lower.ts'
import type { Names } from './names.ts'
import type { AggregateExpression, Expression, NameExpression } from './syntax-tree.ts'
import { typeOfColumn } from './value-type.ts'

/** Where a formula finds what it names; user fields are compiled when they are asked for. */
export interface Surroundings {
  readonly names: Names
  /** Fails with `invalid-formula` where the field has a problem of its own, or leads back to itself. */
  dimension(id: string, node: NameExpression): DimensionDefinition
  unitOf(id: string): Unit
}

/** Names in a formula for one row: each is read once, whatever table it lies in. */
export class RowScope implements Scope {
  readonly dialect = formulaSql
  readonly reads: Record<string, DimensionDefinition> = {}
  readonly #places = new Map<string, string>()
  readonly #surroundings: Surroundings

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  name(node: NameExpression): Lowered {
    const { place, definition } = this.read(node)
    const type = typeOfColumn(definition.type, this.#surroundings.unitOf(definition.id))
    return {
      tree: { ...node, name: definition.id },
      type,
      sql: type.kind === 'number' ? this.dialect.asNumber(place) : place,
      additivity: 'ratio',
      population: null,
    }
  }

  /** The place of a field in the SQL, and what it is. */
  read(node: NameExpression): { readonly place: string; readonly definition: DimensionDefinition } {
    const id = this.#surroundings.names.idOf(node, 'field')
    if (id === 'date')
      throw formulaError('no-conformed-date', node.span, { didYouMean: ['[opportunity.created_at]', '[opportunity.closed_at]'] })
    const definition = this.#surroundings.dimension(id, node)
    const known = this.#places.get(id)
    const name = known ?? `v_${letters(this.#places.size)}`
    this.#places.set(id, name)
    this.reads[name] = definition
    return { place: `{${name}}`, definition }
  }

  aggregate(node: AggregateExpression): Lowered {
    throw formulaError('aggregate-in-row', node.span, { function: node.name })
  }

  checkFunction(name: string, node: Expression): void {
    if (name === '') throw formulaError('unknown-function', node.span)
  }
}

/** a, b … z, ba, bb …: places of an expression are named with letters alone. */
export function letters(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest === 0 ? '' : letters(rest)}${String.fromCharCode(97 + (index % 26))}`
}

/** The facts whose rows a dimension belongs to; none for customers, owners, channels …, which many facts share. */
export function homesOf(definition: DimensionDefinition): FactId[] {
  if (definition.reads !== undefined) return [...new Set(Object.values(definition.reads).flatMap(homesOf))]
  return factIds.filter((id) => id === definition.node && nodes[id].stateOf === undefined)
}

/** What studies make of purchases and deals is no ground for formulas. */
const ofStudies: ReadonlySet<string> = new Set(['worth', 'credit', 'foretold', 'party'])

/** The facts that have all of some dimensions. */
export function factsWith(definitions: readonly DimensionDefinition[]): FactId[] {
  return factIds.filter((fact) => !ofStudies.has(fact) && definitions.every((definition) => canReach(fact, definition)))
}
