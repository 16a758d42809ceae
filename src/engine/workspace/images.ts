import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiHandlers } from '../../contract/api.ts'
import { trashDays } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { errorCode, fileError } from './atomic-file.ts'
import { filesUnder } from './files-under.ts'

const mostMegabytes = 2

type ImageType = 'image/png' | 'image/jpeg'

/** What the first bytes say; the name of a file says nothing. SVG is refused: it can hold scripts. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const starts = (...first: readonly number[]) => bytes.length > 16 && first.every((byte, place) => bytes[place] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : null
}

/**
 * Pictures as `documents/images/HASH`, so that backups and packed workspaces have them. The same picture twice is one file. Fails with
 * `image-refused`, `disk-full`, `workspace-unwritable`.
 */
export function imageHandlers(documents: string): ApiHandlers['images'] {
  const folder = join(documents, 'images')
  return {
    async put({ bytes }) {
      if (bytes.length > mostMegabytes * 1024 * 1024) throw new HelmdeckError('image-refused', { reason: 'too-large', most: mostMegabytes })
      if (imageType(bytes) === null) throw new HelmdeckError('image-refused', { reason: 'no-image' })
      const image = createHash('sha256').update(bytes).digest('hex')
      const temporary = join(folder, `${image}.tmp`)
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(temporary, bytes, { mode: 0o600, flush: true })
        await rename(temporary, join(folder, image))
      } catch (cause) {
        throw fileError(cause)
      }
      return { image }
    },
    async read({ image }) {
      const bytes = await readFile(join(folder, image)).catch((cause: unknown) => {
        if (errorCode(cause) === 'ENOENT') throw new HelmdeckError('document-missing', { name: image })
        throw cause
      })
      const type = imageType(bytes)
      if (type === null) throw new HelmdeckError('document-missing', { name: image })
      return { type, bytes: new Uint8Array(bytes) }
    },
  }
}

/**
 * Removes pictures that no document names: neither one that stands, nor an earlier version, nor one in the trash. A picture that came in
 * within the last 30 days stays, since what names it may not be saved yet. To be called by the owner of the workspace when it opens.
 */
export async function sweepImages(documents: string, now: Date): Promise<void> {
  const folder = join(documents, 'images')
  const before = now.getTime() - trashDays * 86_400_000
  const names = await readdir(folder).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? [] : Promise.reject(cause as Error)))
  const old: string[] = []
  for (const name of names) if (/^[\da-f]{64}$/.test(name) && (await stat(join(folder, name))).mtimeMs < before) old.push(name)
  if (old.length === 0) return
  const left = new Set(old)
  for (const path of await filesUnder(documents, 'cockpit')) {
    const text = await readFile(join(documents, path), 'utf8')
    for (const image of left) if (text.includes(image)) left.delete(image)
    if (left.size === 0) return
  }
  for (const image of left) await rm(join(folder, image), { force: true })
}
