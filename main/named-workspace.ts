import { basename, isAbsolute, resolve } from 'node:path'

/** A workspace or a packed one that a command line names, as a whole path; null where it names none. */
export function namedWorkspace(words: readonly string[], folder: string): string | null {
  const named = words.findLast((word) => !word.startsWith('-') && /\.helmdeckz?[\\/]?$/i.test(word))
  if (named === undefined) return null
  return isAbsolute(named) ? resolve(named) : resolve(folder, named)
}

export function isPacked(path: string): boolean {
  return /\.helmdeckz$/i.test(path)
}

export function workspaceName(path: string): string {
  return basename(path).replace(/\.helmdeckz?$/i, '')
}
