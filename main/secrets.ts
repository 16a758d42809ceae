import { safeStorage } from 'electron'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { HelmdeckError } from '../src/contract/errors.ts'
import { writeAtomically } from '../src/engine/workspace/atomic-file.ts'

const SecretFile = z.record(z.string(), z.base64())

export interface Secrets {
  keep(name: string, secret: string): Promise<void>
  names(): readonly string[]
  forget(name: string): Promise<void>
  /** For the shell alone: no page is told a secret. */
  read(name: string): string | null
}

/** Secrets under the system's keychain, as a file of encrypted values. Without a real keychain none is ever written. */
export function openSecrets(path: string): Secrets {
  const stored = (): Readonly<Record<string, string>> => {
    try {
      return SecretFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      return {}
    }
  }
  return {
    async keep(name, secret) {
      requireKeychain()
      await writeAtomically(path, JSON.stringify({ ...stored(), [name]: safeStorage.encryptString(secret).toString('base64') }))
    },
    names: () => Object.keys(stored()).toSorted(),
    async forget(name) {
      await writeAtomically(path, JSON.stringify(Object.fromEntries(Object.entries(stored()).filter(([other]) => other !== name))))
    },
    read(name) {
      const value = stored()[name]
      if (value === undefined) return null
      requireKeychain()
      return safeStorage.decryptString(Buffer.from(value, 'base64'))
    },
  }
}

/** On Linux without a keychain Electron "encrypts" with a key that stands in its own source: `basic_text`. */
function requireKeychain(): void {
  const isPlain = process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  if (isPlain || !safeStorage.isEncryptionAvailable()) throw new HelmdeckError('not-available', { what: 'safeStorage' })
}
