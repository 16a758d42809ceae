import duckdb from '@duckdb/node-bindings'
import type { DataChunk, Vector } from '@duckdb/node-bindings'

/** The driver copies a vector's memory on every call, so it is asked once per vector and the copy is kept here. */
export class VectorSource {
  readonly vector: Vector
  readonly size: number
  readonly validity: Uint8Array | null
  #bytes: Uint8Array | null = null

  constructor(vector: Vector, size: number) {
    this.vector = vector
    this.size = size
    // Null means that every value is there.
    this.validity = duckdb.vector_get_validity(vector, Math.ceil(size / 64) * 8) as Uint8Array | null
  }

  static ofColumn(chunk: DataChunk, column: number, size: number): VectorSource {
    return new VectorSource(duckdb.data_chunk_get_vector(chunk, column), size)
  }

  /** The values' memory; `width` is the bytes of one value in this vector's type. */
  bytes(width: number): Uint8Array {
    return (this.#bytes ??= this.size === 0 ? new Uint8Array(0) : duckdb.vector_get_data(this.vector, this.size * width))
  }

  words(width: number): Uint32Array {
    const bytes = this.bytes(width)
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2)
  }

  /** Garbage lies under a NULL: read a value only where this says so. */
  isValid(row: number): boolean {
    return this.validity === null || ((this.validity[row >>> 3] ?? 0) & (1 << (row & 7))) !== 0
  }

  listItems(): VectorSource {
    return new VectorSource(duckdb.list_vector_get_child(this.vector), duckdb.list_vector_get_size(this.vector))
  }

  arrayItems(length: number): VectorSource {
    return new VectorSource(duckdb.array_vector_get_child(this.vector), this.size * length)
  }

  structField(index: number): VectorSource {
    return new VectorSource(duckdb.struct_vector_get_child(this.vector, index), this.size)
  }

  /** Copies `byteCount` bytes from where the pointer at `pointerOffset` of this vector's memory leads. */
  follow(pointerOffset: number, byteCount: number): Uint8Array {
    const bytes = this.bytes(16)
    return duckdb.get_data_from_pointer(bytes.buffer as ArrayBuffer, bytes.byteOffset + pointerOffset, byteCount)
  }
}
