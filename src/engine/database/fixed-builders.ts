import { makeData } from 'apache-arrow'
import type { Bool, Data, DataType, Dictionary, Int, Uint8, Utf8, Vector } from 'apache-arrow'
import type { ColumnBuilder } from './column-builder.ts'
import { GrowingBytes, ValidityBits, setBit } from './growing-bytes.ts'
import type { VectorSource } from './vector-source.ts'

/** The typed arrays of fixed-width values; Arrow only needs the right one for the type. */
export type FixedArray = Int['TArray']

type Widen = (source: VectorSource, from: number, to: number, target: Uint8Array, at: number) => void

interface FixedLayout {
  readonly type: DataType
  /** Bytes of one value in DuckDB and in Arrow. */
  readonly width: number
  /** Typed array that Arrow expects over the bytes. */
  readonly view: (bytes: Uint8Array) => FixedArray
  /** Where DuckDB's value is narrower than Arrow's. */
  readonly widen?: Widen
  readonly dictionary?: Vector<Utf8>
}

/** Values of one width: DuckDB's memory is Arrow's, copied as it is (or widened), zero under a NULL. */
export class FixedBuilder implements ColumnBuilder {
  readonly #layout: FixedLayout
  readonly #validity = new ValidityBits()
  readonly #values: GrowingBytes

  constructor(layout: FixedLayout, rows: number) {
    this.#layout = layout
    this.#values = new GrowingBytes(rows * layout.width)
  }

  append(source: VectorSource, from: number, to: number): void {
    const { width, widen } = this.#layout
    const at = this.#values.extend((to - from) * width)
    const { bytes } = this.#values
    if (widen === undefined) bytes.set(source.bytes(width).subarray(from * width, to * width), at)
    else widen(source, from, to, bytes, at)
    if (!this.#validity.append(source.validity, from, to)) return
    for (let row = from; row < to; row++) {
      if (!source.isValid(row)) bytes.fill(0, at + (row - from) * width, at + (row - from + 1) * width)
    }
  }

  byteLength(): number {
    return this.#values.length
  }

  finish(): Data {
    const { type, view, dictionary } = this.#layout
    const { length, nullCount } = this.#validity
    const rows = { length, nullCount, nullBitmap: this.#validity.bitmap(), data: view(this.#values.written()) }
    if (dictionary === undefined) return makeData({ ...rows, type: type as Int })
    return makeData({ ...rows, data: rows.data as Uint8Array, type: type as Dictionary<Utf8, Uint8>, dictionary })
  }
}

/** BOOLEAN: one byte in DuckDB, one bit in Arrow. */
export class BooleanBuilder implements ColumnBuilder {
  readonly #type: Bool
  readonly #validity = new ValidityBits()
  readonly #values = new GrowingBytes()

  constructor(type: Bool) {
    this.#type = type
  }

  append(source: VectorSource, from: number, to: number): void {
    const start = this.#validity.length
    const values = source.bytes(1)
    this.#validity.append(source.validity, from, to)
    this.#values.extend(((this.#validity.length + 7) >>> 3) - this.#values.length)
    for (let row = from; row < to; row++) {
      if (values[row] === 1 && source.isValid(row)) setBit(this.#values.bytes, start + row - from)
    }
  }

  byteLength(): number {
    return this.#values.length
  }

  finish(): Data {
    const { length, nullCount } = this.#validity
    return makeData({ type: this.#type, length, nullCount, nullBitmap: this.#validity.bitmap(), data: this.#values.written() })
  }
}

/** DECIMAL of up to 18 digits lies in 16, 32 or 64 bits: sign-extended to Arrow's 128, without a bigint per value. */
export const widenDecimal: Readonly<Record<2 | 4 | 8, Widen>> = {
  2: (source, from, to, target, at) => {
    const bytes = source.bytes(2)
    const values = new Int16Array(bytes.buffer, bytes.byteOffset, source.size)
    const words = wordsOf(target)
    for (let row = from, word = at >>> 2; row < to; row++, word += 4) writeSignExtended(words, word, values[row] ?? 0)
  },
  4: (source, from, to, target, at) => {
    const values = source.words(4)
    const words = wordsOf(target)
    for (let row = from, word = at >>> 2; row < to; row++, word += 4) writeSignExtended(words, word, (values[row] ?? 0) | 0)
  },
  8: (source, from, to, target, at) => {
    const values = source.words(8)
    const words = wordsOf(target)
    for (let row = from, word = at >>> 2; row < to; row++, word += 4) {
      const high = (values[row * 2 + 1] ?? 0) | 0
      words[word] = (values[row * 2] ?? 0) | 0
      words[word + 1] = high
      words[word + 2] = high >> 31
      words[word + 3] = high >> 31
    }
  },
}

function writeSignExtended(words: Int32Array, word: number, value: number): void {
  words[word] = value
  words[word + 1] = value >> 31
  words[word + 2] = value >> 31
  words[word + 3] = value >> 31
}

function wordsOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2)
}
