import type { Data, DataType } from 'apache-arrow'
import type { VectorSource } from './vector-source.ts'

/** Collects one column of a record batch from DuckDB's vectors. */
export interface ColumnBuilder {
  /** Appends rows `from` to `to` (not included) of the vector. */
  append(source: VectorSource, from: number, to: number): void
  /** Bytes collected so far, so that a batch can be closed before its offsets outgrow 32 bits. */
  byteLength(): number
  /** The collected rows; the builder is not used afterwards. */
  finish(): Data
}

/** An Arrow type with the way to fill it. */
export interface ColumnPlan {
  readonly type: DataType
  /** `rows` says how many are expected. */
  readonly builder: (rows: number) => ColumnBuilder
}
