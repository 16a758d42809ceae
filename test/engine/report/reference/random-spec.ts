import type { DimensionUse, Filter, Grain, ReportSpec, ReportSpecInput, ValueUse } from '../../../../src/contract/report-spec.ts'
import { calculationKinds, grains, periodUnits, RelativePeriod, ReportSpec as Spec, stats } from '../../../../src/contract/report-spec.ts'
import { plusDays } from './calendar.ts'
import { dimensions } from './dimensions.ts'
import { metrics } from './metrics.ts'
import type { Fact } from './metric.ts'
import type { Random } from './random.ts'
import type { Model } from './rows.ts'
import { idOf } from './evaluate.ts'
import { params } from './random-params.ts'
import { worldOf } from './linked.ts'
import { isDateField } from './whole-axis.ts'
import { randomModel } from './random-model.ts'

const noWorld = worldOf(randomModel(0))
const distributions = [
  'lead_response_minutes',
  'median_deal_size',
  'sales_cycle_days',
  'lead_to_won_days',
  'first_response_hours',
  'resolution_hours',
  'fulfilment_cycle_days',
]
const commonFields = [
  'owner.name',
  'owner.manager',
  'team.name',
  'channel.name',
  'channel.is_paid',
  'campaign.name',
  'account.name',
  'account.industry',
]
const allFields = Object.keys(dimensions)

/** Most questions are to what is there. */
function askedMetrics(random: Random, { rows }: Model): string[] {
  const isThere: Readonly<Record<Fact, boolean>> = {
    lead: rows.lead.length > 0,
    deal: rows.opportunity.length > 0,
    'worked deal': rows.opportunity.length > 0 && rows.activity.length > 0,
    activity: rows.activity.length > 0,
    order: rows.order.length > 0,
    payment: rows.payment.length > 0,
    purchase: rows.opportunity.length > 0 || rows.order.length > 0,
    customer: rows.opportunity.length > 0 || rows.order.length > 0,
    spend: rows.spend.length > 0,
    target: rows.target.length > 0,
    ticket: rows.ticket.length > 0,
    quote: rows.quote.length > 0,
    'quote line': rows.quote.length > 0 && rows.quote_line.length > 0,
    'order line': rows.order_line.length > 0,
    contract: rows.contract.length > 0,
    'delivered order': rows.delivery.length > 0,
    instalment: rows.instalment.length > 0,
    receivable: rows.invoice.length > 0 || rows.instalment.length > 0,
    'retained customer': rows.opportunity.length > 0 || rows.order.length > 0,
  }
  const known = Object.entries(metrics).filter(([, make]) => make(noWorld, {}, undefined).parts.every(({ fact }) => isThere[fact]))
  return known.length === 0 || random.chance(0.05) ? Object.keys(metrics) : known.map(([name]) => name)
}

export function randomSpec(random: Random, model: Model, only?: RegExp): ReportSpec {
  const asked = askedMetrics(random, model)
  const chosen = asked.filter((name) => only?.test(name) ?? true)
  const names = chosen.length === 0 ? asked : chosen
  const values = randomValues(random, random.some(names, random.pick([1, 1, 1, 2, 3])))
  const isAsOf = values.some(({ metric, params: given }) =>
    metrics[metric]?.(noWorld, given ?? {}, undefined).parts.some((part) => part.isAsOf === true),
  )
  const reached = reachedBy(values)
  const offered = random.chance(0.06) ? allFields : reached
  const fields = random.some(
    [...new Set([...commonFields.filter((field) => offered.includes(field)), ...random.some(offered, 8), 'date'])],
    random.pick([0, 1, 1, 2, 2, 3, 4]),
  )
  const uses = fields.map((field) => randomUse(random, field, isAsOf))
  const [first] = uses
  // Filled is what the evaluator fills: the only date of a report that goes along it.
  const isFilled = uses.length === 1 && first !== undefined && isDateField(first.field) && random.chance(0.4)
  const rows = isFilled ? [{ ...first, fill: true }] : uses.slice(0, random.pick([1, 2, 3]))
  const columns = uses.slice(rows.length, rows.length + 2)
  const spec: ReportSpecInput = {
    rows,
    columns,
    values,
    filters: Array.from({ length: random.pick([0, 0, 0, 1, 2]) }, () => randomFilter(random, offered)),
    totals: { rows: random.pick(['none', 'grand', 'all-levels'] as const), columns: random.pick(['none', 'grand'] as const) },
    ...(random.chance(0.4) ? { period: randomPeriod(random) } : random.chance(0.15) ? { period: randomRelativePeriod(random) } : {}),
    ...(random.chance(0.15) ? { asOf: plusDays(model.clock, -random.whole(0, 300)) } : {}),
    ...randomOrder(random, rows, columns, values),
    ...randomExtras(random, model, rows, columns, values),
  }
  if (spec.compare === undefined) spec.having = randomHaving(random, names, uses)
  return Spec.parse(JSON.parse(JSON.stringify(spec)))
}

