import { HelmdeckError } from '../../../contract/errors.ts'
import { FileSecrets } from './file-secrets.ts'
import { KeychainSecrets } from './keychain-secrets.ts'

/** Where secrets of connections lie: on the machine, never in a workspace. */
export interface SecretStore {
  /** null where there is none. */
  read(entry: string): Promise<string | null>
  write(entry: string, secret: string): Promise<void>
  remove(entry: string): Promise<void>
}

/** What a connection's secret is called: two workspaces may each have a connection `crm`. */
export function secretEntry(workspaceRoot: string, connection: string): string {
  return `${workspaceRoot}#${connection}`
}

/**
 * The machine's keychain where it works; else the encrypted file that HELMDECK_SECRETS names, with HELMDECK_KEY; else a store that
 * holds nothing and refuses to with `no-secret-store`. Never plain text.
 */
export function secretStore(env: Readonly<Record<string, string | undefined>>): SecretStore {
  let chosen: Promise<SecretStore> | undefined
  const choose = async (): Promise<SecretStore> => {
    const { HELMDECK_SECRETS: file, HELMDECK_KEY: key } = env
    if (file !== undefined && file !== '' && key !== undefined && key !== '') return new FileSecrets(file, key)
    return (await KeychainSecrets.open()) ?? noSecrets
  }
  const store = (): Promise<SecretStore> => (chosen ??= choose())
  return {
    read: async (entry) => (await store()).read(entry),
    write: async (entry, secret) => (await store()).write(entry, secret),
    remove: async (entry) => (await store()).remove(entry),
  }
}

const noSecrets: SecretStore = {
  read: async () => null,
  write: async () => {
    throw new HelmdeckError('no-secret-store')
  },
  remove: async () => undefined,
}
