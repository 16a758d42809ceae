import { crc32, inflateRawSync } from 'node:zlib'

/** What a zip's directory says of one part. */
export interface ZipPart {
  readonly name: string
  /** Unpacked. */
  readonly bytes: number
  readonly method: number
  readonly checksum: number
  /** Where its local header stands, and how many packed bytes follow that. */
  readonly local: number
  readonly packedBytes: number
}

/** Reads the directory at a zip's end; null where it is not there or points outside, as in a file cut short. */
export function zipParts(bytes: Buffer): ZipPart[] | null {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > bytes.length) return null
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const parts: ZipPart[] = []
  for (let part = 0; part < count; part++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const compressed = bytes.readUInt32LE(at + 20)
    if (local + 30 > bytes.length || local + 30 + compressed > bytes.length) return null
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      bytes: bytes.readUInt32LE(at + 24),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      local,
      packedBytes: compressed,
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}

/** Does a part unpack to what the directory says? SheetJS's own inflate never ends on some damaged streams. */
export function isIntact(bytes: Buffer, part: ZipPart): boolean {
  const from = part.local + 30 + bytes.readUInt16LE(part.local + 26) + bytes.readUInt16LE(part.local + 28)
  const packed = bytes.subarray(from, from + part.packedBytes)
  if (part.method !== 0 && part.method !== 8) return true
  try {
    const unpacked = part.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, part.bytes) })
    return unpacked.length === part.bytes && crc32(unpacked) === part.checksum
  } catch {
    return false
  }
}
