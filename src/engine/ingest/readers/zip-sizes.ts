/** What a zip's directory says of one part. */
export interface ZipPart {
  readonly name: string
  readonly bytes: number
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
    parts.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), bytes: bytes.readUInt32LE(at + 24) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}
