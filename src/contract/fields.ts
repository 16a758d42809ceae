import { z } from 'zod'
import { Missing } from './catalog.ts'
import { ErrorDetails } from './errors.ts'
import { ColumnType, Unit } from './report-result.ts'
import { StudyDrill, StudyName } from './studies.ts'
import { LocalText } from './text.ts'

/** The part of a field's id after `user.`, or after `segment.<study>.`; also the name of its document. */
export const FieldName = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/)

/** Text that can stand in a question to the database: no NUL, no half of a pair of surrogates. */
const plain = /^[^\0\p{Cs}]*$/u
const Word = z.string().min(1).max(120).regex(plain)
const Value = z.string().max(500).regex(plain).nullable()
const Label = z.union([Word, LocalText])
/** A formula is at most 10,000 characters long; the engine says so in its own words, so that here only madness is refused. */
const FormulaText = z.string().max(2_000_000)
const Name = z.string().min(1).max(200)

/** `#rrggbb`. */
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/i)

const base = {
  version: z.literal(1).default(1),
  label: Label,
  description: z.union([z.string().max(2000), LocalText]).default(''),
}

/** A number of the user's own: aggregates and other metrics, put together by a formula. */
export const MetricField = z.strictObject({
  ...base,
  kind: z.literal('metric'),
  formula: FormulaText,
  /** Where the formula's own unit says too little: a ratio that is read as percent. */
  unit: Unit.optional(),
  direction: z.enum(['up-is-good', 'up-is-bad', 'neutral']).default('neutral'),
})

/** What a row of a fact is called, by a formula over fields. */
export const DimensionField = z.strictObject({ ...base, kind: z.literal('dimension'), formula: FormulaText })

/** A number as ranges: between `edges` (the lower one belongs to a range), or every so much (`width`). */
export const BinsField = z
  .strictObject({
    ...base,
    kind: z.literal('bins'),
    formula: FormulaText,
    edges: z.array(z.number().min(-1e15).max(1e15)).min(1).max(200).optional(),
    width: z.number().positive().min(1e-6).max(1e15).optional(),
    /** What the ranges between edges are called: one more than there are edges. */
    labels: z.array(Word).optional(),
  })
  .refine(({ edges, width }) => (edges === undefined) !== (width === undefined), { message: 'either edges or width', path: ['edges'] })
  .refine(({ edges = [] }) => edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge)), {
    message: 'edges rise',
    path: ['edges'],
  })
  .refine(({ edges, labels }) => labels === undefined || labels.length === (edges?.length ?? -2) + 1, {
    message: 'one label for each range between edges',
    path: ['labels'],
  })

/** Values of a field under names of groups; `null` is the empty value. What no group names becomes `rest`, or stays what it is. */
export const GroupsField = z.strictObject({
  ...base,
  kind: z.literal('groups'),
  formula: FormulaText,
  groups: z
    .array(z.strictObject({ label: Word, values: z.array(Value).min(1).max(5000) }))
    .min(1)
    .max(200),
  rest: Word.nullable().default(null),
})

/** In which order the values of a field stand, and in which colours; values that are not named follow. */
export const OrderField = z.strictObject({
  ...base,
  kind: z.literal('order'),
  field: Name,
  values: z
    .array(z.strictObject({ value: Value, colour: Colour.optional() }))
    .min(1)
    .max(500),
})

/** Fields from coarse to fine, to drill along. */
export const HierarchyField = z.strictObject({ ...base, kind: z.literal('hierarchy'), fields: z.array(Name).min(2).max(8) })

/**
 * What a study says of each lead, deal or account: the class it puts them in, or with `drill` whether they stand behind that number of
 * it (`in`, `out`). It is asked anew whenever the data, the clock or the settings are others.
 */
export const SegmentField = z.strictObject({
  ...base,
  kind: z.literal('segment'),
  study: StudyName,
  params: z.record(z.string(), z.unknown()).default({}),
  of: z.enum(['lead', 'opportunity', 'account']),
  /** Which of the study's classes (`studyClasses`); null: its first. */
  classes: Name.nullable().default(null),
  drill: StudyDrill.nullable().default(null),
})
export type SegmentField = z.output<typeof SegmentField>

/** A field the user defined: the body of a document of kind `field`; formulas are saved with ids in place of labels. */
export const FieldDocument = z.discriminatedUnion('kind', [
  MetricField,
  DimensionField,
  BinsField,
  GroupsField,
  OrderField,
  HierarchyField,
  SegmentField,
])
export type FieldDocument = z.output<typeof FieldDocument>
export type FieldKind = FieldDocument['kind']

/** What is wrong with a formula: the details of `invalid-formula` (reason, position, length, near, didYouMean …) and their sentence. */
export const FormulaProblem = z.object({ text: LocalText, details: ErrorDetails })
export type FormulaProblem = z.infer<typeof FormulaProblem>

/** A user's field as it stands in the workspace. */
export const FieldEntry = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['metric', 'dimension', 'bins', 'groups', 'order', 'hierarchy', 'segment']),
  label: LocalText,
  description: LocalText,
  version: z.int(),
  body: FieldDocument,
  type: ColumnType.nullable(),
  unit: Unit.nullable(),
  available: z.boolean(),
  missing: z.array(Missing),
  problem: FormulaProblem.nullable(),
  /** Documents that name it, as `kind/name`. */
  usedBy: z.array(z.string()),
})
export type FieldEntry = z.infer<typeof FieldEntry>

/** What a formula is for: `metric` aggregates, every other kind answers for one row. */
export const FormulaUse = z.enum(['metric', 'dimension', 'bins', 'groups'])
export type FormulaUse = z.infer<typeof FormulaUse>

export const FormulaCheck = z.object({
  ok: z.boolean(),
  /** The formula as it is saved: ids in place of labels, one spelling. */
  formula: z.string().nullable(),
  type: z.enum(['number', 'text', 'boolean', 'date']).nullable(),
  unit: Unit.nullable(),
  /** Ids of the fields and metrics it names. */
  uses: z.array(z.string()),
  problem: FormulaProblem.nullable(),
})
export type FormulaCheck = z.infer<typeof FormulaCheck>

/** What a field would say if it were saved: a metric's value over all days with the rows it counts, else the most frequent values. */
export const FieldPreview = z.object({
  /** Unrounded, as text where it passes 2^53 or has decimals of its own; null = n/a, and for all that is no metric. */
  value: z.union([z.number(), z.string(), z.null()]),
  n: z.int().nullable(),
  values: z.array(z.object({ value: z.string().nullable(), rows: z.int() })),
})
export type FieldPreview = z.infer<typeof FieldPreview>

export const Completion = z.object({
  kind: z.enum(['function', 'aggregate', 'field', 'metric', 'word']),
  /** What takes the place of the text between `from` and `to`. */
  insert: z.string(),
  label: LocalText,
  /** A signature, or the field's type. */
  detail: z.string(),
})
export type Completion = z.infer<typeof Completion>

export const Completions = z.object({ from: z.int(), to: z.int(), items: z.array(Completion) })
export type Completions = z.infer<typeof Completions>
