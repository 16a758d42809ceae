import { randomBytes } from 'node:crypto'
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import { schemaMigrations } from '../../database/migrate.ts'
import { errorCode, fileError } from '../atomic-file.ts'
import { engineVersion } from '../engine-version.ts'
import { filesUnder } from '../files-under.ts'
import type { WorkspaceFolder } from '../workspace-folder.ts'
import { manifestName, packedFiles, packedFolders, packVersion, type PackManifest } from './pack-format.ts'
import { ZipFileWriter } from './zip-file-writer.ts'

export interface PackOptions {
  readonly signal?: CancelSignal
  /** 0 to 1, by bytes. */
  readonly onProgress?: (fraction: number) => void
}

interface PackedFile {
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/**
 * Writes a workspace into one file (`.helmdeckz`), which replaces one of that name only when it is whole. No engine may
 * have the workspace open meanwhile. Answers the size in bytes. Fails with `cancelled`, `disk-full`, `workspace-unwritable`.
 */
export async function packWorkspace(folder: WorkspaceFolder, target: string, { signal, onProgress }: PackOptions = {}): Promise<number> {
  const draft = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const files = await filesOf(folder)
    const total = files.reduce((sum, file) => sum + file.bytes, 1)
    let done = 0
    const advance = (bytes: number): void => {
      if (signal?.aborted) throw new HelmdeckError('cancelled')
      done += bytes
      onProgress?.(Math.min(1, done / total))
    }
    const zip = await ZipFileWriter.create(draft)
    try {
      await addManifest(zip, folder.name)
      for (const { name, path } of files) await zip.addFile(name, path, advance)
      await zip.finish()
    } finally {
      await zip.close()
    }
    await rename(draft, target)
    return (await stat(target)).size
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw fileError(cause)
  }
}

async function addManifest(zip: ZipFileWriter, name: string): Promise<void> {
  const manifest: PackManifest = {
    format: 'helmdeckz',
    version: packVersion,
    schema: schemaMigrations().at(-1)?.version ?? 0,
    name,
    engine: engineVersion,
  }
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-pack-'))
  try {
    await writeFile(join(folder, manifestName), JSON.stringify(manifest))
    await zip.addFile(manifestName, join(folder, manifestName))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function filesOf(folder: WorkspaceFolder): Promise<PackedFile[]> {
  const listed = await Promise.all(packedFolders.map((part) => filesUnder(folder.root, part)))
  const names = [...packedFiles, ...listed.flat()]
  const files = await Promise.all(
    names.map(async (name): Promise<PackedFile[]> => {
      const path = join(folder.root, name)
      // Only the write-ahead log may be missing: it is there after a crash and gone after an orderly end.
      const info = await stat(path).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? null : Promise.reject(fileError(cause))))
      return info?.isFile() ? [{ name, path, bytes: info.size }] : []
    }),
  )
  return files.flat()
}
