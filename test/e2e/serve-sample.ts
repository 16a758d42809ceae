import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const commandLine = join(import.meta.dirname, '../../out/main/cli.js')

export interface ServedSample {
  /** Works once: it swaps the token for a cookie. */
  readonly url: string
  readonly workspace: string
  close(): Promise<void>
}

/** The built product itself, on a workspace of its own with the sample data, as the browser host serves it. */
export async function serveSample(): Promise<ServedSample> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-served-'))
  const workspace = join(folder, 'sample.helmdeck')
  await finished(run(['sample', workspace]))
  const server = run(['serve', workspace, '--no-open', '--port', '0'])
  const url = await firstAddress(server)
  return {
    url,
    workspace,
    async close() {
      const ended = finished(server, true)
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

function finished(child: ChildProcess, anyhow = false): Promise<void> {
  let said = ''
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stdout?.resume()
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (anyhow || code === 0 ? resolve() : reject(new Error(`it ended with ${code}: ${said}`))))
  })
}

function firstAddress(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said)?.[0]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${said}`)))
  })
}