/** The fields that all metrics reach; some questions ask for others. */
function reachedBy(values: readonly ValueUse[]): string[] {
  const facts = values.flatMap(({ metric }) => metrics[metric]?.(noWorld, {}, undefined).parts.map(({ fact }) => fact) ?? [])
  return allFields.filter((field) => facts.every((fact) => dimensions[field]?.facts.includes(fact)))
}

function randomValues(random: Random, names: readonly string[]): ValueUse[] {
  return names.map((metric) => {
    const variants = params[metric]
    return {
      metric,
      ...(variants !== undefined && random.chance(0.4) ? { params: random.pick(variants) } : {}),
      ...(distributions.includes(metric) && random.chance(0.7) ? { stat: random.pick(stats) } : {}),
    }
  })
}

function randomUse(random: Random, field: string, isAsOf: boolean): DimensionUse {
  if (!isDateField(field)) return { field }
  const usual: readonly Grain[] = grains.filter((grain) => !isAsOf || field !== 'date' || (grain !== 'hour' && grain !== 'weekday'))
  return random.chance(0.2)
    ? { field }
    : { field, grain: random.pick(random.chance(0.6) ? (['month', 'quarter', 'year'] as const) : usual) }
}

/** Conditions on metrics; bounds that no sum of the rows comes to by itself, where rounding would decide. */
function randomHaving(random: Random, names: readonly string[], uses: readonly DimensionUse[]): ReportSpecInput['having'] {
  if (uses.every(({ field }) => field === 'date') || !random.chance(0.2)) return []
  const per = random.some(
    uses.filter(({ field }) => field !== 'date'),
    1,
  )
  const op = random.pick(['at-least', 'at-least', 'at-most', 'between', 'is-empty', 'is-not-empty'] as const)
  const bounds = random.pick([
    [0.37, 1.63],
    [1.5, 3.5],
    [120.07, 900.03],
    [-5.01, 0.01],
  ])
  const values = op === 'between' ? bounds : op.startsWith('is') ? [] : bounds.slice(0, 1)
  return [{ metric: random.pick(names), op, values, ...(random.chance(0.3) ? { per } : {}) }]
}

function randomRelativePeriod(random: Random): ReportSpecInput['period'] {
  return {
    relative: random.pick(['this', 'last', 'last', 'next', 'to-date'] as const),
    unit: random.pick(periodUnits),
    n: random.whole(1, 4),
  }
}

function randomPeriod(random: Random): { from: string; to: string } {
  return random.pick([
    { from: '2025-01-01', to: '2025-12-31' },
    { from: '2025-07-01', to: '2026-06-30' },
    { from: '2026-01-01', to: '2026-03-31' },
    { from: '2026-04-01', to: '2026-12-31' },
    { from: '2025-03-10', to: '2025-09-05' },
  ])
}

const texts: Readonly<Record<string, readonly (string | null)[]>> = {
  'owner.name': ['Ann', 'Bob', 'Zoe', null],
  'owner.manager': ['Zoe', 'Ann', null],
  'channel.name': ['Web', 'Fair', 'Ads', null],
  'account.name': ['Alpha', 'Beta', 'Gamma', null],
  'account.industry': ['Food', 'Steel', null],
  'product.name': ['Pump', 'Valve', null],
  'product.line': ['Flow', 'Soft', null],
  'stage.name': ['New', 'Offer', 'Won', null],
  'opportunity.status': ['open', 'won', null],
  'opportunity.type': ['new', null],
  'lead.status': ['new', 'working', null],
  'order.status': ['Completed', null],
  'spend.kind': ['media', null],
  'activity.kind': ['Call', null],
  'ticket.kind': ['Fault', null],
  'ticket.priority': ['Low', null],
  'quote.status': ['Sent', null],
  'contract.status': ['Signed', null],
  'source.system': ['crm', 'erp'],
}
const moments = ['lead.created_at', 'opportunity.created_at', 'opportunity.closed_at', 'order.ordered_at', 'account.first_won_cohort']

