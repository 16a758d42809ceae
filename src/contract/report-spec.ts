import { z } from 'zod'

/** A calendar day, `2017-12-31`. A day never becomes a JavaScript Date on its way. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export type Day = z.infer<typeof Day>

export const grains = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'fiscal_month',
  'fiscal_quarter',
  'fiscal_year',
  'weekday',
  'hour',
] as const
export const Grain = z.enum(grains)
export type Grain = z.infer<typeof Grain>

/**
 * A dimension on a shelf; `grain` is for dates only (month by default). With `fill` a date shows every bucket from the first to the
 * last, also those without rows: of the period as far as it has come, without one those that the data span.
 */
export const DimensionUse = z.strictObject({ field: z.string().min(1), grain: Grain.optional(), fill: z.boolean().optional() })
export type DimensionUse = z.infer<typeof DimensionUse>

export const stats = ['average', 'median', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'min', 'max', 'sum', 'count'] as const
export const Stat = z.enum(stats)
export type Stat = z.infer<typeof Stat>

const ParamValue = z.union([z.string(), z.number(), z.boolean()])

/** A metric on the values shelf. Its column id is `id`, else `metric`, else `metric:stat`. A hidden one is there to sort, rank and calculate by. */
export const ValueUse = z.strictObject({
  metric: z.string().min(1),
  stat: Stat.optional(),
  params: z.record(z.string(), ParamValue).optional(),
  id: z.string().min(1).optional(),
  hidden: z.boolean().optional(),
})
export type ValueUse = z.infer<typeof ValueUse>

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Scalar = z.infer<typeof Scalar>

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year', 'fiscal_month', 'fiscal_quarter', 'fiscal_year'] as const

/**
 * Days told from `asOf` or the workspace clock: `this` unit whole, the `last` or `next` n whole units beside it, or `to-date`, from
 * the first day of the unit (and n - 1 before it) to the clock.
 */
export const RelativePeriod = z.strictObject({
  relative: z.enum(['this', 'last', 'next', 'to-date']),
  unit: z.enum(periodUnits),
  n: z.int().min(1).max(1000).default(1),
})
export type RelativePeriod = z.output<typeof RelativePeriod>

/** `null` among `values` means the empty value. Dates are days. `between` takes two values, both included. `@me` (owner, manager) and
 * `@my-team` (team) are whom the settings say. `within` takes no values but a relative `period`, told from `asOf` or the workspace clock. */
export const Filter = z.strictObject({
  field: z.string().min(1),
  op: z.enum(['in', 'not-in', 'between', 'at-least', 'at-most', 'contains', 'within', 'is-empty', 'is-not-empty']),
  values: z.array(Scalar).default([]),
  period: RelativePeriod.optional(),
})
export type Filter = z.output<typeof Filter>

/**
 * A condition on a metric: of the things named by `per` (the fields on the rows but the conformed date, unless given) only those
 * count whose value meets it, totals included. The value is taken under the report's filters and period.
 */
export const MetricFilter = z.strictObject({
  metric: z.string().min(1),
  stat: Stat.optional(),
  params: z.record(z.string(), ParamValue).optional(),
  op: z.enum(['at-least', 'at-most', 'between', 'is-empty', 'is-not-empty']),
  values: z.array(z.number()).max(2).default([]),
  per: z.array(DimensionUse).max(8).optional(),
})
export type MetricFilter = z.output<typeof MetricFilter>

/** Both ends included, in the workspace's zone. */
export const Period = z.strictObject({ from: Day, to: Day })
export type Period = z.infer<typeof Period>

/** `previous-fiscal-year` lies back twelve fiscal months; `previous-spring-festival` as many days as the two Spring Festivals lie apart. */
export const comparisons = ['previous-period', 'previous-year', 'previous-fiscal-year', 'previous-spring-festival'] as const
export const Comparison = z.enum(comparisons)
export type Comparison = z.infer<typeof Comparison>

/** Days of one's own to compare with; its columns end in `@id`. */
export const OwnComparison = z.strictObject({ id: z.string().min(1).max(100), from: Day, to: Day })
export type OwnComparison = z.infer<typeof OwnComparison>

/** What a comparison's columns end in after the `@`. */
export function comparisonId(comparison: Comparison | OwnComparison): string {
  return typeof comparison === 'string' ? comparison : comparison.id
}

export const Sort = z.strictObject({ by: z.string().min(1), direction: z.enum(['asc', 'desc']).default('desc') })

export const Top = z.strictObject({
  field: z.string().min(1),
  n: z.int().min(1).max(10_000),
  by: z.string().min(1),
  other: z.boolean().default(false),
})

export const Totals = z.strictObject({
  rows: z.enum(['none', 'grand', 'all-levels']).default('none'),
  columns: z.enum(['none', 'grand']).default('none'),
})

export const calculationKinds = [
  'running-total',
  'share-of-total',
  'share-of-parent',
  'cumulative-share',
  'rank',
  'difference',
  'relative-difference',
  'change',
  'relative-change',
  'moving-average',
  'index',
] as const

/**
 * `running-total`, `share-of-total` … of a value; `difference` and `relative-difference` need `against`, a comparison's id. `change`
 * and `relative-change` stand against the row before, `moving-average` spans `over` rows (3), `index` makes the first row 100. Rows
 * stand in their order, but along a date always in that of time, with every bucket filled in.
 */
export const Calculation = z.strictObject({
  of: z.string().min(1),
  as: z.enum(calculationKinds),
  against: z.string().min(1).optional(),
  over: z.int().min(2).max(366).optional(),
  id: z.string().min(1).optional(),
})
export type Calculation = z.infer<typeof Calculation>

/** A question to the model. Only `values` is required; saved reports, tiles, exports and the command line all send this. */
export const ReportSpec = z.strictObject({
  version: z.literal(1).default(1),
  rows: z.array(DimensionUse).max(8).default([]),
  columns: z.array(DimensionUse).max(4).default([]),
  values: z.array(ValueUse).min(1).max(40),
  filters: z.array(Filter).default([]),
  having: z.array(MetricFilter).max(8).default([]),
  period: z.union([Period, RelativePeriod]).optional(),
  asOf: Day.optional(),
  /** What is answered is what had been loaded by the end of this day; later loads and corrections do not count. `asOf` is this day at most, unless given. */
  asKnownOn: Day.optional(),
  compare: z
    .array(z.union([Comparison, OwnComparison]))
    .max(8)
    .default([]),
  sort: z.array(Sort).default([]),
  top: Top.optional(),
  totals: Totals.optional(),
  calculations: z.array(Calculation).default([]),
  limit: z.int().min(1).max(1_000_000).optional(),
})
/** As a person or a file writes it. */
export type ReportSpecInput = z.input<typeof ReportSpec>
/** With every default filled in. */
export type ReportSpec = z.output<typeof ReportSpec>
