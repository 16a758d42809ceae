import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { HelmdeckError } from '../../../contract/errors.ts'
import { errorCode, writeAtomically } from '../../workspace/atomic-file.ts'
import { createTurns } from '../../workspace/turns.ts'
import type { SecretStore } from './secret-store.ts'

const Sealed = z.object({ salt: z.string(), nonce: z.string(), tag: z.string(), text: z.string() })
const SecretFile = z.object({ version: z.literal(1), entries: z.record(z.string(), Sealed) })
type SecretFile = z.infer<typeof SecretFile>

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
// RFC 7914's example for interactive logins, doubled.
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 << 20 }

/** Secrets in one file of mode 0600, each sealed by AES-256-GCM under the key that HELMDECK_KEY gives (scrypt). Names are hashed. */
export class FileSecrets implements SecretStore {
  private readonly path: string
  private readonly key: string
  private readonly inTurn = createTurns()

  constructor(path: string, key: string) {
    this.path = path
    this.key = key
  }

  async read(entry: string): Promise<string | null> {
    const sealed = (await this.load()).entries[nameOf(entry)]
    if (sealed === undefined) return null
    const [salt, nonce, tag, text] = [sealed.salt, sealed.nonce, sealed.tag, sealed.text].map((part) => Buffer.from(part, 'base64')) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ]
    const opening = createDecipheriv('aes-256-gcm', await derive(this.key, salt, 32, cost), nonce)
    opening.setAuthTag(tag)
    opening.setAAD(Buffer.from(nameOf(entry)))
    try {
      return Buffer.concat([opening.update(text), opening.final()]).toString('utf8')
    } catch {
      // Another key: what was sealed stays sealed.
      throw new HelmdeckError('no-secret-store')
    }
  }

  async write(entry: string, secret: string): Promise<void> {
    await this.inTurn(async () => {
      const [salt, nonce] = [randomBytes(16), randomBytes(12)]
      const sealing = createCipheriv('aes-256-gcm', await derive(this.key, salt, 32, cost), nonce)
      sealing.setAAD(Buffer.from(nameOf(entry)))
      const text = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()])
      const [a, b, c, d] = [salt, nonce, sealing.getAuthTag(), text].map((part) => part.toString('base64')) as [
        string,
        string,
        string,
        string,
      ]
      const { entries } = await this.load()
      await this.save({ version: 1, entries: { ...entries, [nameOf(entry)]: { salt: a, nonce: b, tag: c, text: d } } })
    })
  }

  async remove(entry: string): Promise<void> {
    await this.inTurn(async () => {
      const { [nameOf(entry)]: gone, ...entries } = (await this.load()).entries
      if (gone !== undefined) await this.save({ version: 1, entries })
    })
  }

  private async load(): Promise<SecretFile> {
    try {
      return SecretFile.parse(JSON.parse(await readFile(this.path, 'utf8')))
    } catch (cause) {
      if (errorCode(cause) === 'ENOENT') return { version: 1, entries: {} }
      throw new HelmdeckError('no-secret-store', {}, { cause })
    }
  }

  private async save(file: SecretFile): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    await writeAtomically(this.path, JSON.stringify(file))
    await chmod(this.path, 0o600)
  }
}

function nameOf(entry: string): string {
  return createHash('sha256').update(entry).digest('hex')
}
