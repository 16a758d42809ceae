import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { starterFiles } from './generator/starter-files.ts'

const [folder] = process.argv.slice(2)
const place = folder === undefined ? import.meta.url : `${pathToFileURL(folder).href}/`

for (const [name, bytes] of starterFiles()) {
  writeFileSync(new URL(encodeURIComponent(name), place), bytes)
  process.stdout.write(`${name} ${bytes.length}\n`)
}
