/** Bytes that are written from front to back, in memory that doubles. New memory is zero. */
export class GrowingBytes {
  bytes: Uint8Array
  length = 0

  constructor(capacity = 64) {
    this.bytes = new Uint8Array(Math.max(capacity, 64))
  }

  /** Makes room for `count` more bytes, counts them as written and returns where they begin. */
  extend(count: number): number {
    const start = this.length
    this.reserve(count)
    this.length = start + count
    return start
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    const needed = this.length + count
    if (needed <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }
}

/** Arrow's validity bitmap; it stays null until the first NULL comes. */
export class ValidityBits {
  nullCount = 0
  length = 0
  #bits: GrowingBytes | null = null

  /** Appends rows `from` to `to` of DuckDB's mask, in the same bit order, and says whether there was a NULL among them. */
  append(mask: Uint8Array | null, from: number, to: number): boolean {
    const count = to - from
    if (mask === null || isAllValid(mask, from, to)) {
      if (this.#bits !== null) this.#fill(this.#bits, count)
      this.length += count
      return false
    }
    const bits = (this.#bits ??= this.#begin())
    this.#reserve(bits, count)
    for (let row = from; row < to; row++) {
      if (((mask[row >>> 3] ?? 0) & (1 << (row & 7))) !== 0) setBit(bits.bytes, this.length)
      else this.nullCount++
      this.length++
    }
    return true
  }

  bitmap(): Uint8Array | null {
    return this.#bits?.written() ?? null
  }

  #begin(): GrowingBytes {
    const bits = new GrowingBytes()
    const length = this.length
    this.length = 0
    this.#fill(bits, length)
    this.length = length
    return bits
  }

  #reserve(bits: GrowingBytes, count: number): void {
    bits.extend(((this.length + count + 7) >>> 3) - bits.length)
  }

  #fill(bits: GrowingBytes, count: number): void {
    this.#reserve(bits, count)
    const end = this.length + count
    let row = this.length
    while (row < end && (row & 7) !== 0) setBit(bits.bytes, row++)
    const wholeBytes = (end - row) >>> 3
    bits.bytes.fill(0xff, row >>> 3, (row >>> 3) + wholeBytes)
    for (row += wholeBytes * 8; row < end; row++) setBit(bits.bytes, row)
  }
}

export function setBit(bytes: Uint8Array, index: number): void {
  bytes[index >>> 3] = (bytes[index >>> 3] ?? 0) | (1 << (index & 7))
}

function isAllValid(mask: Uint8Array, from: number, to: number): boolean {
  let row = from
  while (row < to && (row & 7) !== 0) {
    if (((mask[row >>> 3] ?? 0) & (1 << (row & 7))) === 0) return false
    row++
  }
  for (; row + 8 <= to; row += 8) if (mask[row >>> 3] !== 0xff) return false
  for (; row < to; row++) if (((mask[row >>> 3] ?? 0) & (1 << (row & 7))) === 0) return false
  return true
}
