import { makeData } from 'apache-arrow'
import type { Data, Utf8 } from 'apache-arrow'
import type { ColumnBuilder } from './column-builder.ts'
import { GrowingBytes, ValidityBits } from './growing-bytes.ts'
import type { VectorSource } from './vector-source.ts'

/** Up to here DuckDB keeps a text inside its 16-byte entry: length, then the bytes; longer: length, 4 bytes, pointer. */
const inlined = 12
/** Below this many bytes a loop beats a call of `set`. */
const loopBytes = 64

/**
 * VARCHAR and BLOB without one native call per value. In a materialised result DuckDB lays the long texts of a chunk
 * end to end on its heap (some four stretches in 2,048 rows), so each stretch is copied by one call. A stretch holds
 * only texts that touch exactly, so nothing outside them is read.
 */
export class TextBuilder implements ColumnBuilder {
  readonly #type: Utf8
  readonly #validity: ValidityBits
  readonly #offsets: GrowingBytes
  readonly #text = new GrowingBytes(1 << 16)

  constructor(type: Utf8, rows: number) {
    this.#type = type
    this.#validity = new ValidityBits()
    this.#offsets = new GrowingBytes((rows + 1) * 4)
    this.#offsets.extend(4)
  }

  append(source: VectorSource, from: number, to: number): void {
    const hasNulls = this.#validity.append(source.validity, from, to)
    const words = source.words(16)
    const end = this.#writeOffsets(source, hasNulls, from, to)
    const begin = this.#text.extend(end - this.#text.length)
    // An inlined text is copied with all its 12 bytes; what comes next overwrites the rest.
    this.#text.reserve(inlined)
    const target = new TextWriter(source, this.#text.bytes, begin)
    for (let row = from; row < to; row++) {
      if (hasNulls && !source.isValid(row)) continue
      const length = words[row * 4] ?? 0
      if (length > inlined) target.long(row, length, to)
      else if (length > 0) target.short(row, length)
    }
    target.flush()
    this.#text.bytes.fill(0, end, Math.min(end + inlined, this.#text.bytes.length))
  }

  /** Returns where the text will end. */
  #writeOffsets(source: VectorSource, hasNulls: boolean, from: number, to: number): number {
    const words = source.words(16)
    const at = this.#offsets.extend((to - from) * 4) >>> 2
    const offsets = new Int32Array(this.#offsets.bytes.buffer, 0, this.#offsets.length >>> 2)
    let end = this.#text.length
    for (let row = from; row < to; row++) {
      if (!hasNulls || source.isValid(row)) end += words[row * 4] ?? 0
      offsets[at + row - from] = end
    }
    if (end > 0x7fff_ffff) throw new Error('a text column holds more than 2 GB in one batch')
    return end
  }

  byteLength(): number {
    return this.#text.length
  }

  finish(): Data {
    const { length, nullCount } = this.#validity
    const valueOffsets = new Int32Array(this.#offsets.bytes.buffer, 0, length + 1)
    return makeData({ type: this.#type, length, nullCount, nullBitmap: this.#validity.bitmap(), valueOffsets, data: this.#text.written() })
  }
}

/** Copies texts one after another; long ones that follow each other on the heap and in the target go in one piece. */
class TextWriter {
  readonly #source: VectorSource
  readonly #words: Uint32Array
  readonly #entries: Uint8Array
  readonly #target: Uint8Array
  #offset: number
  /** The stretch that was read last, how much of it is used and which part still waits to be copied. */
  #stretch: Uint8Array = new Uint8Array(0)
  #used = 0
  #waiting = 0

  constructor(source: VectorSource, target: Uint8Array, offset: number) {
    this.#source = source
    this.#words = source.words(16)
    this.#entries = source.bytes(16)
    this.#target = target
    this.#offset = offset
  }

  long(row: number, length: number, to: number): void {
    if (this.#used >= this.#stretch.length) {
      this.flush()
      this.#stretch = this.#source.follow(row * 16 + 8, this.#stretchLength(row, to))
      this.#used = 0
    }
    this.#used += length
    this.#waiting += length
  }

  short(row: number, length: number): void {
    if (this.#waiting > 0) this.flush()
    const entries = this.#entries
    const target = this.#target
    const from = row * 16 + 4
    const at = this.#offset
    for (let index = 0; index < inlined; index++) target[at + index] = entries[from + index] ?? 0
    this.#offset = at + length
  }

  flush(): void {
    const count = this.#waiting
    const from = this.#used - count
    const target = this.#target
    const at = this.#offset
    if (count > loopBytes) target.set(this.#stretch.subarray(from, from + count), at)
    else for (let index = 0; index < count; index++) target[at + index] = this.#stretch[from + index] ?? 0
    this.#offset = at + count
    this.#waiting = 0
  }

  #stretchLength(first: number, to: number): number {
    const begin = this.#address(first)
    let end = begin
    for (let row = first; row < to; row++) {
      const length = this.#words[row * 4] ?? 0
      if (length <= inlined || !this.#source.isValid(row)) continue
      if (this.#address(row) !== end) break
      end += length
    }
    return end - begin
  }

  /** Addresses of a process stay far below 2^53. */
  #address(row: number): number {
    return (this.#words[row * 4 + 3] ?? 0) * 0x1_0000_0000 + (this.#words[row * 4 + 2] ?? 0)
  }
}

/** Types whose values are written as text one by one: UUID, INTERVAL and the rare ones. */
export class WrittenBuilder implements ColumnBuilder {
  readonly #type: Utf8
  readonly #write: (source: VectorSource) => (row: number) => string
  readonly #validity = new ValidityBits()
  readonly #texts: string[] = []
  #characters = 0

  constructor(type: Utf8, write: (source: VectorSource) => (row: number) => string) {
    this.#type = type
    this.#write = write
  }

  append(source: VectorSource, from: number, to: number): void {
    this.#validity.append(source.validity, from, to)
    const write = this.#write(source)
    for (let row = from; row < to; row++) {
      const text = source.isValid(row) ? write(row) : ''
      this.#characters += text.length
      this.#texts.push(text)
    }
  }

  byteLength(): number {
    return this.#characters * 3
  }

  finish(): Data {
    const { length, nullCount } = this.#validity
    const valueOffsets = new Int32Array(length + 1)
    const encoded = this.#texts.map((text) => Buffer.from(text, 'utf8'))
    for (let row = 0; row < length; row++) valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + (encoded[row]?.length ?? 0)
    return makeData({
      type: this.#type,
      length,
      nullCount,
      nullBitmap: this.#validity.bitmap(),
      valueOffsets,
      data: Buffer.concat(encoded),
    })
  }
}
