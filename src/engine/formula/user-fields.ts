import { HelmdeckError, type ErrorDetails } from '../../contract/errors.ts'
import type { FieldDocument } from '../../contract/fields.ts'
import type { LocalText } from '../../contract/text.ts'
import type { DimensionDefinition, MetricDefinition } from '../catalog/definition.ts'
import { missingOfDimension } from '../catalog/availability.ts'
import { metrics as shippedMetrics } from '../catalog/metrics.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { findDimension } from '../report/resolve.ts'
import { formulaSql } from '../dialect/formula.ts'
import { formulaError } from './formula-error.ts'
import { FieldCompiler } from './field-compiler.ts'
import { memberOf } from './make-dimension.ts'
import { fieldId, localText, type StoredField } from './stored-fields.ts'
import { dialect } from '../dialect/in-use.ts'

export interface ValueOrder {
  /** Its order as SQL over `{value}`. */
  readonly sql: string
  readonly values: readonly { readonly value: string | null; readonly colour?: string }[]
}

export interface Hierarchy {
  readonly id: string
  readonly label: LocalText
  readonly fields: readonly string[]
  readonly available: boolean
}

/** What the user defined, by id, as the catalogue's own; what can't be computed says why. */
export interface UserFields {
  readonly metrics: ReadonlyMap<string, MetricDefinition>
  readonly dimensions: ReadonlyMap<string, DimensionDefinition>
  /** By the field whose values they put in order. */
  readonly orders: ReadonlyMap<string, ValueOrder>
  readonly hierarchies: readonly Hierarchy[]
  readonly problems: ReadonlyMap<string, ErrorDetails>
  /** What a field with a problem would be, for lists. */
  readonly broken: readonly {
    readonly id: string
    readonly kind: FieldDocument['kind']
    readonly label: LocalText
    readonly problem: ErrorDetails
  }[]
}

export const noUserFields: UserFields = {
  metrics: new Map(),
  dimensions: new Map(),
  orders: new Map(),
  hierarchies: [],
  problems: new Map(),
  broken: [],
}

/** The same data with what the user defined on top; one field's mistake takes nothing from the others. */
export function withUserFields(data: WorkspaceData, fields: readonly StoredField[]): WorkspaceData {
  if (fields.length === 0) return data
  const compiler = new FieldCompiler(data, fields)
  const metrics = new Map<string, MetricDefinition>()
  const dimensions = new Map<string, DimensionDefinition>()
  const problems = new Map<string, ErrorDetails>()
  const unmetProbes = new Set(data.unmetProbes)
  const attempt = (id: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof HelmdeckError)) throw error
      problems.set(
        id,
        error.code === 'invalid-formula' || error.code === 'invalid-study'
          ? error.details
          : { reason: 'unknown-name', name: String(error.details['field'] ?? ''), position: 0, length: 0 },
      )
    }
  }
  for (const field of fields) {
    const id = fieldId(field)
    attempt(id, () => {
      const made = compiler.compiled(id)
      if (made?.kind === 'metric') {
        metrics.set(id, made.metric)
        if (isUnmet(made.metric, data)) unmetProbes.add(id)
      }
      if (made?.kind === 'dimension') dimensions.set(id, made.dimension)
    })
  }
  const full: WorkspaceData = { ...data, unmetProbes, user: { ...noUserFields, metrics, dimensions, problems } }
  const orders = new Map<string, ValueOrder>()
  const hierarchies: Hierarchy[] = []
  for (const field of fields) {
    const { body } = field
    const id = fieldId(field)
    if (body.kind === 'order') attempt(id, () => orders.set(body.field, valueOrder(body, full)))
    if (body.kind === 'hierarchy') attempt(id, () => hierarchies.push(hierarchyOf(id, body, full)))
  }
  const broken = fields.flatMap((field) => {
    const id = fieldId(field)
    const problem = problems.get(id)
    return problem === undefined ? [] : [{ id, kind: field.body.kind, label: localText(field.body.label), problem }]
  })
  return { ...full, user: { ...full.user, orders, hierarchies, broken } }
}

/** A metric made of one that finds no rows here finds none either. */
function isUnmet({ probe }: MetricDefinition, data: WorkspaceData): boolean {
  return probe !== undefined && [...data.unmetProbes].some((id) => shippedMetrics.get(id)?.probe === probe)
}

type OrderBody = Extract<FieldDocument, { kind: 'order' }>
type HierarchyBody = Extract<FieldDocument, { kind: 'hierarchy' }>

/** Named values in their order, then all others in the order they have by themselves. Fails with `unknown-field`, `invalid-formula`. */
export function valueOrder({ field, values }: OrderBody, data: WorkspaceData): ValueOrder {
  const dimension = findDimension(field, data)
  if (dimension.type === 'date' || dimension.type === 'timestamp') throw formulaError('order-of-date', { from: 0, to: 0 }, { name: field })
  const value = dialect.cast('{value}', 'text')
  const pairs = values.map((one, index): [string, string] => [memberOf(value, [one.value]), String(index)])
  const others = dimension.order === undefined ? null : `${values.length} + coalesce(${dimension.order}, 1000000)`
  return {
    sql: formulaSql.cases(pairs, others),
    values: values.map(({ value: named, colour }) => ({ value: named, ...(colour === undefined ? {} : { colour }) })),
  }
}

/** Fails with `unknown-field`. */
export function hierarchyOf(id: string, { label, fields }: HierarchyBody, data: WorkspaceData): Hierarchy {
  const levels = fields.map((field) => findDimension(field, data))
  return { id, label: localText(label), fields, available: levels.every((level) => missingOfDimension(level, data).length === 0) }
}
