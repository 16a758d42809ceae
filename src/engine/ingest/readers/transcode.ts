import { open, type FileHandle } from 'node:fs/promises'
import type { Encoding } from './table-source.ts'

const chunkBytes = 2 << 20

/** What marks a byte sequence no decoder could read, in UTF-8. */
export const replacementBytes = Buffer.from('\ufffd')

/** Writes a file's text as UTF-8 without BOM. Bytes that can't be decoded become U+FFFD, which the reader rejects row by row. */
export async function transcodeToUtf8(source: FileHandle, encoding: Encoding, bomBytes: number, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { ignoreBOM: true })
  const buffer = Buffer.alloc(chunkBytes)
  const out = await open(target, 'w')
  try {
    let position = bomBytes
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length, position)
      const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 })
      if (text.length > 0) await out.writeFile(text, 'utf8')
      if (bytesRead === 0) break
      position += bytesRead
    }
  } finally {
    await out.close()
  }
}
