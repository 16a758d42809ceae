import { randomBytes } from 'node:crypto'
import type { AsyncEntry } from '@napi-rs/keyring'
import type { SecretStore } from './secret-store.ts'

const service = 'Helmdeck'
type Entries = new (service: string, account: string) => AsyncEntry

/** The keychain of the system: Keychain, Credential Manager, Secret Service. */
export class KeychainSecrets implements SecretStore {
  private readonly entries: Entries

  private constructor(entries: Entries) {
    this.entries = entries
  }

  /** null where writing, reading and removing a trial entry does not work, as on machines without a desktop session. */
  static async open(): Promise<KeychainSecrets | null> {
    try {
      const { AsyncEntry: Entry } = await import('@napi-rs/keyring')
      const trial = new Entry(service, `trial-${randomBytes(8).toString('hex')}`)
      const written = randomBytes(16).toString('hex')
      await trial.setPassword(written)
      const isThere = (await trial.getPassword()) === written
      await trial.deletePassword()
      return isThere ? new KeychainSecrets(Entry) : null
    } catch {
      return null
    }
  }

  async read(entry: string): Promise<string | null> {
    return (await new this.entries(service, entry).getPassword()) ?? null
  }

  async write(entry: string, secret: string): Promise<void> {
    await new this.entries(service, entry).setPassword(secret)
  }

  async remove(entry: string): Promise<void> {
    await new this.entries(service, entry).deletePassword().catch(() => undefined)
  }
}
