import { z } from 'zod'
import { LocalText } from './text.ts'

export const sheetNames = ['targets', 'spend', 'product-costs', 'exchange-rates'] as const
export const SheetName = z.enum(sheetNames)
export type SheetName = z.infer<typeof SheetName>

/** Rows of a sheet as people type them. */
export const SheetRows = z.array(z.array(z.string().max(500)).max(8)).max(20_000)

/** A sheet as people typed it: cells are text, also those that mean nothing yet. */
export const SheetBody = z.strictObject({ version: z.literal(1).default(1), rows: SheetRows.default([]) })
export type SheetBody = z.output<typeof SheetBody>

export const SheetColumn = z.object({
  id: z.string(),
  label: LocalText,
  align: z.enum(['left', 'right']),
  /** What may be typed, where that is a short list or an example of it. */
  choices: z.array(z.string()),
  example: z.string(),
})
export type SheetColumn = z.infer<typeof SheetColumn>

export const SheetCell = z.object({
  text: z.string(),
  problem: LocalText.nullable(),
  /** `error`: the row does not count until it is mended. `unresolved`: it counts, under a name nobody else knows. */
  state: z.enum(['good', 'warning', 'unresolved', 'error']),
  suggestions: z.array(z.string()),
})
export type SheetCell = z.infer<typeof SheetCell>

/** `note` says what the row replaces; `counts` is false for rows with an error. */
export const SheetRow = z.object({ cells: z.array(SheetCell), counts: z.boolean(), note: LocalText.nullable() })
export type SheetRow = z.infer<typeof SheetRow>

/** A row that a file brought, in the sheet's columns; where the sheet says something else for the same key, the sheet counts. */
export const ImportedRow = z.object({ cells: z.array(z.string()), file: z.string(), row: z.int(), isReplaced: z.boolean() })
export type ImportedRow = z.infer<typeof ImportedRow>

/** A sum of the rows that count: of one period, or of all where `period` is null. */
export const SheetTotal = z.object({
  period: z.string().nullable(),
  measure: z.string(),
  currency: z.string(),
  amount: z.string(),
  rows: z.int(),
})
export type SheetTotal = z.infer<typeof SheetTotal>

export const SheetView = z.object({
  name: SheetName,
  version: z.int(),
  columns: z.array(SheetColumn),
  rows: z.array(SheetRow),
  totals: z.array(SheetTotal),
  errors: z.int(),
  unresolved: z.int(),
  notes: z.array(LocalText),
  /** `total` counts all rows that files brought; the first of them are shown. */
  imported: z.object({ total: z.int(), replaced: z.int(), rows: z.array(ImportedRow) }),
  undo: z.int().nullable(),
  redo: z.int().nullable(),
})
export type SheetView = z.output<typeof SheetView>

/** What is pasted, as the clipboard or a file has it: cells between tabs (or commas, in a file), quoted where they hold line breaks. */
export const SheetPaste = z.object({
  name: SheetName,
  text: z.string().max(4_000_000),
  /** Where the first cell goes, where the text has no header of its own. */
  row: z.int().min(0).default(0),
  column: z.int().min(0).default(0),
  /** All rows there were make way. */
  replace: z.boolean().default(false),
  basedOn: z.int().min(0).optional(),
})
export type SheetPaste = z.output<typeof SheetPaste>
