import { open } from 'node:fs/promises'
import { HelmdeckError } from '../contract/errors.ts'
import type { Api } from '../contract/api.ts'
import { errorCode } from '../engine/workspace/atomic-file.ts'
import type { ListedFile } from './list-files.ts'

const chunkBytes = 4 * 1024 * 1024

/** Sends a file to the engine piece by piece, each answered before the next: an attached engine is never flooded. */
export async function uploadFile(api: Api, file: ListedFile, signal: AbortSignal): Promise<string> {
  const source = await open(file.path, 'r').catch((cause: unknown) => {
    throw new HelmdeckError(errorCode(cause) === 'ENOENT' ? 'file-missing' : 'file-unreadable', { file: file.name }, { cause })
  })
  let upload: string | undefined
  try {
    ;({ upload } = await api.sources.begin({ name: file.name, bytes: file.bytes }, { signal }))
    const buffer = Buffer.alloc(Math.min(chunkBytes, Math.max(1, file.bytes)))
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.byteLength)
      if (bytesRead === 0) break
      await api.sources.append({ upload, bytes: Uint8Array.from(buffer.subarray(0, bytesRead)) }, { signal })
    }
    await api.sources.finish({ upload }, { signal })
    return upload
  } catch (error) {
    if (upload !== undefined) await api.sources.discard({ upload }).catch(() => undefined)
    throw error
  } finally {
    await source.close()
  }
}
