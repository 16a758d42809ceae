import { HelmdeckError } from '../../contract/errors.ts'
import type { DimensionUse, Filter, Grain, ReportSpec, Scalar, ValueUse } from '../../contract/report-spec.ts'
import type { AliasKind, WorkspaceSettings } from '../../contract/settings.ts'
import type { Thresholds } from '../../contract/thresholds.ts'
import { dimensions } from '../catalog/dimensions.ts'
import type { DimensionDefinition, Formula, MetricDefinition, NodeId } from '../catalog/definition.ts'
import { factIds } from '../catalog/definition.ts'
import { metrics } from '../catalog/metrics.ts'
import { nodes, pathBetween } from '../catalog/nodes.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import { didYouMean } from './did-you-mean.ts'
import type { ParamValues, PlannedDimension, PlannedFilter } from './plan.ts'

export function findMetric(id: string, data: WorkspaceData): MetricDefinition {
  const metric = metrics.get(id) ?? data.user.metrics.get(id)
  if (metric !== undefined) return metric
  failOfField(id, data)
  throw new HelmdeckError('unknown-metric', { metric: id, didYouMean: didYouMean(id, [...metrics.keys(), ...data.user.metrics.keys()]) })
}

/** A field of the user's that can't be computed says itself why. */
function failOfField(id: string, { user }: WorkspaceData): void {
  const problem = user.problems.get(id)
  if (problem !== undefined) throw new HelmdeckError('invalid-formula', { ...problem, field: id })
}

export function findDimension(field: string, data: WorkspaceData): DimensionDefinition {
  const dimension = dimensions.get(field) ?? data.custom.get(field) ?? data.user.dimensions.get(field)
  if (dimension === undefined) {
    failOfField(field, data)
    throw new HelmdeckError('unknown-field', {
      field,
      didYouMean: didYouMean(
        field,
        allDimensions(data).map(({ id }) => id),
      ),
    })
  }
  const named = dimension.alias !== undefined && data.aliased.has(dimension.alias) ? withAliases(dimension, dimension.alias) : dimension
  const order = data.user.orders.get(field)
  return order === undefined ? named : { ...named, order: order.sql }
}

function allDimensions(data: WorkspaceData): DimensionDefinition[] {
  return [...dimensions.values(), ...data.custom.values(), ...data.user.dimensions.values()]
}

/** The name that a name counts as, looked up beside the fact: an edit of the alias table rewrites no row. */
function withAliases(dimension: DimensionDefinition, kind: AliasKind): DimensionDefinition {
  const name = dimension.value
  const value = `coalesce((select a.canonical from meta.alias a where a.kind = '${kind}' and a.text = ${name}), ${name})`
  return { ...dimension, value }
}

export function isDate(definition: DimensionDefinition): boolean {
  return definition.id === 'date' || definition.date !== undefined
}

/** Shelves with their columns' ids: the field, with its grain where the field stands there more than once. */
export function resolveShelf(uses: readonly DimensionUse[], axis: 'r' | 'c', data: WorkspaceData, taken: Set<string>): PlannedDimension[] {
  return uses.map((use, index) => {
    const definition = findDimension(use.field, data)
    const grain = grainOf(use, definition)
    const id = taken.has(use.field) ? `${use.field}:${grain ?? ''}` : use.field
    if (taken.has(id) || (grain === null && id !== use.field))
      throw new HelmdeckError('invalid-report', { reason: 'dimension-twice', field: use.field })
    taken.add(id)
    if (use.fill === true && grain === null) throw new HelmdeckError('invalid-report', { reason: 'fill-without-date', field: use.field })
    return { id, key: `${axis}${index}`, definition, grain, fill: use.fill === true, top: null }
  })
}

function grainOf(use: DimensionUse, definition: DimensionDefinition): Grain | null {
  if (isDate(definition)) return use.grain ?? 'month'
  if (use.grain !== undefined)
    throw new HelmdeckError('invalid-report', { reason: 'grain-without-date', field: use.field, grain: use.grain })
  return null
}

/** Filters with their fields, `@me` and `@my-team` as the settings say who that is. */
export function resolveFilters(filters: readonly Filter[], data: WorkspaceData, me: Me): PlannedFilter[] {
  return filters.map(({ field, op, values }) => {
    const definition = findDimension(field, data)
    if (op === 'within' && !isDate(definition))
      throw new HelmdeckError('invalid-report', { reason: 'filter-values', field, op, problem: 'only dates lie within a period' })
    return { definition, op: op === 'within' ? 'between' : op, values: values.map((value) => settleMe(field, value, me)) }
  })
}

