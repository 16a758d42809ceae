import type { Api } from '../../../src/contract/api.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'

export const chunkSize = 1024 * 1024

export interface Upload {
  readonly upload: string
  readonly name: string
}

/** The part of the browser's File that is needed to send it. */
export interface Sendable {
  readonly name: string
  readonly size: number
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

/** Sends a file in pieces of 1 MiB, so that it never stands in memory as a whole. A file that fails half-way is discarded. */
export async function sendFile(
  api: Api,
  file: Sendable,
  options: { signal: CancelSignal; onSent: (bytes: number) => void },
): Promise<Upload> {
  const { upload } = await api.sources.begin({ name: file.name, bytes: file.size }, { signal: options.signal })
  try {
    for (let from = 0; from < file.size; from += chunkSize) {
      const to = Math.min(from + chunkSize, file.size)
      const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer())
      await api.sources.append({ upload, bytes }, { signal: options.signal })
      options.onSent(to - from)
    }
    await api.sources.finish({ upload }, { signal: options.signal })
    return { upload, name: file.name }
  } catch (error) {
    // Best effort: an engine that is gone has nothing left to discard.
    await api.sources.discard({ upload }).catch(() => {})
    throw error
  }
}
