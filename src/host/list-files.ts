import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { ErrorCode } from '../contract/errors.ts'
import { errorCode } from '../engine/workspace/atomic-file.ts'

export interface ListedFile {
  readonly path: string
  /** As the user sees it: the file's name, in a folder with its place in there. */
  readonly name: string
  readonly bytes: number
  /** Found in a folder, so a file that cannot be read is passed over instead of refused. */
  readonly inFolder: boolean
}

export interface FileList {
  readonly files: readonly ListedFile[]
  /** In a folder, but of no format that is read, or hidden. */
  readonly skipped: readonly string[]
  readonly refused: readonly { readonly name: string; readonly code: ErrorCode; readonly format: string | null }[]
}

/** Endings the readers know. What a file really is, they see from its content. */
const readable = new Set(['.csv', '.tsv', '.tab', '.txt', '.xlsx', '.xlsm', '.xlsb', '.xls', '.ods'])

/** All files of the given paths, folders with their subfolders, in the order of their names. */
export async function listFiles(paths: readonly string[]): Promise<FileList> {
  const lists = await Promise.all(paths.map(listPath))
  return {
    files: lists.flatMap(({ files }) => files),
    skipped: lists.flatMap(({ skipped }) => skipped),
    refused: lists.flatMap(({ refused }) => refused),
  }
}

async function listPath(path: string): Promise<FileList> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (found.isDirectory()) return await listFolder(path)
    const ending = extname(name).toLowerCase()
    if (!found.isFile()) return refuse(name, 'file-unreadable')
    if (ending !== '' && !readable.has(ending)) return refuse(name, 'file-unsupported', ending.slice(1))
    return { files: [{ path, name, bytes: found.size, inFolder: false }], skipped: [], refused: [] }
  } catch (cause) {
    return refuse(name, errorCode(cause) === 'ENOENT' || errorCode(cause) === 'ENOTDIR' ? 'file-missing' : 'file-unreadable')
  }
}

function refuse(name: string, code: ErrorCode, format: string | null = null): FileList {
  return { files: [], skipped: [], refused: [{ name, code, format }] }
}

async function listFolder(root: string, inside = ''): Promise<FileList> {
  const entries = await readdir(join(root, inside), { withFileTypes: true })
  const files: ListedFile[] = []
  const skipped: string[] = []
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`
    const path = join(root, name)
    if (entry.name.startsWith('.')) skipped.push(name)
    else if (entry.isDirectory()) {
      const below = await listFolder(root, name)
      files.push(...below.files)
      skipped.push(...below.skipped)
    } else if (entry.isFile() && readable.has(extname(entry.name).toLowerCase())) {
      files.push({ path, name, bytes: (await stat(path)).size, inFolder: true })
    } else skipped.push(name)
  }
  return { files, skipped, refused: [] }
}
