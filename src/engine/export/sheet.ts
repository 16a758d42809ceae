import type { NativeChart } from './pptx/chart.ts'

/** How a column's cells are typed. */
export const cellFormats = ['text', 'integer', 'money', 'percent', 'decimal', 'date', 'timestamp', 'boolean', 'general'] as const
export type CellFormat = (typeof cellFormats)[number]

/** Days and moments as text (`2017-12-31 08:00:00`), exact decimals as digits. */
export type CellValue = string | number | bigint | boolean | null

/** Of one cell, where it differs from its column: a list of figures holds money beside shares. */
export interface OwnFormat {
  readonly format: CellFormat
  readonly numberFormat?: string
}

export interface SheetColumn {
  readonly header: string
  readonly format: CellFormat
  readonly width: number
  readonly at: (row: number) => CellValue
  /** As Excel writes formats, where it is not the usual one of `format`. */
  readonly numberFormat?: string
  readonly formatAt?: (row: number) => OwnFormat
  /** Without its `=`; what `at` says stands beside it as the last result. Null = a plain value. */
  readonly formula?: (row: number) => string | null
  /** Long texts go on in the next line of their cell. */
  readonly wraps?: true
}

/** A note on a cell; row -1 is the header. */
export interface CellNote {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** Cells as Excel names them, `B2:D9`, several with a blank between them, and the rules they are marked by, the first one first. */
export interface MarkedCells {
  readonly cells: string
  readonly rules: readonly CellMarking[]
}

export interface CellStyle {
  readonly text: string
  readonly fill: string
}

/** Colours are six hexadecimal digits. A formula is told of the first cell. */
export type CellMarking =
  | { readonly is: 'formula'; readonly formula: string; readonly style: CellStyle }
  | { readonly is: 'top' | 'bottom'; readonly n: number; readonly style: CellStyle }
  | { readonly is: 'scale'; readonly from: string; readonly to: string }
  | { readonly is: 'diverging'; readonly size: number; readonly below: string; readonly above: string }
  | { readonly is: 'bar'; readonly colour: string; readonly below: string; readonly reachesBelow: boolean; readonly reachesAbove: boolean }

/** A chart over cells of a sheet: its categories in one column, its series, then its lines, in others; rows are those of the data. */
export interface SheetChart {
  readonly chart: NativeChart
  readonly cells: {
    /** The key of another sheet; null = this one. */
    readonly sheet: string | null
    readonly categories: number
    readonly series: readonly number[]
    readonly from: number
    readonly to: number
  }
}

/** A table that Excel computes itself from the rows of another sheet. */
export interface SheetPivot {
  /** The key of the sheet with the rows. */
  readonly source: string
  /** Places of its columns: what stands down, across, and is summed. */
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly values: readonly { readonly column: number; readonly label: string; readonly numberFormat: string }[]
  readonly total: string
}

export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: number
  /** By which charts and pivots of other sheets name it. */
  readonly key?: string
  /** Rows in bold: totals and subtotals. */
  readonly isTotal?: (row: number) => boolean
  /** How deep a row lies below what it belongs to, which stands above it; 0 = not at all, 7 at most. */
  readonly depth?: (row: number) => number
  readonly filter?: boolean
  /** How many of the last rows the filter leaves where they are. */
  readonly unfiltered?: number
  /** Columns that stay in sight. */
  readonly frozen?: number
  readonly notes?: readonly CellNote[]
  readonly marks?: readonly MarkedCells[]
  readonly charts?: readonly SheetChart[]
  readonly pivot?: SheetPivot
}
