import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import { z } from 'zod'

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

const blockBytes = 1 << 20
/** Blocks compressed at the same time; zlib works on its own threads. */
const ahead = 2

/** Where the blocks of one compressed file stand. `ends` are positions in the compressed file, one per block. */
export const BlockIndex = z.object({
  file: z.string(),
  codec: z.enum(['brotli', 'none']),
  bytes: z.int(),
  blockBytes: z.int(),
  ends: z.array(z.int()),
})
export type BlockIndex = z.infer<typeof BlockIndex>

/**
 * Copies a file into compressed blocks that can be read apart. Brotli at its lowest quality: measured on CRM text it is both
 * smaller (25-32 %) and faster (about 100 MB/s) than deflate at level 1 (26-33 %, 67 MB/s).
 */
export async function writeBlocks(
  source: string,
  folder: string,
  file: string,
  codec: BlockIndex['codec'] = 'brotli',
): Promise<BlockIndex> {
  const from = await open(source, 'r')
  const to = await open(`${folder}/${file}`, 'wx')
  try {
    const ends: number[] = []
    const pending: Promise<Buffer>[] = []
    let bytes = 0
    let end = 0
    const writeOldest = async () => {
      const block = await pending.shift()!
      await to.writeFile(block)
      ends.push((end += block.length))
    }
    for (;;) {
      const block = Buffer.allocUnsafe(blockBytes)
      const length = await fill(from, block, bytes)
      if (length === 0) break
      bytes += length
      const raw = block.subarray(0, length)
      pending.push(codec === 'none' ? Promise.resolve(raw) : compress(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }))
      if (pending.length > ahead) await writeOldest()
    }
    while (pending.length > 0) await writeOldest()
    await to.sync()
    return { file, codec, bytes, blockBytes, ends }
  } finally {
    await Promise.all([from.close(), to.close()])
  }
}

async function fill(file: Awaited<ReturnType<typeof open>>, block: Buffer, position: number): Promise<number> {
  let filled = 0
  while (filled < block.length) {
    const { bytesRead } = await file.read(block, filled, block.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

/** The bytes `from` (included) to `to` (excluded) of the file as it was before compression. */
export async function readBlocks(folder: string, index: BlockIndex, from: number, to: number): Promise<Buffer> {
  const first = Math.floor(from / index.blockBytes)
  const last = Math.min(index.ends.length - 1, Math.floor((Math.min(to, index.bytes) - 1) / index.blockBytes))
  const parts: Buffer[] = []
  const file = await open(`${folder}/${index.file}`, 'r')
  try {
    for (let block = first; block <= last; block++) {
      const start = block === 0 ? 0 : index.ends[block - 1]!
      const stored = Buffer.allocUnsafe(index.ends[block]! - start)
      await file.read(stored, 0, stored.length, start)
      parts.push(index.codec === 'none' ? stored : await decompress(stored))
    }
  } finally {
    await file.close()
  }
  const offset = first * index.blockBytes
  return Buffer.concat(parts).subarray(from - offset, Math.max(from, to) - offset)
}
