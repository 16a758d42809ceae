import { createReadStream, createWriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { deflated, readDirectory, type ZipEntry } from './zip-records.ts'

/** What is wrong with an archive, in words for a log; the caller knows what its user should hear. */
export class DamagedZip extends Error {}

const longestComment = 0xff_ff
const mostEntries = 100_000
const longestDirectory = 64 * 1024 * 1024

/** The directory of an archive, checked against the file's length. Throws `DamagedZip`. */
export async function zipEntries(file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - 22 - longestComment), Math.min(size, 22 + longestComment))
  const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) throw new DamagedZip('there is no directory at its end')
  const { count, length, offset } = await directoryPlace(file, tail, end, size)
  if (count > mostEntries || length > longestDirectory) throw new DamagedZip('it has too many parts')
  if (offset + length > size) throw new DamagedZip('its directory lies outside of it')
  const entries = readDirectory(await readAt(file, offset, length), count)
  if (!entries) throw new DamagedZip('its directory breaks off')
  if (entries.some((entry) => entry.offset + 30 + entry.packedSize > offset)) throw new DamagedZip('a part lies outside of it')
  return entries
}

async function directoryPlace(
  file: FileHandle,
  tail: Buffer,
  end: number,
  size: number,
): Promise<{ count: number; length: number; offset: number }> {
  const plain = { count: tail.readUInt16LE(end + 10), length: tail.readUInt32LE(end + 12), offset: tail.readUInt32LE(end + 16) }
  if (end < 20 || tail.readUInt32LE(end - 20) !== 0x07_06_4b_50) return plain
  const place = Number(tail.readBigUInt64LE(end - 12))
  if (place + 56 > size) throw new DamagedZip('its directory lies outside of it')
  const record = await readAt(file, place, 56)
  if (record.readUInt32LE(0) !== 0x06_06_4b_50) throw new DamagedZip('its directory breaks off')
  const wide = (at: number): number => Number(record.readBigUInt64LE(at))
  return { count: wide(32), length: wide(40), offset: wide(48) }
}

/**
 * Writes one part to a new file. No more is written than the directory said, whatever the packed bytes become, and what
 * doesn't fit its size and checksum throws `DamagedZip`.
 */
export async function extractEntry(
  file: FileHandle,
  entry: ZipEntry,
  target: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  const header = await readAt(file, entry.offset, 30)
  if (header.readUInt32LE(0) !== 0x04_03_4b_50) throw new DamagedZip(`${entry.name} does not start where it should`)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const found = { crc: 0, size: 0 }
  const measure = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const block of source) {
      found.size += block.length
      if (found.size > entry.size) throw new DamagedZip(`${entry.name} is larger than it says`)
      found.crc = crc32(block, found.crc)
      onBytes(block.length)
      yield block
    }
  }
  const out = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true })
  // By its number: a FileHandle would keep a listener for every part that was read of it.
  const range = { fd: file.fd, start, end: start + entry.packedSize - 1, autoClose: false, highWaterMark: 1 << 20 }
  const source = entry.packedSize === 0 ? Readable.from([]) : createReadStream('', range)
  try {
    if (entry.method === deflated) await pipeline(source, createInflateRaw(), measure, out)
    else await pipeline(source, measure, out)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) {
      throw new DamagedZip(`${entry.name} cannot be unpacked`, { cause })
    }
    throw cause
  }
  if (found.size !== entry.size || found.crc !== entry.crc) throw new DamagedZip(`${entry.name} does not fit its checksum`)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done)
    if (bytesRead === 0) throw new DamagedZip('it is cut off')
    done += bytesRead
  }
  return bytes
}