function randomFilter(random: Random, offered: readonly string[]): Filter {
  if (random.chance(0.25)) {
    const field = random.pick(['date', ...moments.filter((one) => offered.includes(one))])
    if (random.chance(0.25)) return { field, op: 'within', values: [], period: RelativePeriod.parse(randomRelativePeriod(random)) }
    const op = field === 'date' ? 'between' : random.pick(['between', 'at-least', 'at-most', 'is-empty', 'is-not-empty'] as const)
    const days = random.pick([
      ['2025-03-01', '2026-02-10'],
      ['2025-12-31', '2026-05-05'],
    ])
    return { field, op, values: op === 'between' ? days : op.startsWith('is') ? [] : days.slice(0, 1) }
  }
  if (offered.includes('channel.is_paid') && random.chance(0.1))
    return { field: 'channel.is_paid', op: 'in', values: random.some([true, false, null], random.whole(1, 2)) }
  const field = random.pick(['source.system', ...Object.keys(texts).filter((one) => offered.includes(one))])
  const values = texts[field] ?? []
  const op = random.pick([
    'in',
    'in',
    'not-in',
    'not-in',
    'contains',
    'is-empty',
    'is-not-empty',
    'at-least',
    'at-most',
    'between',
  ] as const)
  const known = values.filter((value) => value !== null)
  if (op === 'in' || op === 'not-in') return { field, op, values: random.some(values, random.whole(0, 2)) }
  if (op === 'contains') return { field, op, values: [random.pick(known).slice(0, 2).toUpperCase()] }
  if (op === 'between') return { field, op, values: ['B', 'G'] }
  return { field, op, values: op.startsWith('is') ? [] : [random.pick(known)] }
}

const summed = ['lead_count', 'opportunity_count', 'won_count', 'lost_count', 'order_count', 'activity_count']

/** Earlier periods of a period that is over, and calculations; without a date on a shelf, where a bucket would have its own earlier one. */
function randomExtras(
  random: Random,
  { clock }: Model,
  rows: readonly DimensionUse[],
  columns: readonly DimensionUse[],
  values: readonly ValueUse[],
): Partial<ReportSpecInput> {
  if (columns.length > 0 || !random.chance(0.3)) return {}
  const of = values.find(({ metric }) => summed.includes(metric))
  const as = random.pick(
    calculationKinds.filter((kind) => kind !== 'difference' && kind !== 'relative-difference' && kind !== 'share-of-parent'),
  )
  const added = of === undefined || rows.length !== 1 ? [] : [{ of: idOf(of), as }]
  if (rows.some(({ field }) => field === 'date') || random.chance(0.5)) return { calculations: added }
  const [first = { metric: '' }] = values
  const compare = random.pick(['previous-period', 'previous-year'] as const)
  const change = random.pick(['difference', 'relative-difference'] as const)
  const period = random.pick([
    { from: '2026-01-01', to: '2026-03-31' },
    { from: '2025-07-01', to: '2025-12-31' },
    { from: '2025-10-06', to: '2025-12-04' },
  ])
  if (period.to > clock) return { calculations: added }
  return {
    period,
    asOf: undefined,
    filters: [],
    compare: [compare],
    calculations: [...added, { of: idOf(first), as: change, against: compare }],
  }
}

/** Sort and top lists. */
function randomOrder(
  random: Random,
  rows: readonly DimensionUse[],
  columns: readonly DimensionUse[],
  values: readonly ValueUse[],
): Pick<ReportSpecInput, 'sort' | 'top'> {
  const by = idOf(random.pick(values))
  const ranked = rows.filter(({ field }) => field !== 'date' && dimensions[field]?.isDate !== true)
  const top =
    ranked.length > 0 && random.chance(0.2)
      ? { top: { field: random.pick(ranked).field, n: random.whole(1, 3), by, other: random.chance(0.6) } }
      : {}
  const sort =
    rows.length > 0 && columns.length === 0 && random.chance(0.3)
      ? { sort: [{ by, direction: random.pick(['asc', 'desc'] as const) }] }
      : {}
  return { ...top, ...sort }
}
