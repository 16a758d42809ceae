import { z } from 'zod'
import { LocalText } from './text.ts'
import { ErrorDetails, ErrorCode } from './errors.ts'

export const fileKinds = [
  'account',
  'contact',
  'person',
  'team',
  'product',
  'pipeline',
  'stage',
  'opportunity',
  'opportunity_line',
  'stage_visit',
  'lead',
  'activity',
  'channel',
  'campaign',
  'spend',
  'target',
  'order',
  'order_line',
  'payment',
  'exchange_rate',
  'touch',
  'opportunity_contact',
  'quote',
  'quote_line',
  'contract',
  'delivery',
  'instalment',
  'invoice',
  'payment_allocation',
  'ticket',
  'field_change',
  'custom',
] as const
/** What a file is about. `custom` = no kind was recognised: it becomes a table of its own. */
export const FileKind = z.enum(fileKinds)
export type FileKind = z.infer<typeof FileKind>

export const CellType = z.enum(['text', 'integer', 'decimal', 'boolean', 'date', 'timestamp'])
export type CellType = z.infer<typeof CellType>

/** A doubt only a person can settle. It is asked once and remembered; undecided, the column stays text. */
export const Question = z.object({
  id: z.string(),
  column: z.string(),
  text: LocalText,
  choices: z.array(z.object({ value: z.string(), label: LocalText, example: z.string().optional() })),
})
export type Question = z.infer<typeof Question>

/** Is this a doubt about rows that the workspace knows? It is answered for the load that raised it; others are settled when the file is imported again. */
export function isLoadQuestion({ id }: Pick<Question, 'id'>): boolean {
  return /#vanishing$|[#:]key-form$/.test(id)
}

/** `target` is `entity.column` of the model, `null` = kept as a custom column, `skip` = left out. */
export const ColumnMapping = z.object({
  header: z.string(),
  index: z.int(),
  target: z.string().nullable(),
  /** Further columns the same values fill: a date named after a stage is when the deal entered it (`stage_visit.entered_at[Engaging]`). */
  also: z.array(z.string()).default([]),
  type: CellType,
  format: z.string().optional(),
  confidence: z.number().min(0).max(1),
  reason: LocalText,
  samples: z.array(z.string()),
  emptyShare: z.number(),
})
export type ColumnMapping = z.infer<typeof ColumnMapping>

/** A column that points at another file or entity, as seen in the values. */
export const Relation = z.object({
  column: z.string(),
  entity: FileKind,
  toFile: z.string().nullable(),
  matchedShare: z.number(),
  matchedAfterNormalising: z.int(),
})
export type Relation = z.infer<typeof Relation>

export const Dialect = z.object({
  format: z.enum(['csv', 'xlsx', 'pages']),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252']).optional(),
  delimiter: z.string().optional(),
  quote: z.string().optional(),
  sheet: z.string().optional(),
  headerRow: z.int(),
})
export type Dialect = z.infer<typeof Dialect>

export const FileProblem = z.object({ code: ErrorCode, message: LocalText, details: ErrorDetails })

/** What one table (a CSV file, a sheet of a workbook) was recognised as, before anything is loaded. */
export const FileProposal = z.object({
  upload: z.string(),
  /** Stable inside a proposal: the upload, and the sheet where there are several. */
  id: z.string(),
  name: z.string(),
  hash: z.string(),
  bytes: z.int(),
  /** As far as it is known before reading everything. */
  rows: z.int().nullable(),
  dialect: Dialect.nullable(),
  kind: FileKind,
  confidence: z.number().min(0).max(1),
  reason: LocalText,
  columns: z.array(ColumnMapping),
  relations: z.array(Relation),
  questions: z.array(Question),
  alreadyLoaded: z.boolean(),
  problem: FileProblem.nullable(),
})
export type FileProposal = z.infer<typeof FileProposal>

/** A mapping decided by a person or remembered from an earlier import; what it does not name is proposed. */
export const FileRecipe = z.strictObject({
  /** File name with `*`, or a sheet as `name.xlsx#Sheet`. */
  name: z.string().optional(),
  /** Header fingerprint (sha-256 of the normalised headers), as kept by remembered recipes. */
  headers: z.string().optional(),
  kind: FileKind.optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  headerRow: z.int().optional(),
  columns: z
    .record(
      z.string(),
      z.strictObject({ target: z.string().nullable().optional(), type: CellType.optional(), format: z.string().optional() }),
    )
    .default({}),
})
export type FileRecipe = z.output<typeof FileRecipe>

export const Recipe = z.strictObject({ version: z.literal(1).default(1), files: z.array(FileRecipe) })
export type Recipe = z.output<typeof Recipe>

/** Question id -> chosen value. */
export const Answers = z.record(z.string(), z.string())
export type Answers = z.infer<typeof Answers>

