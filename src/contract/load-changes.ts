import { z } from 'zod'
import { CellType } from './imports.ts'
import { LocalText } from './text.ts'

/**
 * What a load did to a row that people see. Every row is of one kind: `vanished` was there before and is deleted now, `returned`
 * the other way round; `new` and `changed` rows are not deleted.
 */
export const rowChanges = ['new', 'changed', 'vanished', 'returned'] as const
export const RowChange = z.enum(rowChanges)
export type RowChange = z.infer<typeof RowChange>

/**
 * What happened to a deal that was known before and still is (a `changed` one); a deal may have several. `moved`: stands in another
 * stage. `advanced`, `regressed`: from an open stage to a later or an earlier open one of its pipeline. `won`, `lost`, `reopened`:
 * by its status, else by its stage. `slipped`, `pulled-in`: still open, and expected to close later or earlier than before.
 * `amount-up`, `amount-down`: in the same currency, no amount being none. `owner`: another person, not another spelling.
 */
export const dealMoves = [
  'moved',
  'advanced',
  'regressed',
  'won',
  'lost',
  'reopened',
  'slipped',
  'pulled-in',
  'amount-up',
  'amount-down',
  'owner',
] as const
export const DealMove = z.enum(dealMoves)
export type DealMove = z.infer<typeof DealMove>

/** `column` is the model's; a file's own columns are called as the file calls them. */
const column = { column: z.string(), label: LocalText, type: CellType }

export const EntityChanges = z.object({
  entity: z.string(),
  label: LocalText,
  new: z.int(),
  changed: z.int(),
  vanished: z.int(),
  returned: z.int(),
  /** In how many changed rows each column differs, most first. */
  columns: z.array(z.object({ ...column, rows: z.int() })),
})
export type EntityChanges = z.infer<typeof EntityChanges>

/** Exact, as text. */
export const CurrencySum = z.object({ currency: z.string().nullable(), amount: z.string() })
export type CurrencySum = z.infer<typeof CurrencySum>

export const StageMove = z.object({
  pipeline: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** As a stage visit ends: `moved` where nothing says which of the two stages comes first. */
  direction: z.enum(['advanced', 'regressed', 'won', 'lost', 'reopened', 'moved']),
  deals: z.int(),
})
export type StageMove = z.infer<typeof StageMove>

export const DealChanges = z.object({
  moves: z.record(DealMove, z.int()),
  /** Changed deals that neither moved, closed, opened again, slipped nor were pulled in. */
  otherwise: z.int(),
  /** Most deals first; together they are `moves.moved`. */
  stages: z.array(StageMove),
  won: z.array(CurrencySum),
  lost: z.array(CurrencySum),
  amountUp: z.array(CurrencySum),
  /** Below zero. */
  amountDown: z.array(CurrencySum),
})
export type DealChanges = z.infer<typeof DealChanges>

/** The source row that a version of a row came from; ask `reports.sourceRow` for its text. */
export const SourcePlace = z.object({ file: z.string(), sheet: z.string().nullable(), hash: z.string(), row: z.int() })
export type SourcePlace = z.infer<typeof SourcePlace>

export const CellChange = z.object({
  ...column,
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Who or what an id stands for. */
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
})
export type CellChange = z.infer<typeof CellChange>

export const ChangedRow = z.object({
  entity: z.string(),
  kind: RowChange,
  moves: z.array(DealMove),
  name: z.string().nullable(),
  sourceId: z.string(),
  /** Of a new row all that it says. */
  cells: z.array(CellChange),
  before: SourcePlace.nullable(),
  /** null for a row that its file no longer names. */
  after: SourcePlace.nullable(),
})
export type ChangedRow = z.infer<typeof ChangedRow>

export const LoadChanges = z.object({
  load: z.int(),
  /** Only a load whose versions are kept can say what it changed: not an undone one, and none of the time before there were versions. */
  state: z.enum(['kept', 'undone', 'not-kept']),
  sentence: LocalText,
  /** Those with changes, deals first. */
  entities: z.array(EntityChanges),
  /** null where no deal changed. */
  deals: DealChanges.nullable(),
  /** Texts by which the rows name something that no row named before. */
  newReferences: z.int(),
  /** Of the list, with its filters. */
  total: z.int(),
  rows: z.array(ChangedRow),
})
export type LoadChanges = z.infer<typeof LoadChanges>
