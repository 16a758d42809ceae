import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export interface UiFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The build puts a hash of the content into the name, so such a file never changes. */
  readonly isImmutable: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** The built page by URL, read once: a request only ever looks up what was found here, so no path is made of what it says. */
export function readUiFiles(folder: string): ReadonlyMap<string, UiFile> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const url = `/${relative(folder, path).split(sep).join('/')}`
      const type = types[extname(path)] ?? 'application/octet-stream'
      return [url, { type, bytes: new Uint8Array(readFileSync(path)), isImmutable: url.startsWith('/assets/') }]
    }),
  )
}