type Me = WorkspaceSettings['me']
const fieldsOfMe: ReadonlySet<string> = new Set(['owner.name', 'owner.manager'])

function settleMe(field: string, value: Scalar, { person, team }: Me): Scalar {
  const isMe = value === '@me' && fieldsOfMe.has(field)
  if (!isMe && !(value === '@my-team' && field === 'team.name')) return value
  const name = isMe ? person : team
  if (name === null) throw new HelmdeckError('invalid-report', { reason: 'nobody-is-me', field, value })
  return name
}

/** The formula a metric takes with the parameters given, and every parameter's value; limits come from the workspace's thresholds. */
export function resolveFormula(use: ValueUse, metric: MetricDefinition, thresholds: Thresholds): { formula: Formula; params: ParamValues } {
  const params = resolveParams(use, metric, thresholds)
  if (!('by' in metric.formula)) return { formula: metric.formula, params }
  const key = metric.formula.by.map((param) => String(params[param])).join(' ')
  const formula = metric.formula.cases[key]
  if (formula === undefined) throw new Error(`${metric.id} has no formula for ${key}`)
  return { formula, params }
}

function resolveParams(use: ValueUse, metric: MetricDefinition, thresholds: Thresholds): ParamValues {
  const given = use.params ?? {}
  const known = metric.params.map(({ id }) => id)
  const wrong = Object.keys(given).find((id) => !known.includes(id))
  if (wrong !== undefined) throw new HelmdeckError('invalid-report', { reason: 'unknown-param', metric: metric.id, param: wrong, known })
  return Object.fromEntries(
    metric.params.map((param) => {
      const value = given[param.id] ?? (param.threshold === undefined ? param.default : thresholds[param.threshold])
      const isWord = param.word !== undefined && value === param.word.text
      const choices = param.choices?.map((choice) => choice.value)
      const wanted = param.word === undefined ? typeof param.default : 'number'
      const isWrong = choices ? !choices.includes(String(value)) : typeof value !== wanted && !isWord
      if (isWrong)
        throw new HelmdeckError('invalid-report', {
          reason: 'param-value',
          metric: metric.id,
          param: param.id,
          value,
          ...(choices ? { choices } : {}),
        })
      return [param.id, isWord && typeof param.word?.means === 'number' ? param.word.means : value]
    }),
  )
}

/** Whether rows of this fact have a value of the dimension. */
export function canReach(fact: NodeId, definition: DimensionDefinition): boolean {
  if (definition.id === 'date' || definition.own?.[fact] !== undefined) return true
  if (definition.reads !== undefined) return Object.values(definition.reads).every((read) => canReach(fact, read))
  if (definition.node === null) return factIds.some((id) => id === fact)
  return pathBetween(fact, definition.node) !== null
}

/** Every dimension that all facts of a formula have. */
export function reachableDimensions(formula: Formula, data: WorkspaceData): string[] {
  const facts = new Set(Object.values(formula.parts).map(({ fact }) => fact))
  return allDimensions(data)
    .filter((dimension) => [...facts].every((fact) => canReach(fact, dimension)))
    .map(({ id }) => id)
}

/** Fails with `unreachable-dimension` {metric, dimension, reachable} where a metric has no value of a dimension in use. */
export function checkReach(metric: MetricDefinition, formula: Formula, used: readonly DimensionDefinition[], data: WorkspaceData): void {
  for (const dimension of used) {
    if (Object.values(formula.parts).some(({ fact }) => !canReach(fact, dimension))) {
      throw new HelmdeckError('unreachable-dimension', {
        metric: metric.id,
        dimension: dimension.id,
        reachable: reachableDimensions(formula, data),
      })
    }
  }
}

/** Fails with `missing-data` {metric, entity} where a metric's fact has no row at all. */
export function checkData(metric: MetricDefinition, formula: Formula, data: WorkspaceData): void {
  const empty = Object.values(formula.parts).find(({ fact }) => data.emptyFacts.has(fact))
  if (empty !== undefined) throw new HelmdeckError('missing-data', { metric: metric.id, entity: nodes[empty.fact].entity })
}

export function valueId(use: ValueUse): string {
  return use.id ?? (use.stat === undefined ? use.metric : `${use.metric}:${use.stat}`)
}

export function usedDimensions(
  spec: Pick<ReportSpec, 'rows' | 'columns' | 'filters' | 'having'>,
  data: WorkspaceData,
): DimensionDefinition[] {
  return [...spec.rows, ...spec.columns, ...spec.filters, ...spec.having.flatMap(({ per }) => per ?? [])].map(({ field }) =>
    findDimension(field, data),
  )
}
