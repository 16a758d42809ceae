import { createHash } from 'node:crypto'
import { headerKey } from './header-key.ts'

/** sha-256 of the normalised headers: files with the same columns in the same order have the same fingerprint. */
export function headerFingerprint(headers: readonly string[]): string {
  return createHash('sha256').update(headers.map(headerKey).join('\u001f')).digest('hex')
}
