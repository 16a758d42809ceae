/// <reference types="vite/types/importMeta.d.ts" />
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const prefix = '../../../queries/'
const texts = loadTexts()

/** The text of a fixed query by its place under queries/, for example `schema/0001_model.sql`. Throws where there is no such file. */
export function queryText(path: string): string {
  const text = texts.get(path)
  if (text === undefined) throw new Error(`no query file ${path}`)
  return text
}

/** Places of all query files in a folder under queries/, sorted by name. */
export function queryFiles(folder: string): readonly string[] {
  return [...texts.keys()].filter((path) => path.startsWith(`${folder}/`)).sort()
}

function loadTexts(): Map<string, string> {
  const found = new Map<string, string>()
  for (const [path, text] of Object.entries(bundledTexts() ?? textsFromDisk())) found.set(path.slice(prefix.length), text)
  return found
}

/** Vite replaces the call by the files' texts; a runner that knows no Vite (tsx) has no `glob` and throws. */
function bundledTexts(): Record<string, string> | null {
  try {
    return import.meta.glob<string>('../../../queries/**/*.sql', { query: '?raw', import: 'default', eager: true })
  } catch {
    return null
  }
}

function textsFromDisk(): Record<string, string> {
  const folder = fileURLToPath(new URL(prefix, import.meta.url))
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql'))
  return Object.fromEntries(paths.map((path) => [prefix + path.replaceAll('\\', '/'), readFileSync(folder + path, 'utf8')]))
}
