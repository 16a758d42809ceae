import { Readable } from 'node:stream'
import { createDeflateRaw, crc32 } from 'node:zlib'

interface Entry {
  readonly name: Buffer
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
}

const dosEpoch = 0x00_21_00_00
const utf8Names = 0x08_00
const fourGigabytes = 0xff_ff_ff_ff

/** A zip archive in memory, one deflated part at a time. Times are fixed so that equal contents give equal bytes. */
export class ZipWriter {
  readonly #chunks: Buffer[] = []
  readonly #entries: Entry[] = []
  readonly #level: number
  #offset = 0

  /** `level` as zlib counts: 1 is fast, 9 small. */
  constructor({ level = 6 }: { readonly level?: number } = {}) {
    this.#level = level
  }

  /** Adds one part; each piece is held only until it is packed. */
  async add(partName: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
    const name = Buffer.from(partName, 'utf8')
    const source = { crc: 0, size: 0 }
    const packed: Buffer[] = []
    const deflate = createDeflateRaw({ level: this.#level })
    Readable.from(inBlocks(pieces, source), { objectMode: false }).pipe(deflate)
    for await (const chunk of deflate) packed.push(chunk as Buffer)
    const entry = { name, ...source, packedSize: packed.reduce((sum, chunk) => sum + chunk.length, 0), offset: this.#offset }
    if (entry.offset + entry.packedSize > fourGigabytes || entry.size > fourGigabytes) throw new Error('zip part beyond 4 GiB')
    this.#push(localHeader(entry), name, ...packed)
    this.#entries.push(entry)
  }

  finish(): Uint8Array {
    const start = this.#offset
    for (const entry of this.#entries) this.#push(centralHeader(entry), entry.name)
    this.#push(endRecord(this.#entries.length, this.#offset - start, start))
    return Buffer.concat(this.#chunks)
  }

  #push(...buffers: Buffer[]): void {
    for (const buffer of buffers) {
      this.#chunks.push(buffer)
      this.#offset += buffer.length
    }
  }
}

const blockLength = 1 << 18

function* inBlocks(pieces: Iterable<string | Uint8Array>, source: { crc: number; size: number }): Generator<Buffer> {
  let block = ''
  const counted = (bytes: Buffer): Buffer => {
    source.crc = crc32(bytes, source.crc)
    source.size += bytes.length
    return bytes
  }
  const pack = (): Buffer => {
    const bytes = Buffer.from(block, 'utf8')
    block = ''
    return counted(bytes)
  }
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (block !== '') yield pack()
      yield counted(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
      continue
    }
    block += piece
    if (block.length >= blockLength) yield pack()
  }
  if (block !== '') yield pack()
}

function sharedFields(header: Buffer, at: number, entry: Entry): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(utf8Names, at + 2)
  header.writeUInt16LE(8, at + 4)
  header.writeUInt32LE(dosEpoch, at + 6)
  header.writeUInt32LE(entry.crc, at + 10)
  header.writeUInt32LE(entry.packedSize, at + 14)
  header.writeUInt32LE(entry.size, at + 18)
  header.writeUInt16LE(entry.name.length, at + 22)
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04_03_4b_50, 0)
  sharedFields(header, 4, entry)
  return header
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02_01_4b_50, 0)
  header.writeUInt16LE(20, 4)
  sharedFields(header, 6, entry)
  header.writeUInt32LE(entry.offset, 42)
  return header
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06_05_4b_50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(offset, 16)
  return record
}
