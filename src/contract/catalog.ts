import { z } from 'zod'
import { LocalText } from './text.ts'
import { ColumnType, Unit } from './report-result.ts'
import { Stat } from './report-spec.ts'

/** What a metric or dimension lacks in this workspace: the entity or column, and what a file with it would add. */
export const Missing = z.object({ need: z.string(), adds: LocalText })
export type Missing = z.infer<typeof Missing>

export const MetricParam = z.object({
  id: z.string(),
  label: LocalText,
  default: z.union([z.string(), z.number(), z.boolean()]),
  choices: z.array(z.object({ value: z.string(), label: LocalText })).optional(),
  /** It takes a number, though a word stands for what is not one: `none`, `median`. */
  takesNumber: z.boolean().optional(),
})

export const CatalogMetric = z.object({
  id: z.string(),
  group: z.string(),
  label: LocalText,
  definition: LocalText,
  unit: Unit,
  direction: z.enum(['up-is-good', 'up-is-bad', 'neutral']),
  additivity: z.enum(['additive', 'semi-additive', 'ratio', 'distribution']),
  dateBasis: LocalText,
  stats: z.array(Stat),
  params: z.array(MetricParam),
  /** Dimension ids this metric can be broken down by. */
  dimensions: z.array(z.string()),
  available: z.boolean(),
  missing: z.array(Missing).optional(),
})
export type CatalogMetric = z.infer<typeof CatalogMetric>

export const CatalogDimension = z.object({
  id: z.string(),
  group: z.string(),
  label: LocalText,
  type: ColumnType,
  isDate: z.boolean(),
  /** The user's order of its values, and their colours (`#rrggbb`); values that are not named follow. */
  order: z.array(z.object({ value: z.string().nullable(), colour: z.string().optional() })).optional(),
  /** What the values of a closed list are called; a value without a word is shown as it is. */
  words: z.record(z.string(), LocalText).optional(),
  available: z.boolean(),
  missing: z.array(Missing).optional(),
})
export type CatalogDimension = z.infer<typeof CatalogDimension>

/** Dimensions from coarse to fine. */
export const CatalogHierarchy = z.object({ id: z.string(), label: LocalText, fields: z.array(z.string()), available: z.boolean() })

export const Catalog = z.object({
  metrics: z.array(CatalogMetric),
  dimensions: z.array(CatalogDimension),
  hierarchies: z.array(CatalogHierarchy).optional(),
})
export type Catalog = z.infer<typeof Catalog>
