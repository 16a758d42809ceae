import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface FontFiles {
  readonly regular: string
  readonly bold: string
}

const built = { regular: 'fonts/NotoSansSC_400Regular.ttf', bold: 'fonts/NotoSansSC_700Bold.ttf' }
const source = 'node_modules/@expo-google-fonts/noto-sans-sc'
const installed = { regular: `${source}/400Regular/NotoSansSC_400Regular.ttf`, bold: `${source}/700Bold/NotoSansSC_700Bold.ttf` }

let found: FontFiles | undefined

/** The fonts that are shipped: beside the built programs, or of the package that the build takes them from. Throws where there are none. */
export function fontFiles(): FontFiles {
  found ??= search(dirname(fileURLToPath(import.meta.url)))
  return found
}

function search(start: string): FontFiles {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const names of [built, installed]) {
      const files = { regular: outside(join(folder, names.regular)), bold: outside(join(folder, names.bold)) }
      if (existsSync(files.regular) && existsSync(files.bold)) return files
    }
    if (dirname(folder) === folder) throw new Error(`no fonts above ${start}`)
  }
}

/** What reads fonts natively can't look into Electron's archive: they lie beside it. */
function outside(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
}
