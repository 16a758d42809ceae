import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import { playWeek } from '../test/cli/week-later/play-week.ts'
import { programPath } from '../test/programs.ts'

const rows = 20_000

export interface WeekLater {
  readonly set: string
  readonly deals: number
  readonly problem: string | null
}

/** Each of the generator's sets, imported as of two days a week apart: does it change exactly what is planted, and can it be undone? */
export async function weekLater(seed: number): Promise<readonly WeekLater[]> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-week-'))
  const run = async (words: readonly string[]): Promise<string> => {
    const env = { PATH: process.env['PATH'], HOME: folder, INIT_CWD: folder, LANG: 'C', HELMDECK_LOG: 'silent' }
    const { stdout } = await promisify(execFile)(process.execPath, [programPath('cli'), ...words], { cwd: folder, env, maxBuffer: 1 << 28 })
    return stdout
  }
  try {
    await run(['sample', 'w.helmdeck', '--rows', String(rows), '--seed', String(seed), '--exports', 'out', '--json'])
    const weeks: WeekLater[] = []
    for (const set of ['salesforce', 'hubspot', 'fxiaoke', 'gbk']) weeks.push(await lookAt(folder, set, run))
    return weeks
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function lookAt(folder: string, set: string, run: (words: readonly string[]) => Promise<string>): Promise<WeekLater> {
  const { planted, told, before, undone } = await playWeek(folder, set, run)
  const kinds = new Set([...Object.keys(planted), ...Object.keys(told)])
  const wrong = [...kinds].filter((kind) => !isDeepStrictEqual(planted[kind], told[kind]))
  const deals = (planted['new']?.length ?? 0) + (planted['changed']?.length ?? 0) + (planted['vanished']?.length ?? 0)
  const counts = wrong.map((kind) => `${kind} ${told[kind]?.length ?? 0} instead of ${planted[kind]?.length ?? 0}`)
  const left = isDeepStrictEqual(undone, before) ? [] : ['undoing it leaves something']
  const problems = [...counts, ...left]
  return { set, deals, problem: problems.length === 0 ? null : problems.join(', ') }
}
