import type { FieldDocument } from '../../contract/fields.ts'
import { HelmdeckError, type ErrorDetails } from '../../contract/errors.ts'
import type { Unit } from '../../contract/report-result.ts'
import type { LocalText } from '../../contract/text.ts'
import { dimensions } from '../catalog/dimensions.ts'
import type { DimensionDefinition, MetricDefinition } from '../catalog/definition.ts'
import { metrics } from '../catalog/metrics.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { findDimension } from '../report/resolve.ts'
import { formulaError } from './formula-error.ts'
import { makeBins, makeDimension, makeGroups } from './make-dimension.ts'
import { makeSegment } from './make-segment.ts'
import { makeMetric } from './make-metric.ts'
import type { MetricSurroundings } from './metric-scope.ts'
import { Names, type Named } from './names.ts'
import { numberFields } from './row-fields.ts'
import type { NameExpression, Span } from './syntax-tree.ts'
import { fieldId, localText, type StoredField } from './stored-fields.ts'

const nowhere: Span = { from: 0, to: 0 }
const mostSize = 250_000
const mostNested = 400

export type Compiled =
  | { readonly kind: 'metric'; readonly metric: MetricDefinition }
  | { readonly kind: 'dimension'; readonly dimension: DimensionDefinition; readonly unit: Unit }

/** Turns the user's fields into definitions of the catalogue, each once, in whatever order they lean on each other. */
export class FieldCompiler implements MetricSurroundings {
  readonly names: Names
  readonly #data: WorkspaceData
  readonly #fields: ReadonlyMap<string, FieldDocument>
  readonly #done = new Map<string, Compiled | HelmdeckError>()
  readonly #sizes = new Map<string, { readonly size: number; readonly depth: number }>()
  readonly #chain: string[] = []

