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

/** A dimension on a shelf; `grain` is for dates only (month by default). */
export const DimensionUse = z.strictObject({ field: z.string().min(1), grain: Grain.optional() })
export type DimensionUse = z.infer<typeof DimensionUse>

export const stats = ['average', 'median', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'min', 'max', 'sum', 'count'] as const
export const Stat = z.enum(stats)
export type Stat = z.infer<typeof Stat>

const ParamValue = z.union([z.string(), z.number(), z.boolean()])

/** A metric on the values shelf. Its column id is `id`, else `metric`, else `metric:stat`. */
export const ValueUse = z.strictObject({
  metric: z.string().min(1),
  stat: Stat.optional(),
  params: z.record(z.string(), ParamValue).optional(),
  id: z.string().min(1).optional(),
})
export type ValueUse = z.infer<typeof ValueUse>

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Scalar = z.infer<typeof Scalar>

/** `null` among `values` means the empty value. Dates are days. `between` takes two values, both included. */
export const Filter = z.strictObject({
  field: z.string().min(1),
  op: z.enum(['in', 'not-in', 'between', 'at-least', 'at-most', 'contains', 'is-empty', 'is-not-empty']),
  values: z.array(Scalar).default([]),
})
export type Filter = z.output<typeof Filter>

/** Both ends included, in the workspace's zone. */
export const Period = z.strictObject({ from: Day, to: Day })
export type Period = z.infer<typeof Period>

export const Comparison = z.enum(['previous-period', 'previous-year'])
export type Comparison = z.infer<typeof Comparison>

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

/** `running-total`, `share-of-total` … of a value; `difference` and `relative-difference` need `against`. */
export const Calculation = z.strictObject({
  of: z.string().min(1),
  as: z.enum(['running-total', 'share-of-total', 'share-of-parent', 'rank', 'difference', 'relative-difference']),
  against: Comparison.optional(),
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
  period: Period.optional(),
  asOf: Day.optional(),
  /** What is answered is what had been loaded by the end of this day; later loads and corrections do not count. `asOf` is this day at most, unless given. */
  asKnownOn: Day.optional(),
  compare: z.array(Comparison).default([]),
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
