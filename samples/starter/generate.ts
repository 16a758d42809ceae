import { writeFileSync } from 'node:fs'
import { starterFiles } from './generator/starter-files.ts'

for (const [name, bytes] of starterFiles()) {
  writeFileSync(new URL(encodeURIComponent(name), import.meta.url), bytes)
  process.stdout.write(`${name} ${bytes.length}\n`)
}
