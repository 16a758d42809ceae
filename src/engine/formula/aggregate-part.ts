import type { DimensionDefinition, FactId, NodeId, PartDefinition } from '../catalog/definition.ts'
import { nodes, pathBetween } from '../catalog/nodes.ts'
import type { LocalText } from '../../contract/text.ts'
import type { Unit } from '../../contract/report-result.ts'
import { needsLines } from '../report/joins.ts'
import { canReach } from '../report/resolve.ts'
import { formulaSql } from '../dialect/formula.ts'
import { formulaError } from './formula-error.ts'
import { lower, lowerAs, type Lowered } from './lower.ts'
import { homesOf, RowScope, type Surroundings } from './row-scope.ts'
import type { AggregateExpression, AggregateName, NameExpression } from './syntax-tree.ts'

/** An aggregate of a formula as a part of a metric. */
export interface AggregatePart {
  readonly tree: AggregateExpression
  readonly part: PartDefinition
  readonly unit: Unit
  readonly isExactMoney: boolean
  readonly dateBasis: LocalText
  readonly needs: readonly string[]
}

const numeric: readonly AggregateName[] = ['sum', 'average', 'median', 'min', 'max']
export const statOf = { average: 'average', median: 'median', min: 'min', max: 'max' } as const

/** Fails with `invalid-formula` where the rows to aggregate can't be told, or don't have what is asked of them. */
export function aggregatePart(node: AggregateExpression, surroundings: Surroundings): AggregatePart {
  const scope = new RowScope(surroundings)
  const isNumeric = numeric.includes(node.name)
  if (node.of === null && node.name !== 'count')
    throw formulaError('argument-count', node.span, { function: node.name, signature: `${node.name}(value where …)`, given: 0 })
  const of = node.of === null ? null : isNumeric ? lowerAs('number', node.of, scope) : lower(node.of, scope)
  const counted = Object.values(scope.reads)
  const where = node.where === null ? null : lowerAs('boolean', node.where, scope)
  const read = Object.values(scope.reads)
  const by = node.by === null ? null : dateOf(node.by, surroundings)
  const fact = factOf(node, counted, read, by)
  const basis = basisOf(node, fact, by)
  const { reads } = scope
  const base = { fact, on: basis.on, ...(basis.via === null ? {} : { via: basis.via }), ...(read.length === 0 ? {} : { reads }) }
  const tree = { ...node, of: of?.tree ?? null, where: where?.tree ?? null, by: node.by && by && { ...node.by, name: by.id } }
  const bare =
    of?.tree.kind === 'name' ? Object.entries(reads).find(([, one]) => of.tree.kind === 'name' && one.id === of.tree.name)?.[0] : undefined
  const unit = of?.type.kind === 'number' ? of.type.unit : 'none'
  const value = bare === undefined ? (of?.sql ?? '') : `{${bare}}`
  const isMoney = unit === 'money'
  return {
    tree,
    unit: isNumeric ? unit : 'count',
    isExactMoney: node.name === 'sum' && isMoney && bare !== undefined,
    dateBasis: basis.label,
    needs: [...new Set([nodes[fact].entity, ...read.flatMap(({ needs }) => needs), ...(by?.needs ?? [])])],
    part: partOf(node.name, base, { value, sql: of?.sql ?? null, where, isMoney }),
  }
}

interface Written {
  readonly value: string
  readonly sql: string | null
  readonly where: Lowered | null
  readonly isMoney: boolean
}

function partOf(
  name: AggregateName,
  base: Pick<PartDefinition, 'fact' | 'on' | 'via' | 'reads'>,
  { value, sql, where, isMoney }: Written,
): PartDefinition {
  // What has no value counts in no mean and is no thing: n says so, too.
  const present = name === 'sum' || sql === null ? [] : [formulaSql.not(formulaSql.isEmpty(value))]
  const conditions = [...(where === null ? [] : [where.sql]), ...present]
  const filter = conditions.length === 0 ? {} : { where: conditions.join(' and ') }
  const money = isMoney ? { money: true as const } : {}
  switch (name) {
    case 'sum':
      return { ...base, ...filter, sum: value, ...money }
    case 'count':
      return { ...base, ...filter, count: 'rows' }
    case 'count_distinct':
      return { ...base, ...filter, count: 'distinct', of: value }
    default:
      return { ...base, ...filter, stat: formulaSql.asNumber(value), scale: 1, as: statOf[name], ...money }
  }
}

function dateOf(node: NameExpression, surroundings: Surroundings): DimensionDefinition & { readonly date: string; readonly node: NodeId } {
  const definition = surroundings.dimension(surroundings.names.idOf(node, 'field'), node)
  const { date, node: home } = definition
  if (date === undefined || home === null) throw formulaError('not-a-date', node.span, { name: definition.id })
  return { ...definition, date, node: home }
}

/** Whose rows are aggregated: those of what is aggregated, else of the date or of the condition. */
function factOf(
  node: AggregateExpression,
  counted: readonly DimensionDefinition[],
  read: readonly DimensionDefinition[],
  by: { readonly node: NodeId } | null,
): FactId {
  const own = [...new Set(counted.flatMap(homesOf))]
  if (own.length > 1) throw formulaError('several-facts', node.span, { facts: own })
  const others = [...new Set(read.flatMap(homesOf))]
  const dated =
    by === null ? [] : homesOf({ id: '', group: '', label: { zh: '', en: '' }, type: 'date', node: by.node, value: '', needs: [] })
  const options = own.length === 1 ? own : [...new Set([...dated, ...others])]
  if (options.length === 0) throw formulaError('no-fact', node.span, { didYouMean: ['by [opportunity.created_at]'] })
  const has = (fact: FactId, one: DimensionDefinition): boolean => canReach(fact, one) && !needsLines(fact, one)
  const fitting = options.filter((fact) => read.every((one) => has(fact, one)))
  const [fact] = fitting
  if (fact !== undefined && (fitting.length === 1 || dated.includes(fact))) return fact
  if (fact !== undefined) throw formulaError('several-facts', node.span, { facts: fitting })
  const lacking = read.find((one) => !has(options[0] ?? 'lead', one))
  const isByLine = lacking !== undefined && canReach(options[0] ?? 'lead', lacking)
  throw formulaError(isByLine ? 'by-lines' : 'no-common-fact', node.span, { fact: options[0] ?? '', name: lacking?.id ?? '' })
}

/** The date that places a row in time: the one named, else the fact's first. */
function basisOf(
  node: AggregateExpression,
  fact: FactId,
  by: { readonly id: string; readonly date: string; readonly node: NodeId; readonly label: LocalText } | null,
) {
  const { dates } = nodes[fact]
  if (by === null) {
    const [first] = Object.entries(dates)
    if (first === undefined) throw new Error(`${fact} has no date`)
    return { on: first[0], via: null, label: first[1].label }
  }
  if (by.node === fact) return { on: by.date, via: null, label: by.label }
  const path = pathBetween(fact, by.node)
  const isFar = path === null || path.some(({ lines }) => lines === true) || node.name === 'count_distinct'
  if (isFar) throw formulaError('no-common-fact', node.by?.span ?? node.span, { fact, name: by.id })
  return { on: by.date, via: by.node, label: by.label }
}