  /** `data` without user fields: what formulas of the user can stand on. `writing` is the field that is being written: naming it is a circle. */
  constructor(data: WorkspaceData, fields: readonly StoredField[], writing: string | null = null) {
    this.#data = data
    if (writing !== null) this.#chain.push(writing)
    this.#fields = new Map(fields.map((field) => [fieldId(field), field.body]))
    this.names = new Names(namedThings(data, this.#fields))
  }

  /** Fails with `invalid-formula`, for itself or for what it leans on; null for orders and hierarchies, and where there is no such field. */
  compiled(id: string): Compiled | null {
    const known = this.#done.get(id)
    if (known instanceof HelmdeckError) throw known
    if (known !== undefined) return known
    const body = this.#fields.get(id)
    if (body === undefined || body.kind === 'order' || body.kind === 'hierarchy') return null
    if (this.#chain.includes(id)) throw formulaError('cycle', nowhere, { chain: [...this.#chain.slice(this.#chain.indexOf(id)), id] })
    this.#chain.push(id)
    try {
      const made = this.compile(id, body)
      this.#done.set(id, made)
      return made
    } catch (error) {
      if (error instanceof HelmdeckError) this.#done.set(id, error)
      throw error
    } finally {
      this.#chain.pop()
    }
  }

  /** Compiles a body as if it were saved under that id, without keeping it. */
  compile(id: string, body: FieldDocument): Compiled {
    const texts = { id, label: localText(body.label), description: localText(body.description) }
    switch (body.kind) {
      case 'metric':
        return { kind: 'metric', metric: this.#metric(makeMetric(texts, body, this)) }
      case 'dimension':
        return this.#dimension(makeDimension(texts, body.formula, this))
      case 'bins':
        return this.#dimension(makeBins(texts, body, this))
      case 'groups':
        return this.#dimension(makeGroups(texts, body, this))
      case 'segment':
        return this.#dimension({ dimension: makeSegment(texts, body, this), unit: 'none' })
      case 'order':
      case 'hierarchy':
        throw new Error(`${id} has no formula`)
    }
  }

  /** The type of a field or the unit of a metric, in a word; null where it can't be computed. */
  describe(id: string): string | null {
    const node: NameExpression = { kind: 'name', name: id, span: nowhere }
    try {
      const own = this.compiled(id)
      if (own?.kind === 'metric' || metrics.has(id)) return this.metric(id, node).unit
      return this.dimension(id, node).type
    } catch (error) {
      if (error instanceof HelmdeckError) return null
      throw error
    }
  }

  dimension(id: string, node: NameExpression): DimensionDefinition {
    const own = this.#lean(id, node)
    if (own?.kind === 'dimension') return own.dimension
    return numberFields.get(id) ?? findDimension(id, this.#data)
  }

  unitOf(id: string): Unit {
    const own = this.#done.get(id)
    if (own !== undefined && !(own instanceof HelmdeckError) && own.kind === 'dimension') return own.unit
    return numberFields.get(id)?.unit ?? 'none'
  }

  metric(id: string, node: NameExpression): MetricDefinition {
    const own = this.#lean(id, node)
    if (own?.kind === 'metric') return own.metric
    const metric = metrics.get(id)
    if (metric === undefined) throw formulaError('unknown-name', node.span, { name: id })
    return metric
  }

  /** What another field is; its mistakes are said where it is named, circles as they are. */
  #lean(id: string, node: NameExpression): Compiled | null {
    try {
      return this.compiled(id)
    } catch (error) {
      if (!(error instanceof HelmdeckError) || error.details['reason'] === 'cycle') throw error
      const because: ErrorDetails = {
        because: String(error.details['reason'] ?? ''),
        ...(error.details['name'] === undefined ? {} : { missing: error.details['name'] }),
      }
      throw formulaError('broken-field', node.span, { name: id, ...because })
    }
  }

  #metric(metric: MetricDefinition): MetricDefinition {
    const { formula } = metric
    return this.#bounded(metric, JSON.stringify(formula).length, 'by' in formula ? 0 : nesting(formula.value ?? ''))
  }

  #dimension({ dimension, unit }: { readonly dimension: DimensionDefinition; readonly unit: Unit }): Compiled {
    const { size, depth } = this.#sizeOf(dimension)
    return { kind: 'dimension', dimension: this.#bounded(dimension, size, depth), unit }
  }

  /** A field that names one twice that names one twice … would grow without end. */
  #bounded<T>(made: T, size: number, depth: number): T {
    if (size > mostSize || depth > mostNested) throw formulaError('too-large', nowhere, { limit: mostSize })
    return made
  }

  #sizeOf(definition: DimensionDefinition): { readonly size: number; readonly depth: number } {
    const known = this.#sizes.get(definition.id)
    if (known !== undefined && !this.#chain.includes(definition.id)) return known
    const sql = `${definition.value}${definition.order ?? ''}`
    let size = sql.length
    let depth = nesting(sql)
    const own = depth
    for (const [name, read] of Object.entries(definition.reads ?? {})) {
      const inner = this.#sizeOf(read)
      size += inner.size * (sql.split(`{${name}}`).length - 1)
      depth = Math.max(depth, own + inner.depth)
    }
    const found = { size, depth }
    this.#sizes.set(definition.id, found)
    return found
  }
}

/** How deep brackets stand in each other. */
function nesting(sql: string): number {
  let depth = 0
  let deepest = 0
  for (const character of sql) {
    if (character === '(') deepest = Math.max(deepest, (depth += 1))
    if (character === ')') depth -= 1
  }
  return deepest
}

function namedThings(data: WorkspaceData, fields: ReadonlyMap<string, FieldDocument>): Named[] {
  const field = ({ id, label }: { readonly id: string; readonly label: LocalText }): Named => ({ id, label, kind: 'field' })
  const own = [...fields].flatMap(([id, body]): Named[] => {
    if (body.kind === 'order' || body.kind === 'hierarchy') return []
    return [{ id, label: localText(body.label), kind: body.kind === 'metric' ? 'metric' : 'field' }]
  })
  return [
    ...[...dimensions.values(), ...numberFields.values(), ...data.custom.values()].map(field),
    ...[...metrics.values()].map(({ id, label }): Named => ({ id, label, kind: 'metric' })),
    ...own,
  ]
}
