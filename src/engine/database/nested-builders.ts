import { makeData } from 'apache-arrow'
import type { Data, List, Struct } from 'apache-arrow'
import type { ColumnBuilder } from './column-builder.ts'
import { GrowingBytes, ValidityBits } from './growing-bytes.ts'
import type { VectorSource } from './vector-source.ts'

/** LIST and ARRAY. `arrayLength` is the fixed length of an ARRAY, null for a LIST. */
export class ListBuilder implements ColumnBuilder {
  readonly #type: List
  readonly #items: ColumnBuilder
  readonly #arrayLength: number | null
  readonly #validity = new ValidityBits()
  readonly #offsets = new GrowingBytes()
  #itemCount = 0

  constructor(type: List, items: ColumnBuilder, arrayLength: number | null) {
    this.#type = type
    this.#items = items
    this.#arrayLength = arrayLength
    this.#offsets.extend(4)
  }

  append(source: VectorSource, from: number, to: number): void {
    this.#validity.append(source.validity, from, to)
    const offsetsAt = this.#offsets.extend((to - from) * 4) >>> 2
    const offsets = new Int32Array(this.#offsets.bytes.buffer, 0, this.#offsets.length >>> 2)
    const places = this.#places(source)
    let start = 0
    let end = 0
    const flush = (): void => {
      if (end > start) this.#items.append(places.items, start, end)
    }
    for (let row = from; row < to; row++) {
      const length = source.isValid(row) ? places.length(row) : 0
      if (length > 0) {
        if (places.start(row) !== end) {
          flush()
          start = places.start(row)
        }
        end = places.start(row) + length
        this.#itemCount += length
      }
      offsets[offsetsAt + row - from] = this.#itemCount
    }
    flush()
  }

  /** A LIST's entry is the place of its first item and their number, 64 bits each; no vector holds 2^32 items. */
  #places(source: VectorSource): { items: VectorSource; start: (row: number) => number; length: (row: number) => number } {
    const arrayLength = this.#arrayLength
    if (arrayLength !== null) return { items: source.arrayItems(arrayLength), start: (row) => row * arrayLength, length: () => arrayLength }
    const words = source.words(16)
    return { items: source.listItems(), start: (row) => words[row * 4] ?? 0, length: (row) => words[row * 4 + 2] ?? 0 }
  }

  byteLength(): number {
    return this.#offsets.length + this.#items.byteLength()
  }

  finish(): Data {
    const { length, nullCount } = this.#validity
    const valueOffsets = new Int32Array(this.#offsets.bytes.buffer, 0, length + 1)
    return makeData({ type: this.#type, length, nullCount, nullBitmap: this.#validity.bitmap(), valueOffsets, child: this.#items.finish() })
  }
}

export class StructBuilder implements ColumnBuilder {
  readonly #type: Struct
  readonly #fields: readonly ColumnBuilder[]
  readonly #validity = new ValidityBits()

  constructor(type: Struct, fields: readonly ColumnBuilder[]) {
    this.#type = type
    this.#fields = fields
  }

  append(source: VectorSource, from: number, to: number): void {
    this.#validity.append(source.validity, from, to)
    for (const [index, field] of this.#fields.entries()) field.append(source.structField(index), from, to)
  }

  byteLength(): number {
    return this.#fields.reduce((total, field) => total + field.byteLength(), 0)
  }

  finish(): Data {
    const { length, nullCount } = this.#validity
    const children = this.#fields.map((field) => field.finish())
    return makeData({ type: this.#type, length, nullCount, nullBitmap: this.#validity.bitmap(), children })
  }
}
