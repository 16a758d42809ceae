import { open, type FileHandle } from 'node:fs/promises'

const flushAt = 4 << 20

/** Collects records in a buffer and writes it in large pieces. */
export class RenditionWriter {
  bytes = 0
  private readonly file: FileHandle
  private buffer = Buffer.allocUnsafe(flushAt + (1 << 20))
  private filled = 0

  private constructor(file: FileHandle) {
    this.file = file
  }

  static async create(path: string): Promise<RenditionWriter> {
    return new RenditionWriter(await open(path, 'w'))
  }

  /** `row`, a delimiter, `length` bytes as they are, `more` delimiters for missing cells, a line feed. */
  copyRecord(row: number, delimiter: number, source: Uint8Array, start: number, end: number, more = 0): void {
    this.reserve(end - start + more + 20)
    this.filled = writeDigits(this.buffer, this.filled, row)
    this.buffer[this.filled++] = delimiter
    this.buffer.set(source.subarray(start, end), this.filled)
    this.filled += end - start
    for (let count = 0; count < more; count++) this.buffer[this.filled++] = delimiter
    this.buffer[this.filled++] = 10
  }

  writeLine(line: string): void {
    const length = Buffer.byteLength(line)
    this.reserve(length + 1)
    this.buffer.write(line, this.filled)
    this.filled += length
    this.buffer[this.filled++] = 10
  }

  get isFull(): boolean {
    return this.filled >= flushAt
  }

  async flush(): Promise<void> {
    let from = 0
    while (from < this.filled) from += (await this.file.write(this.buffer, from, this.filled - from)).bytesWritten
    this.bytes += this.filled
    this.filled = 0
  }

  async close(): Promise<void> {
    try {
      await this.flush()
    } finally {
      await this.file.close()
    }
  }

  /** Gives the file back without writing what is left. */
  async abandon(): Promise<void> {
    await this.file.close()
  }

  private reserve(length: number): void {
    if (this.filled + length <= this.buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.filled + length))
    this.buffer.copy(larger, 0, 0, this.filled)
    this.buffer = larger
  }
}

function writeDigits(target: Uint8Array, at: number, value: number): number {
  let divisor = 1
  while (value / divisor >= 10) divisor *= 10
  for (let rest = value; divisor >= 1; divisor /= 10) {
    const digit = Math.floor(rest / divisor)
    target[at++] = 48 + digit
    rest -= digit * divisor
  }
  return at
}
