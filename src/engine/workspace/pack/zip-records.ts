/** One part of an archive as its directory tells it. Sizes and places in bytes. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
  /** Unix mode, where the archive was made on such a system; 0 where it says none. */
  readonly mode: number
}

const dosEpoch = 0x00_21_00_00
const utf8Names = 0x08_00
export const deflated = 8
const wide = 0xff_ff_ff_ff
/** Version 4.5 of the format: zip64. */
const zip64Version = 45
const localSignature = 0x04_03_4b_50
const centralSignature = 0x02_01_4b_50

/** Sizes always stand in the zip64 field, so that the header keeps its length when they become known (APPNOTE 4.5.3). */
export function localHeader(entry: Pick<ZipEntry, 'name' | 'crc' | 'packedSize' | 'size'>): Buffer {
  const name = Buffer.from(entry.name, 'utf8')
  const header = Buffer.alloc(30 + name.length + 20)
  header.writeUInt32LE(localSignature, 0)
  writeShared(header, 4, entry, name.length, 20)
  name.copy(header, 30)
  const extra = 30 + name.length
  header.writeUInt16LE(1, extra)
  header.writeUInt16LE(16, extra + 2)
  header.writeBigUInt64LE(BigInt(entry.size), extra + 4)
  header.writeBigUInt64LE(BigInt(entry.packedSize), extra + 12)
  return header
}

export function centralHeader(entry: Pick<ZipEntry, 'name' | 'crc' | 'packedSize' | 'size' | 'offset'>): Buffer {
  const name = Buffer.from(entry.name, 'utf8')
  const header = Buffer.alloc(46 + name.length + 28)
  header.writeUInt32LE(centralSignature, 0)
  header.writeUInt16LE(zip64Version, 4)
  writeShared(header, 6, entry, name.length, 28)
  header.writeUInt32LE(wide, 42)
  name.copy(header, 46)
  const extra = 46 + name.length
  header.writeUInt16LE(1, extra)
  header.writeUInt16LE(24, extra + 2)
  header.writeBigUInt64LE(BigInt(entry.size), extra + 4)
  header.writeBigUInt64LE(BigInt(entry.packedSize), extra + 12)
  header.writeBigUInt64LE(BigInt(entry.offset), extra + 20)
  return header
}

/** The zip64 end of the directory, its locator, and the plain end that leads there. */
export function endRecords(count: number, size: number, offset: number): Buffer {
  const records = Buffer.alloc(56 + 20 + 22)
  records.writeUInt32LE(0x06_06_4b_50, 0)
  records.writeBigUInt64LE(44n, 4)
  records.writeUInt16LE(zip64Version, 12)
  records.writeUInt16LE(zip64Version, 14)
  records.writeBigUInt64LE(BigInt(count), 24)
  records.writeBigUInt64LE(BigInt(count), 32)
  records.writeBigUInt64LE(BigInt(size), 40)
  records.writeBigUInt64LE(BigInt(offset), 48)
  records.writeUInt32LE(0x07_06_4b_50, 56)
  records.writeBigUInt64LE(BigInt(offset + size), 64)
  records.writeUInt32LE(1, 72)
  records.writeUInt32LE(0x06_05_4b_50, 76)
  records.writeUInt16LE(0xff_ff, 84)
  records.writeUInt16LE(0xff_ff, 86)
  records.writeUInt32LE(wide, 88)
  records.writeUInt32LE(wide, 92)
  return records
}

function writeShared(header: Buffer, at: number, entry: { readonly crc: number }, nameLength: number, extraLength: number): void {
  header.writeUInt16LE(zip64Version, at)
  header.writeUInt16LE(utf8Names, at + 2)
  header.writeUInt16LE(deflated, at + 4)
  header.writeUInt32LE(dosEpoch, at + 6)
  header.writeUInt32LE(entry.crc, at + 10)
  header.writeUInt32LE(wide, at + 14)
  header.writeUInt32LE(wide, at + 18)
  header.writeUInt16LE(nameLength, at + 22)
  header.writeUInt16LE(extraLength, at + 24)
}

/** The entries of a directory; null where it breaks off or isn't one. */
export function readDirectory(bytes: Buffer, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = []
  let at = 0
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) return null
    const wideSizes = wideFields(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
    const field = (place: number): number => {
      const value = bytes.readUInt32LE(place)
      return value === wide ? (wideSizes.shift() ?? value) : value
    }
    // The order of the wide fields is fixed: size, packed size, offset, each only where the narrow one is full.
    const size = field(at + 24)
    const packedSize = field(at + 20)
    const offset = field(at + 42)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      flags: bytes.readUInt16LE(at + 8),
      crc: bytes.readUInt32LE(at + 16),
      packedSize,
      size,
      offset,
      mode: bytes.readUInt32LE(at + 38) >>> 16,
    })
    at = next
  }
  return entries
}

function wideFields(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const values = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    return Array.from({ length: Math.floor(values.length / 8) }, (_, index) => Number(values.readBigUInt64LE(index * 8)))
  }
  return []
}
