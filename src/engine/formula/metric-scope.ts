import type { Formula, MetricDefinition, Note, ParamDefinition, PartDefinition } from '../catalog/definition.ts'
import type { LocalText } from '../../contract/text.ts'
import { aggregatePart, type AggregatePart } from './aggregate-part.ts'
import { formulaSql } from '../dialect/formula.ts'
import { formulaError } from './formula-error.ts'
import type { Additivity, Lowered, Scope } from './lower.ts'
import { letters, type Surroundings } from './row-scope.ts'
import type { AggregateExpression, Expression, NameExpression } from './syntax-tree.ts'
import { number } from './value-type.ts'

export interface MetricSurroundings extends Surroundings {
  /** Fails with `invalid-formula` as `dimension` does. */
  metric(id: string, node: NameExpression): MetricDefinition
}

/** The formula a metric takes where nothing else is said. */
export function standardFormula({ id, formula, params }: MetricDefinition): Formula {
  if (!('by' in formula)) return formula
  const chosen = formula.by.map((by) => String(params.find((param) => param.id === by)?.default)).join(' ')
  const found = formula.cases[chosen]
  if (found === undefined) throw new Error(`${id} has no formula for ${chosen}`)
  return found
}

/** Names in a formula for a number: metrics come in with all their parts, aggregates as parts of their own. */
export class MetricScope implements Scope {
  readonly dialect = formulaSql
  readonly parts: Record<string, PartDefinition> = {}
  readonly params: ParamDefinition[] = []
  readonly metrics: MetricDefinition[] = []
  /** What has to be said beside the numbers of the metrics it is made of. */
  readonly notes: Note[] = []
  readonly aggregates: AggregatePart[] = []
  readonly bases: LocalText[] = []
  readonly #surroundings: MetricSurroundings
  #taken = 0

  constructor(surroundings: MetricSurroundings) {
    this.#surroundings = surroundings
  }

  checkFunction(name: string, node: Expression): void {
    if (name === 'today') throw formulaError('only-in-rows', node.span, { function: name })
  }

  aggregate(node: AggregateExpression): Lowered {
    const made = aggregatePart(node, this.#surroundings)
    const name = this.#prefix()
    this.aggregates.push(made)
    this.bases.push(made.dateBasis)
    this.parts[name] = made.part
    const isAdded = node.name === 'sum' || node.name === 'count'
    const type = number(made.unit, made.unit === 'count' && 'count' in made.part)
    return { tree: made.tree, type, sql: this.#leaf(name), additivity: isAdded ? 'additive' : 'ratio', population: name }
  }

  name(node: NameExpression): Lowered {
    const id = this.#surroundings.names.idOf(node, 'metric')
    const metric = this.#surroundings.metric(id, node)
    const formula = standardFormula(metric)
    const prefix = this.#prefix()
    this.metrics.push(metric)
    this.bases.push(metric.dateBasis)
    const rename = this.#takeParams(metric, prefix)
    for (const note of formula.notes ?? []) this.notes.push({ ...note, part: renamed(note.part, rename), of: renamed(note.of, rename) })
    for (const [name, part] of Object.entries(formula.parts)) this.parts[`${prefix}_${name}`] = renamed(withStat(part, metric), rename)
    const inner = (name: string): string => `{${prefix}_${name}}`
    const sql =
      formula.value === undefined
        ? this.#leaf(`${prefix}_${formula.population}`)
        : this.dialect.asNumber(`(${formula.value.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => inner(name))})`)
    const additivity: Additivity = metric.additivity === 'distribution' ? 'ratio' : metric.additivity
    return {
      tree: { ...node, name: id },
      type: number(formula.unit ?? metric.unit, metric.type === 'integer'),
      sql,
      additivity,
      population: `${prefix}_${formula.population}`,
    }
  }

  #prefix(): string {
    this.#taken += 1
    return `m_${letters(this.#taken - 1)}`
  }

  /** A part as a number. A sum of nothing is 0; a sum of rows that all lack the amount is empty, as it is by itself. */
  #leaf(name: string): string {
    const part = this.parts[name]
    if (part === undefined) throw new Error(`no part ${name}`)
    if (!('sum' in part)) return this.dialect.asNumber(`{${name}}`)
    const { sum: _sum, money: _money, ...rest } = part
    const rows = `${name}_rows`
    this.parts[rows] = { ...rest, count: 'rows' }
    return this.dialect.asNumber(this.dialect.cases([[`{${rows}} = 0`, '0']], `{${name}}`))
  }

  /** Parameters of all metrics stand beside each other; the same one is asked once, others of its name get another name. */
  #takeParams({ params, formula }: MetricDefinition, prefix: string): ReadonlyMap<string, string> {
    const rename = new Map<string, string>()
    for (const param of params) {
      if ('by' in formula && formula.by.includes(param.id)) continue
      const known = this.params.find(({ id }) => id === param.id)
      if (known === undefined) this.params.push(param)
      else if (JSON.stringify(known) !== JSON.stringify(param)) {
        const id = `${prefix}_${param.id}`
        rename.set(param.id, id)
        this.params.push({ ...param, id })
      }
    }
    return rename
  }
}

function withStat(part: PartDefinition, { defaultStat }: MetricDefinition): PartDefinition {
  return 'stat' in part && part.as === undefined ? { ...part, as: defaultStat ?? 'average' } : part
}

/** The part with other names of parameters; what it reads has none. */
function renamed(part: PartDefinition, names: ReadonlyMap<string, string>): PartDefinition {
  if (names.size === 0) return part
  const place = (template: string): string =>
    template.replaceAll(/\{([a-z_]+)\}/g, (whole, name: string) => (names.has(name) ? `{${names.get(name)}}` : whole))
  const entries = Object.entries(part).map(([key, value]): [string, unknown] => {
    if (typeof value !== 'string') return [key, value]
    return [key, key === 'lag' ? (names.get(value) ?? value) : place(value)]
  })
  return Object.fromEntries(entries) as unknown as PartDefinition
}
