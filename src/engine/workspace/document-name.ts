import { createHash } from 'node:crypto'

const plain = /^[a-z0-9][a-z0-9-]{0,63}$/
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)$/

/**
 * The file name, without extension, of a document. Plain names stay as they are. Any other (`../x`, `CON`, `季度 报告`,
 * two names that differ in case only) becomes readable text, `~` and a hash of the name, so it is safe on every file
 * system and never meets another name's file.
 */
export function documentFileName(name: string): string {
  if (plain.test(name) && !reservedOnWindows.test(name)) return name
  const readable = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const start = [...readable].slice(0, 24).join('')
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16)
  return `${start}~${hash}`
}
