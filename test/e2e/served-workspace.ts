import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

export const root = join(import.meta.dirname, '../..')
export const starterFolder = join(root, 'samples/starter')
const program = join(root, 'out/main/cli.js')

/** The files of the starter sample, with their paths. */
export function starterFiles(): string[] {
  return readdirSync(starterFolder)
    .filter((name) => /\.(csv|xlsx)$/.test(name))
    .map((name) => join(starterFolder, name))
}

function start(words: readonly string[], folder: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [program, ...words], {
    env: { PATH: process.env['PATH'], HOME: folder, INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export interface CliEnd {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The built command line, as a process of its own. */
export async function cli(words: readonly string[], folder = root): Promise<CliEnd> {
  const child = start(words, folder)
  if (!child.stdout || !child.stderr) throw new Error('the command line has no output')
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
  return { code, out, err }
}

/** Prepares a workspace with the product's own sample data. */
export async function withSample(path: string): Promise<void> {
  const { code, err } = await cli(['sample', path])
  if (code !== 0) throw new Error(`helmdeck sample ended with ${code}: ${err}`)
}

export interface ServedWorkspace {
  readonly path: string
  /** The printed address; its token works once. */
  readonly url: string
  stop(): Promise<void>
}

/** `helmdeck serve` on a workspace in a folder that goes away with it. */
export async function serveWorkspace(
  name = 'walk.helmdeck',
  prepare?: (path: string) => Promise<void>,
  env?: (folder: string) => Readonly<Record<string, string>>,
): Promise<ServedWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-served-'))
  const path = join(folder, name)
  await prepare?.(path)
  const child = start(['serve', path, '--no-open'], folder, env?.(folder))
  const ended = once(child, 'exit')
  let said = ''
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()))
  return {
    path,
    url: await Promise.race([
      printedUrl(child),
      ended.then(() => {
        throw new Error(`helmdeck serve ended: ${said}`)
      }),
    ]),
    async stop() {
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function printedUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('helmdeck serve has no output')
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) if (line.startsWith('http://')) return line
  return await new Promise<never>(() => undefined)
}

/** The process id of the engine that owns a workspace at this moment. */
export function ownerPid(path: string): number {
  const locks = readdirSync(join(path, 'lock')).filter((name) => name.endsWith('.json'))
  const newest = locks.toSorted().at(-1) ?? ''
  const { owner } = JSON.parse(readFileSync(join(path, 'lock', newest), 'utf8')) as { owner: { pid: number } }
  return owner.pid
}
