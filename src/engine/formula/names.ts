import type { LocalText } from '../../contract/text.ts'
import { didYouMean } from '../report/did-you-mean.ts'
import { formulaError } from './formula-error.ts'
import type { NameExpression } from './syntax-tree.ts'

export type NamedKind = 'field' | 'metric'

/** Something a formula can name. */
export interface Named {
  readonly id: string
  readonly kind: NamedKind
  readonly label: LocalText
}

/** Finds what a formula means by a name: an id, or a label in either language where only one thing is called so. */
export class Names {
  readonly #byId = new Map<string, Named>()
  readonly #byLabel = new Map<string, Named[]>()

  constructor(named: Iterable<Named>) {
    for (const one of named) {
      this.#byId.set(one.id, one)
      for (const label of new Set([one.label.zh, one.label.en].map(likeness))) {
        this.#byLabel.set(label, [...(this.#byLabel.get(label) ?? []), one])
      }
    }
  }

  get all(): readonly Named[] {
    return [...this.#byId.values()]
  }

  labelOf(id: string): LocalText {
    return this.#byId.get(id)?.label ?? { zh: id, en: id }
  }

  /** The id of a name. Fails with `invalid-formula`: `unknown-name`, `ambiguous-name`, `metric-in-row`, `field-outside-aggregate`. */
  idOf({ name, span }: NameExpression, kind: NamedKind): string {
    const byId = this.#byId.get(name)
    const called = byId === undefined ? (this.#byLabel.get(likeness(name)) ?? []) : [byId]
    const fitting = called.filter((one) => one.kind === kind)
    const [only, ...others] = fitting
    if (only !== undefined && others.length === 0) return only.id
    if (only !== undefined)
      throw formulaError('ambiguous-name', span, { name: name.slice(0, 80), didYouMean: fitting.map(({ id }) => `[${id}]`).slice(0, 5) })
    const [other] = called
    if (other !== undefined && kind === 'metric')
      throw formulaError('field-outside-aggregate', span, {
        name: other.id,
        didYouMean: [`sum([${other.id}])`, `count_distinct([${other.id}])`],
      })
    if (other !== undefined) throw formulaError('metric-in-row', span, { name: other.id })
    throw formulaError('unknown-name', span, { name: name.slice(0, 80), didYouMean: this.#near(name, kind) })
  }

  #near(name: string, kind: NamedKind): string[] {
    if (name.length > 80) return []
    const known = this.all.filter((one) => one.kind === kind)
    const idOf = new Map(known.flatMap(({ id, label }) => [label.zh, label.en, id].map((one): [string, string] => [one, id])))
    return [...new Set(didYouMean(name, idOf.keys()).map((one) => `[${idOf.get(one) ?? one}]`))]
  }
}

function likeness(label: string): string {
  return label.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
