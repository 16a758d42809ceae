import { access, constants, mkdir, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { HelmdeckError } from '../../contract/errors.ts'
import { errorCode, fileError } from './atomic-file.ts'

/** Where everything of a workspace lies. All paths are absolute. */
export interface WorkspaceFolder {
  readonly root: string
  /** The folder's name without `.helmdeck`. */
  readonly name: string
  readonly databaseFile: string
  readonly sources: string
  readonly documents: string
  readonly backups: string
  readonly locks: string
}

export function workspaceFolder(path: string): WorkspaceFolder {
  const root = resolve(path)
  return {
    root,
    name: basename(root).replace(/\.helmdeck$/i, '') || 'workspace',
    databaseFile: join(root, 'data.duckdb'),
    sources: join(root, 'sources'),
    documents: join(root, 'documents'),
    backups: join(root, 'backups'),
    locks: join(root, 'lock'),
  }
}

/** What a kill while a workspace was being made can leave behind; a folder with nothing else still counts as empty. */
const ownNames = new Set(['sources', 'documents', 'backups', 'lock', 'incoming', '.duckdb-temp', '.DS_Store'])

/**
 * Makes sure that a path is a workspace, or with `create` makes one of a missing or empty folder. Nothing of a folder
 * that is no workspace is touched. Fails with `workspace-missing`, `not-a-workspace`, `workspace-unwritable`, `disk-full`.
 */
export async function prepareFolder(path: string, options: { readonly create: boolean }): Promise<WorkspaceFolder> {
  const folder = workspaceFolder(path)
  const names = await namesIn(folder)
  if (names === null && !options.create) throw new HelmdeckError('workspace-missing', { name: folder.name })
  const isWorkspace = names?.includes('data.duckdb') ?? false
  const isEmpty = names === null || names.every((name) => ownNames.has(name))
  if (!isWorkspace && (!isEmpty || !options.create)) throw new HelmdeckError('not-a-workspace', { name: folder.name })
  try {
    for (const part of [folder.root, folder.sources, folder.documents, folder.backups]) await mkdir(part, { recursive: true })
    await mkdir(folder.locks, { recursive: true, mode: 0o700 })
    await access(folder.root, constants.W_OK)
  } catch (cause) {
    throw fileError(cause)
  }
  return folder
}

async function namesIn(folder: WorkspaceFolder): Promise<string[] | null> {
  try {
    return await readdir(folder.root)
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return null
    if (errorCode(cause) === 'ENOTDIR') throw new HelmdeckError('not-a-workspace', { name: folder.name })
    throw fileError(cause)
  }
}
