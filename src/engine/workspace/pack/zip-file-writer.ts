import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { centralHeader, endRecords, localHeader, type ZipEntry } from './zip-records.ts'

/** A zip written to a file part by part: nothing larger than a block stands in memory, and no size has a limit of 4 GiB. */
export class ZipFileWriter {
  readonly #file: FileHandle
  readonly #entries: Pick<ZipEntry, 'name' | 'crc' | 'packedSize' | 'size' | 'offset'>[] = []
  #offset = 0

  private constructor(file: FileHandle) {
    this.#file = file
  }

  /** Makes the file; one that is there already is refused. */
  static async create(path: string): Promise<ZipFileWriter> {
    return new ZipFileWriter(await open(path, 'wx', 0o600))
  }

  /** `onBytes` hears how many bytes of the source were read. */
  async addFile(name: string, path: string, onBytes: (bytes: number) => void = () => undefined): Promise<void> {
    const offset = this.#offset
    const sizes = { crc: 0, size: 0, packedSize: 0 }
    await this.#write(localHeader({ name, ...sizes }))
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      async function* measure(source: AsyncIterable<Buffer>) {
        for await (const block of source) {
          sizes.crc = crc32(block, sizes.crc)
          sizes.size += block.length
          onBytes(block.length)
          yield block
        }
      },
      // Sources and the database are compressed already; a higher level would cost minutes and gain little.
      createDeflateRaw({ level: 1 }),
      async (packed: AsyncIterable<Buffer>) => {
        for await (const block of packed) {
          sizes.packedSize += block.length
          await this.#write(block)
        }
      },
    )
    const header = localHeader({ name, ...sizes })
    await this.#file.write(header, 0, header.length, offset)
    this.#entries.push({ name, ...sizes, offset })
  }

  /** Writes the directory and makes sure that the disk has it all. */
  async finish(): Promise<void> {
    const start = this.#offset
    for (const entry of this.#entries) await this.#write(centralHeader(entry))
    await this.#write(endRecords(this.#entries.length, this.#offset - start, start))
    await this.#file.sync()
  }

  async close(): Promise<void> {
    await this.#file.close()
  }

  async #write(bytes: Buffer): Promise<void> {
    let done = 0
    while (done < bytes.length) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#offset + done)
      done += bytesWritten
    }
    this.#offset += bytes.length
  }
}
