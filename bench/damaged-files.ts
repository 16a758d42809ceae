import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const patience = 30_000
const sources = ['starter/leads.xlsx', 'starter/渠道投入.xlsx', 'starter/商机.csv', 'starter/targets.csv', 'tiny/opportunities.csv']

export interface DamagedFile {
  readonly what: string
  /** `read`, the code it was refused with, or what went wrong. */
  readonly outcome: string
  readonly isFine: boolean
}

/** Damages sample files at random and reads them, in a process that can be ended: they are read or refused by a code, in time. */
export async function damagedFiles(count: number, random: () => number, told: (one: DamagedFile) => void): Promise<DamagedFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-damaged-'))
  const done: DamagedFile[] = []
  const reader = new Reader()
  try {
    for (let turn = 0; turn < count; turn++) {
      const source = sources[turn % sources.length] ?? ''
      const bytes = await readFile(join(import.meta.dirname, '../samples', source))
      const { damaged, how } = damage(bytes, random)
      const path = join(folder, `${turn}-${basename(source)}`)
      await writeFile(path, damaged)
      const outcome = await reader.read(path, join(folder, `work-${turn}`))
      const one = { what: `${basename(source)}: ${how}`, outcome, isFine: outcome === 'read' || /^(file-[a-z-]+)$/.test(outcome) }
      done.push(one)
      told(one)
    }
    return done
  } finally {
    reader.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function damage(bytes: Buffer, random: () => number): { damaged: Buffer; how: string } {
  const at = Math.floor(random() * bytes.length)
  const length = 1 + Math.floor(random() * 400)
  const copy = Buffer.from(bytes)
  switch (Math.floor(random() * 5)) {
    case 0:
      return { damaged: copy.subarray(0, at), how: `cut at ${at}` }
    case 1:
      return { damaged: copy.fill(0, at, Math.min(bytes.length, at + length)), how: `${length} zeros at ${at}` }
    case 2:
      for (let place = at; place < Math.min(copy.length, at + length); place++) copy[place] = Math.floor(random() * 256)
      return { damaged: copy, how: `${length} bytes of noise at ${at}` }
    case 3:
      return { damaged: Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]), how: `${length} bytes left out at ${at}` }
    default:
      return { damaged: Buffer.concat([copy.subarray(0, at), copy.subarray(Math.floor(at / 2))]), how: `a part twice at ${at}` }
  }
}

/** Reads files one after the other in a process that is ended when it gives no answer. */
class Reader {
  private child: ChildProcess | null = null

  async read(path: string, workFolder: string): Promise<string> {
    const child = (this.child ??= fork(join(import.meta.dirname, 'damaged-file-reader.ts'), { execArgv: ['--import', 'tsx'] }))
    let timer: NodeJS.Timeout | undefined
    const answer = new Promise<string>((resolve) => child.once('message', (message: string) => resolve(message)))
    const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(`the process ended: ${code ?? signal}`)))
    const late = new Promise<string>((resolve) => (timer = setTimeout(() => resolve(`no answer within ${patience / 1000} s`), patience)))
    child.send({ path, workFolder })
    const outcome = await Promise.race([answer, ended, late])
    clearTimeout(timer)
    child.removeAllListeners()
    if (outcome.includes(' ')) this.close()
    return outcome
  }

  close(): void {
    this.child?.kill('SIGKILL')
    this.child = null
  }
}
