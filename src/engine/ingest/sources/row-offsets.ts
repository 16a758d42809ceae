import type { RowOffsets } from '../readers/table-source.ts'

/** Increasing numbers as differences in 7-bit groups: two bytes for a typical 64 rows. Last comes the end of the last row. */
export function packOffsets({ offsets, end }: RowOffsets): Uint8Array {
  const bytes: number[] = []
  let previous = 0
  for (const offset of [...offsets, end]) {
    let difference = offset - previous
    previous = offset
    while (difference >= 128) {
      bytes.push((difference % 128) | 128)
      difference = Math.floor(difference / 128)
    }
    bytes.push(difference)
  }
  return Uint8Array.from(bytes)
}

export function unpackOffsets(bytes: Uint8Array, every: number): RowOffsets {
  const offsets: number[] = []
  let previous = 0
  let scale = 1
  let difference = 0
  for (const byte of bytes) {
    difference += (byte & 127) * scale
    scale *= 128
    if (byte < 128) {
      offsets.push((previous += difference))
      difference = 0
      scale = 1
    }
  }
  const end = offsets.pop() ?? 0
  return { every, offsets, end }
}
