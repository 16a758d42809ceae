import type { MetricField } from '../../contract/fields.ts'
import type { LocalText } from '../../contract/text.ts'
import type { Unit } from '../../contract/report-result.ts'
import type { z } from 'zod'
import type { Formula, MetricDefinition } from '../catalog/definition.ts'
import { statOf, type AggregatePart } from './aggregate-part.ts'
import { formulaError, withNear } from './formula-error.ts'
import { lower, type Lowered } from './lower.ts'
import { MetricScope, type MetricSurroundings } from './metric-scope.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'
import type { ValueType } from './value-type.ts'

export interface FieldTexts {
  readonly id: string
  readonly label: LocalText
  readonly description: LocalText
}

type NumberType = Extract<ValueType, { kind: 'number' }>

/** A formula over metrics and aggregates, checked. Fails with `invalid-formula`. */
export function lowerMetric(text: string, surroundings: MetricSurroundings): { lowered: Lowered; type: NumberType; scope: MetricScope } {
  const tree = parseFormula(text)
  const scope = new MetricScope(surroundings)
  try {
    const lowered = lower(tree, scope)
    if (lowered.type.kind !== 'number') throw formulaError('not-a-number', tree.span, { found: lowered.type.kind })
    if (lowered.population === null)
      throw formulaError('no-metric', tree.span, { didYouMean: ['[lead_count]', 'sum([opportunity.amount])'] })
    return { lowered, type: lowered.type, scope }
  } catch (error) {
    throw withNear(error, text)
  }
}

/** A metric of the user's as one of the catalogue. Fails with `invalid-formula`. */
export function makeMetric(texts: FieldTexts, body: z.output<typeof MetricField>, surroundings: MetricSurroundings): MetricDefinition {
  const { lowered, type, scope } = lowerMetric(body.formula, surroundings)
  const { tree, population } = lowered
  const [first] = scope.metrics
  const [aggregate] = scope.aggregates
  const probed = scope.metrics.find(({ probe }) => probe !== undefined)?.probe
  const common = {
    id: texts.id,
    group: 'user',
    label: texts.label,
    definition: definitionText(texts.description, (language) => printFormula(tree, (id) => surroundings.names.labelOf(id)[language])),
    dateBasis: basisText(scope.bases),
    direction: body.direction,
    unit: chosenUnit(type.unit, body.unit),
    needs: [...new Set([...scope.metrics.flatMap(({ needs }) => needs), ...scope.aggregates.flatMap(({ needs }) => needs)])],
    ...(scope.metrics.some(({ needsPeriod }) => needsPeriod === true) ? { needsPeriod: true as const } : {}),
    ...(probed === undefined ? {} : { probe: probed }),
  }
  if (tree.kind === 'name' && first !== undefined) return { ...first, ...common }
  if (tree.kind === 'aggregate' && aggregate !== undefined) return { ...common, ...ofAggregate(aggregate) }
  const isWhole = type.isWhole && common.unit === 'count'
  const formula: Formula = {
    parts: scope.parts,
    value: isWhole ? scope.dialect.asWhole(lowered.sql) : lowered.sql,
    population: population ?? '',
    ...(scope.notes.length === 0 ? {} : { notes: scope.notes }),
  }
  const additivity = lowered.additivity === 'constant' ? 'ratio' : lowered.additivity
  return { ...common, formula, params: scope.params, additivity, type: isWhole ? 'integer' : 'double' }
}

/** One aggregate alone is a metric as the shipped ones are: money exact, means with all their statistics. */
function ofAggregate({
  tree,
  part,
  isExactMoney,
}: AggregatePart): Pick<MetricDefinition, 'formula' | 'params' | 'additivity' | 'type' | 'defaultStat'> {
  const name = 'value'
  if (!('stat' in part)) {
    const isCount = 'count' in part
    const additivity = tree.name === 'count_distinct' ? 'ratio' : 'additive'
    return {
      formula: { parts: { [name]: part }, population: name },
      params: [],
      additivity,
      type: isCount ? 'integer' : isExactMoney ? 'decimal' : 'double',
    }
  }
  const { as, ...stated } = part
  const stat = Object.values(statOf).find((one) => one === as) ?? 'average'
  return {
    formula: { parts: { [name]: stated }, population: name },
    params: [],
    additivity: 'distribution',
    type: 'double',
    defaultStat: stat,
  }
}

const plain: readonly Unit[] = ['none', 'count', 'ratio', 'percent']

/** A unit can be given where the formula's own says nothing of another kind: a ratio may be read as percent, money stays money. */
function chosenUnit(own: Unit, wanted: Unit | undefined): Unit {
  if (wanted === undefined || wanted === own || own === 'none') return wanted ?? own
  if (plain.includes(own) && plain.includes(wanted)) return wanted
  throw formulaError('unit-given', { from: 0, to: 0 }, { left: own, right: wanted })
}

function definitionText(description: LocalText, formula: (language: keyof LocalText) => string): LocalText {
  const text = (language: keyof LocalText): string =>
    description[language] === '' ? formula(language) : `${description[language]} = ${formula(language)}`
  return { zh: text('zh'), en: text('en') }
}

function basisText(bases: readonly LocalText[]): LocalText {
  const all = (language: keyof LocalText): string => [...new Set(bases.map((basis) => basis[language]))].join(' / ')
  return { zh: all('zh'), en: all('en') }
}
