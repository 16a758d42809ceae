import type { ErrorCode, ErrorDetails } from '../../../contract/errors.ts'
import type { Dialect } from '../../../contract/imports.ts'
import type { LocalText } from '../../../contract/text.ts'

export type Encoding = NonNullable<Dialect['encoding']>

export const problemCodes = [
  'title-lines',
  'header-missing',
  'header-empty',
  'header-duplicate',
  'header-merged',
  'columns-trailing',
  'rows-blank',
  'rows-footer',
  'rows-total',
  'rows-padded',
  'rows-requoted',
  'rows-rejected',
  'cells-error',
  'cells-uncalculated',
  'sheet-hidden',
  'sheet-empty',
  'sheet-not-a-table',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Something the reader met and dealt with. `count` is of rows, cells or columns; `rows` holds the first few row numbers (1-based data rows). */
export interface TableProblem {
  readonly code: ProblemCode
  readonly text: LocalText
  readonly count: number
  readonly rows: readonly number[]
  readonly examples: readonly string[]
}

export const rejectReasons = ['too-few-cells', 'too-many-cells', 'unclosed-quote', 'undecodable', 'null-byte'] as const
/** Why a record could not become a row of the table. */
export type RejectReason = (typeof rejectReasons)[number]

/** How records are cut out of a text. `escape` equals `quote` where a quote is doubled; `quote` null = quotes are ordinary characters. */
export interface RecordDialect {
  readonly delimiter: string
  readonly quote: string | null
  readonly escape: string | null
}

/** Where a table stands in its text. Records are counted from 1, blank lines included; `headerRecord` 0 = the file has no header. */
export interface CsvDialect extends RecordDialect {
  readonly headerRecord: number
}

/**
 * What `loading` reads: UTF-8 without BOM, `\n` between records, every record with exactly 1 + headers.length cells, always
 * well quoted with `"`. The first line is the header, the first column is `$row`: the 1-based data row in the source, so rows
 * may be read in any order and rejects never shift a number.
 */
export interface Rendition {
  readonly path: string
  readonly delimiter: string
  readonly bytes: number
}

/** Byte offsets of every 64th data row in the text, the header not counted. */
export interface RowOffsets {
  readonly every: number
  readonly offsets: readonly number[]
  /** The end of the last data row. */
  readonly end: number
}

/** rows = loadable + blank + footer + rejected: every record after the header is one of them. */
export interface RowCounts {
  readonly rows: number
  readonly loadable: number
  readonly blank: number
  readonly footer: number
  readonly rejected: number
}

/** One table of one file: a CSV file, or a sheet of a workbook. Everything a loader needs, and nothing about what the columns mean. */
export interface TableSource {
  /** Stable for the same file content: the hash, and `#` + the sheet's name where it is a sheet. */
  readonly id: string
  /** The file's own name, without a folder. */
  readonly name: string
  readonly sheet: string | null
  /** sha-256 of the file's bytes, hexadecimal. */
  readonly hash: string
  readonly bytes: number
  /** `pages`: what a pull received. */
  readonly format: 'csv' | 'xlsx' | 'pages'
  readonly encoding: Encoding
  readonly dialect: CsvDialect
  /** Trimmed, never empty, unique without regard to case. */
  readonly headers: readonly string[]
  /** The headers as they came, one per column. */
  readonly rawHeaders: readonly string[]
  readonly rendition: Rendition
  /** Per column: may a cell of the rendition have blanks around its text? False spares the loader a look at every cell. */
  readonly mayBePadded: readonly boolean[]
  /** CSV (comma, `"`, header `row,reason,cells,original`) of the records that fit no row; read it into quarantine. */
  readonly rejects: { readonly path: string; readonly count: number }
  /** The UTF-8 text `rowOffsets` point into: the file itself where it is UTF-8, else its transcription. */
  readonly text: { readonly path: string; readonly isOriginal: boolean }
  readonly rowOffsets: RowOffsets
  /** Up to 1,000 rows, all of a small table, spread over the whole of a large one; cells as they came, unquoted. */
  readonly sample: readonly (readonly string[])[]
  readonly counts: RowCounts
  readonly problems: readonly TableProblem[]
  /** Why there is nothing to load (`file-header-only`), null for a table with rows. */
  readonly fault: { readonly code: ErrorCode; readonly details: ErrorDetails } | null
}

/** What a person or a recipe has decided about a file before it is read. */
export interface ReadOverrides {
  readonly encoding?: string
  readonly delimiter?: string
  /** 1-based record of the header, 0 = none. */
  readonly headerRow?: number
}