/**
 * What a load means for rows the workspace knows. `upsert`: rows are added and changed by their key. `append`: rows are only added;
 * a known key stays as it is. `full`: as upsert, and what the files no longer name has vanished. `replace`: as full, and columns that
 * the files don't have are emptied.
 */
export const LoadMode = z.enum(['upsert', 'append', 'full', 'replace'])
export type LoadMode = z.infer<typeof LoadMode>

export const ImportRequest = z.object({
  uploads: z.array(z.string()).min(1),
  recipe: Recipe.optional(),
  answers: Answers.default({}),
  mode: LoadMode.default('upsert'),
  /** File proposals the user left out. */
  skip: z.array(z.string()).default([]),
})
export type ImportRequest = z.output<typeof ImportRequest>

export const ImportProgress = z.object({
  step: z.enum(['reading', 'recognising', 'loading', 'linking', 'building', 'done']),
  file: z.string().nullable(),
  /** 0..1 over the whole import. */
  fraction: z.number().min(0).max(1),
})
export type ImportProgress = z.infer<typeof ImportProgress>

/** Why a row of a history tells nothing yet: the thing it speaks of is not known, nor its field, or its value can't be read. It is kept all the same. */
export const unmatchedReasons = ['no-object', 'no-record', 'no-field', 'untyped'] as const
export const UnmatchedReason = z.enum(unmatchedReasons)
export type UnmatchedReason = z.infer<typeof UnmatchedReason>

/** What a history said: the stage visits, changes and things it gave, and the rows that could not be joined, by reason. */
export const FileHistories = z.object({
  /** What changed: null where a file speaks of several kinds of things, or of none that is known. */
  entity: FileKind.nullable(),
  visits: z.int(),
  changes: z.int(),
  /** Things of `entity` that only this history describes. */
  records: z.int(),
  /** Changes whose old value is not what the change before them left behind: some in between are missing. */
  gaps: z.int(),
  unmatched: z.array(z.object({ reason: UnmatchedReason, text: LocalText, rows: z.int() })),
})
export type FileHistories = z.infer<typeof FileHistories>

/** Ids of a column that were read in another form than they are written in, in words; `column` is empty where they are the file's own keys. */
export const KeyReading = z.object({ column: z.string(), ids: z.int(), text: LocalText })
export type KeyReading = z.infer<typeof KeyReading>

/** rowsRead = loaded + updated + unchanged + quarantined. */
export const FileOutcome = z.object({
  name: z.string(),
  recognisedAs: FileKind,
  confidence: z.number(),
  status: z.enum(['loaded', 'unchanged', 'refused', 'skipped']),
  problem: FileProblem.nullable(),
  rowsRead: z.int(),
  loaded: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  vanished: z.int(),
  /** Rows of `unchanged` that the workspace knows in a newer state, by their own time of change. */
  older: z.int().default(0),
  quarantined: z.int(),
  matched: z.array(z.object({ entity: z.string(), from: z.string(), to: z.string(), rows: z.int() })),
  openQuestions: z.array(Question),
  /** Where some were. */
  keys: z.array(KeyReading).optional(),
  /** Where the file is a history. */
  histories: FileHistories.optional(),
})
export type FileOutcome = z.infer<typeof FileOutcome>

export const ImportResult = z.object({
  load: z.int().nullable(),
  dataVersion: z.int(),
  files: z.array(FileOutcome),
})
export type ImportResult = z.infer<typeof ImportResult>

export const LoadEntry = z.object({
  id: z.int(),
  at: z.string(),
  mode: LoadMode,
  undone: z.boolean(),
  /** What a person answered to its questions. */
  answers: Answers,
  files: z.array(FileOutcome),
})
export type LoadEntry = z.infer<typeof LoadEntry>

/** One line of the audit log. */
export const AuditEntry = z.object({
  id: z.int(),
  at: z.string(),
  kind: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const QuarantineRow = z.object({
  id: z.int(),
  load: z.int(),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: LocalText,
  /** The row as it came. */
  original: z.string(),
})
export type QuarantineRow = z.infer<typeof QuarantineRow>

/** A row of a history that is kept and can't be joined yet; it leaves the list when what it speaks of comes. */
export const UnmatchedRow = z.object({
  id: z.int(),
  load: z.int(),
  file: z.string(),
  sheet: z.string().nullable(),
  row: z.int(),
  entity: z.string().nullable(),
  record: z.string().nullable(),
  field: z.string().nullable(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  changedAt: z.string().nullable(),
  reason: UnmatchedReason,
  text: LocalText,
})
export type UnmatchedRow = z.infer<typeof UnmatchedRow>

/** A value that was taken for another because both are equal after Unicode NFKC, case, blanks and punctuation. */
export const ValueMatch = z.object({
  id: z.int(),
  entity: z.string(),
  from: z.string(),
  to: z.string(),
  rows: z.int(),
  undone: z.boolean(),
})
export type ValueMatch = z.infer<typeof ValueMatch>
