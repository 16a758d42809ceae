import { z } from 'zod'
import { LocalText } from './text.ts'
import { Day, Filter, Grain, MetricFilter, Period } from './report-spec.ts'

export const Unit = z.enum(['count', 'money', 'percent', 'days', 'hours', 'minutes', 'ratio', 'none'])
export type Unit = z.infer<typeof Unit>

export const ColumnType = z.enum(['text', 'integer', 'decimal', 'double', 'boolean', 'date', 'timestamp'])
export type ColumnType = z.infer<typeof ColumnType>

/**
 * One column of a report. Row dimensions come first, then values. A value column carries its metric and, where
 * dimensions stand on the column shelf, the path of column values (null = the empty value) or `total`.
 */
export const ReportColumn = z.object({
  id: z.string(),
  label: LocalText,
  type: ColumnType,
  unit: Unit,
  role: z.enum(['row', 'value']),
  field: z.string().optional(),
  grain: Grain.optional(),
  metric: z.string().optional(),
  direction: z.enum(['up-is-good', 'up-is-bad', 'neutral']).optional(),
  path: z.array(z.string().nullable()).optional(),
  /** What the values of a closed list are called: of this column, or for each place of its path. */
  words: z.record(z.string(), LocalText).optional(),
  pathWords: z.array(z.record(z.string(), LocalText).nullable()).optional(),
  isColumnTotal: z.boolean().optional(),
  currency: z.string().optional(),
})
export type ReportColumn = z.infer<typeof ReportColumn>

/** The value of a top list's dimension that stands for everything else; a front end calls it "Other". */
export const otherValue = '$other'

/** Something the reader of a number must know: a default period, an n/a and its reason, a matched value. */
export const Warning = z.object({ code: z.string(), column: z.string().optional(), text: LocalText })
export type Warning = z.infer<typeof Warning>

/**
 * What stands beside the Arrow bytes of a report. The Arrow table has the columns in this order and a last Int32 column
 * `$level`: the number of row dimensions a row is broken down by, so 0 = grand total, `rows.length` = detail. A parent
 * stands before its children, the grand total last. Without row dimensions there is one row of level 0.
 * `n` counts, per value column id, the fact rows that contribute to the grand total.
 */
export const ReportResult = z.object({
  columns: z.array(ReportColumn),
  rowCount: z.int(),
  trueRowCount: z.int(),
  n: z.record(z.string(), z.int()),
  /** The days that were asked for; null = all. */
  period: Period.nullable(),
  asOf: Day,
  warnings: z.array(Warning),
  dataVersion: z.int(),
  milliseconds: z.object({ compile: z.number(), query: z.number() }),
})
export type ReportResult = z.infer<typeof ReportResult>

/** The place of one number: the row's dimension values by column id (fewer than all = a subtotal, none = the grand total). */
export const CellAddress = z.object({
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}),
  value: z.string(),
})
export type CellAddress = z.infer<typeof CellAddress>

export const ExplainResult = z.object({
  metric: z.string(),
  label: LocalText,
  definition: LocalText,
  dateBasis: LocalText,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  filters: z.array(Filter),
  having: z.array(MetricFilter),
  period: z.object({ from: Day, to: Day }).nullable(),
  asOf: Day,
  sql: z.string(),
  /** Unrounded, as text where it passes 2^53 or has decimals of its own; null = n/a. */
  value: z.union([z.number(), z.string(), z.null()]),
  n: z.int(),
  columns: z.array(ReportColumn),
  files: z.array(z.object({ file: z.string(), hash: z.string(), load: z.int(), rows: z.int() })),
})
export type ExplainResult = z.infer<typeof ExplainResult>
