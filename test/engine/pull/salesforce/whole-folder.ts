import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files below a folder that hold one of these texts; how many files there are. */
export function filesHolding(folder: string, texts: readonly string[]): { readonly files: number; readonly holding: string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const holding = files.filter((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name))
    return texts.some((text) => bytes.includes(text))
  })
  return { files: files.length, holding: holding.map(({ name }) => name) }
}
