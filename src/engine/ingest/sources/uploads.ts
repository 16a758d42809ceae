import { createHash, randomBytes, type Hash } from 'node:crypto'
import { mkdir, open, readdir, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { HelmdeckError } from '../../../contract/errors.ts'
import { writing } from './write-failure.ts'

/** A file that has arrived. Its bytes stand at `path`; `folder` takes what is written while reading it and goes with it. */
export interface ReceivedFile {
  readonly upload: string
  /** As the sender calls it, for people only: it is never part of a path. */
  readonly name: string
  readonly bytes: number
  /** sha-256, hexadecimal. */
  readonly hash: string
  readonly path: string
  readonly folder: string
}

interface OpenUpload {
  readonly name: string
  readonly announced: number | null
  readonly file: FileHandle
  readonly hash: Hash
  received: number
  /** Chunks of one upload are written one after the other, however they arrive. */
  queue: Promise<unknown>
}

/** Files on their way into a workspace: `W/incoming/<random id>/`. Nothing in there outlives the process that received it. */
export class Uploads {
  private readonly root: string
  private readonly opened = new Map<string, OpenUpload>()
  private readonly received = new Map<string, ReceivedFile>()
  /** Their folders are being made or removed. */
  private readonly moving = new Set<string>()

  constructor(workspaceFolder: string) {
    this.root = join(workspaceFolder, 'incoming')
  }

  /** Removes what a dead process left. To be called once, by the owner of the workspace, before the first upload. */
  async sweep(): Promise<void> {
    await writing(async () => {
      for (const entry of await this.strays()) await rm(join(this.root, entry), { recursive: true, force: true })
    })
  }

  /** What lies there and is no upload of this process. */
  async strays(): Promise<string[]> {
    const before = this.known()
    const entries = await readdir(this.root).catch(() => [])
    const after = this.known()
    return entries.filter((entry) => !before.has(entry) && !after.has(entry)).sort()
  }

  private known(): ReadonlySet<string> {
    return new Set([...this.opened.keys(), ...this.received.keys(), ...this.moving])
  }

  async begin(name: string, bytes: number | null): Promise<string> {
    const upload = randomBytes(16).toString('hex')
    const folder = join(this.root, upload)
    this.moving.add(upload)
    await writing(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, 'name.json'), JSON.stringify({ name }))
      const file = await open(join(folder, 'original'), 'wx', 0o600)
      this.opened.set(upload, {
        name: plainName(name),
        announced: bytes,
        file,
        hash: createHash('sha256'),
        received: 0,
        queue: Promise.resolve(),
      })
    }).finally(() => this.moving.delete(upload))
    return upload
  }

  /** Adds bytes at the end; answers how many there are. More than announced is refused. */
  async append(upload: string, bytes: Uint8Array): Promise<number> {
    const open = this.openUpload(upload)
    const turn = open.queue.then(() => this.write(upload, open, bytes))
    open.queue = turn.catch(() => undefined)
    return await turn
  }

  async finish(upload: string): Promise<ReceivedFile> {
    const done = this.received.get(upload)
    if (done !== undefined) return done
    const open = this.openUpload(upload)
    await open.queue
    if (open.announced !== null && open.announced !== open.received) {
      await this.discard(upload)
      throw new HelmdeckError('upload-incomplete', { file: open.name, expected: open.announced, received: open.received })
    }
    await writing(() => open.file.close())
    this.opened.delete(upload)
    const folder = join(this.root, upload)
    const file = { upload, name: open.name, bytes: open.received, hash: open.hash.digest('hex'), path: join(folder, 'original'), folder }
    this.received.set(upload, file)
    return file
  }

  /** A finished upload. Throws `upload-incomplete` for one that is unknown, unfinished or discarded. */
  file(upload: string): ReceivedFile {
    const file = this.received.get(upload)
    if (file === undefined) throw new HelmdeckError('upload-incomplete', { upload: upload.slice(0, 40) })
    return file
  }

  /** Forgets an upload and removes its bytes; an unknown one is no error. */
  async discard(upload: string): Promise<void> {
    const open = this.opened.get(upload)
    if (open === undefined && !this.received.has(upload)) return
    this.moving.add(upload)
    this.opened.delete(upload)
    await open?.queue
    await this.drop(upload, open)
  }

  async close(): Promise<void> {
    for (const upload of [...this.opened.keys(), ...this.received.keys()]) await this.discard(upload)
  }

  private async drop(upload: string, open: OpenUpload | undefined): Promise<void> {
    this.moving.add(upload)
    this.opened.delete(upload)
    this.received.delete(upload)
    await open?.file.close().catch(() => undefined)
    await writing(() => rm(join(this.root, upload), { recursive: true, force: true })).finally(() => this.moving.delete(upload))
  }

  private openUpload(upload: string): OpenUpload {
    const open = this.opened.get(upload)
    if (open === undefined) throw new HelmdeckError('upload-incomplete', { upload: upload.slice(0, 40) })
    return open
  }

  private async write(upload: string, open: OpenUpload, bytes: Uint8Array): Promise<number> {
    if (this.opened.get(upload) !== open) throw new HelmdeckError('upload-incomplete', { upload })
    if (open.announced !== null && open.received + bytes.length > open.announced) {
      await this.drop(upload, open)
      throw new HelmdeckError('upload-incomplete', { file: open.name, expected: open.announced, received: open.received + bytes.length })
    }
    try {
      await writing(() => open.file.writeFile(bytes))
    } catch (error) {
      await this.drop(upload, open)
      throw error
    }
    open.hash.update(bytes)
    open.received += bytes.length
    return open.received
  }
}

/** The last part of a name, without control characters: what a person reads in a list. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).findLast((part) => part !== '') ?? ''
  const plain = last.replace(/\p{Cc}/gu, '').trim()
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain
}
