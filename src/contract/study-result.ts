import { z } from 'zod'
import { Day, Period } from './report-spec.ts'
import { ColumnType, ReportColumn, Unit } from './report-result.ts'
import { LocalText } from './text.ts'

/** Exact: a number where a double holds it to the last digit, else its digits as text. */
export const StudyCell = z.union([z.number(), z.string(), z.boolean(), z.null()])
export type StudyCell = z.infer<typeof StudyCell>

/** Where the true value lies with the probability `level`, for example 0.95. */
export const Interval = z.object({ from: z.number(), to: z.number(), level: z.number() })
export type Interval = z.infer<typeof Interval>

/** One number of a study. `n` counts the things it was made from; a null value has its reason. */
export const StudyFigure = z.object({
  id: z.string(),
  label: LocalText,
  value: StudyCell,
  unit: Unit,
  n: z.int(),
  interval: Interval.nullable().default(null),
  reason: LocalText.nullable().default(null),
  /** Names the rows behind it, for studies.rows. */
  drill: z.string().nullable().default(null),
})
export type StudyFigure = z.output<typeof StudyFigure>
export type StudyFigureInput = z.input<typeof StudyFigure>

export const StudyColumn = z.object({
  id: z.string(),
  label: LocalText,
  type: ColumnType,
  unit: Unit,
  /** `key` names what a row is about, `value` is measured. */
  role: z.enum(['key', 'value']),
  /** The words of a closed list of values; a value without one is shown as it is. */
  words: z.record(z.string(), LocalText).optional(),
})
export type StudyColumn = z.infer<typeof StudyColumn>

/** A table in its final order. `drills` runs beside the rows and names the things behind each; null = none. */
export const StudyTable = z.object({
  id: z.string(),
  label: LocalText,
  columns: z.array(StudyColumn),
  rows: z.array(z.record(z.string(), StudyCell)),
  drills: z.array(z.string().nullable()).nullable().default(null),
})
export type StudyTable = z.output<typeof StudyTable>
export type StudyTableInput = z.input<typeof StudyTable>

/**
 * How a table is best drawn: columns of it by id. A deck and the face draw the same. In a `funnel` the second of `y` is written
 * beside the bar; in a `waterfall` the rows whose `x` is `opening` or `closing` stand on zero and rows of nothing are left out; in a `pareto` the second of `y` is the
 * cumulative share; in a `band` the second and third are its ends; in a `scatter` the second is the size; a `histogram` finds where
 * a bin ends in the column `to`. Without `series` the columns of a `heat` are those of `y`.
 */
export const StudyChart = z.object({
  id: z.string(),
  kind: z.enum([
    'funnel',
    'waterfall',
    'bar',
    'stacked-bar',
    'line',
    'area',
    'scatter',
    'heat',
    'cohort',
    'sankey',
    'histogram',
    'pareto',
    'band',
  ]),
  label: LocalText,
  table: z.string(),
  x: z.string(),
  y: z.array(z.string()).min(1),
  /** The column whose values are series, or colours. */
  series: z.string().optional(),
})
export type StudyChart = z.infer<typeof StudyChart>

/** Things that belong together, to filter by and to export: `entity` is what they are. */
export const StudySegment = z.object({ id: z.string(), label: LocalText, entity: z.enum(['lead', 'opportunity', 'account']), n: z.int() })
export type StudySegment = z.infer<typeof StudySegment>

/** A study's answer: a sentence, its numbers, tables to look at and rows to drill to. The first chart is the main one. */
export const StudyResult = z.object({
  study: z.string(),
  /** As the study took them, every default filled in and relative days settled. */
  params: z.record(z.string(), z.unknown()),
  headline: LocalText,
  figures: z.array(StudyFigure),
  tables: z.array(StudyTable),
  charts: z.array(StudyChart),
  /** How the numbers are made, in plain words, paragraph by paragraph. */
  definition: z.array(LocalText),
  caveats: z.array(LocalText),
  segments: z.array(StudySegment),
  /** The days that were looked at; null = all. */
  period: Period.nullable(),
  asOf: Day,
  /** The reporting currency; null where the workspace has no money yet. */
  currency: z.string().nullable(),
  dataVersion: z.int(),
  milliseconds: z.object({ sql: z.number(), rest: z.number() }),
})
export type StudyResult = z.output<typeof StudyResult>

/** A page of the things behind a number, as Arrow beside this: `total` of them, each with the file and row it came from. */
export const StudyRows = z.object({ entity: z.string(), total: z.int(), columns: z.array(ReportColumn) })
export type StudyRows = z.infer<typeof StudyRows>
