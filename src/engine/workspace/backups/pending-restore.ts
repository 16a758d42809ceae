import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, fileError, syncFolder } from '../atomic-file.ts'
import type { WorkspaceFolder } from '../workspace-folder.ts'

const draftPrefix = '.restoring-'
/** Under this name a draft counts: from that rename on the workspace is the restored one. */
const pendingName = 'restoring'

/** In the workspace's own folder, so that every part of it takes its place by a rename. */
export function newRestoreDraft(folder: WorkspaceFolder): string {
  return join(folder.root, `${draftPrefix}${randomBytes(8).toString('hex')}`)
}

/** Makes a whole and settled draft the workspace's next state. Before it nothing has changed, after it there is no way back. */
export async function commitRestore(folder: WorkspaceFolder, draft: string): Promise<void> {
  await rename(draft, join(folder.root, pendingName))
  await syncFolder(folder.root)
}

/**
 * Puts what was committed in its place. To be called by the owner whenever it opens the database, before that: a kill anywhere
 * in here is made good by the next call.
 */
export async function finishRestore(folder: WorkspaceFolder): Promise<void> {
  const pending = join(folder.root, pendingName)
  try {
    const parts = await readdir(pending).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? null : Promise.reject(cause as Error)))
    if (parts === null) return
    if (parts.includes('data.duckdb')) {
      // The log of the database before would be played into the restored one.
      await rm(`${folder.databaseFile}.wal`, { force: true })
      await rename(join(pending, 'data.duckdb'), folder.databaseFile)
    }
    for (const part of ['documents', 'sources']) if (parts.includes(part)) await exchange(folder.root, pending, part)
    await syncFolder(folder.root)
    await rm(pending, { recursive: true, force: true })
  } catch (cause) {
    throw fileError(cause)
  }
}

async function exchange(root: string, pending: string, part: string): Promise<void> {
  await rename(join(root, part), join(pending, `.replaced-${part}-${randomBytes(4).toString('hex')}`)).catch((cause: unknown) =>
    errorCode(cause) === 'ENOENT' ? undefined : Promise.reject(cause as Error),
  )
  await rename(join(pending, part), join(root, part))
}

/** What a killed restore left before it counted, as names in the workspace's folder. */
export async function restoreDrafts(folder: WorkspaceFolder): Promise<string[]> {
  const names = await readdir(folder.root)
  return names.filter((name) => name.startsWith(draftPrefix)).toSorted()
}
