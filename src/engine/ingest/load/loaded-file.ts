/** The rows of meta.load and meta.file that a table's rows belong to. */
export interface LoadedFile {
  readonly load: number
  readonly id: number
}

/** What became of a table's rows: rows read = loaded + updated + unchanged + quarantined. */
export interface RowCounts {
  readonly loaded: number
  readonly updated: number
  readonly unchanged: number
  readonly quarantined: number
  /** Of the unchanged ones: known in a newer state. */
  readonly older: number
}
