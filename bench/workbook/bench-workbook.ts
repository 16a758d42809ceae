import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { WorkbookRun } from './write-million.ts'

export interface WorkbookFigures {
  readonly rows: number
  /** The fastest of the runs, each in a process of its own. */
  readonly best: WorkbookRun
}

/** Writes a list of rows x 10 as a workbook, from the query to the bytes of the file. */
export async function benchWorkbook(rows: number, rounds: number): Promise<WorkbookFigures> {
  const runs: WorkbookRun[] = []
  for (let round = 0; round < Math.min(rounds, 3); round += 1) runs.push(await runApart(rows))
  const [best] = runs.toSorted((one, other) => one.query + one.write - other.query - other.write)
  if (best === undefined) throw new Error('no round was run')
  return { rows, best }
}

export function workbookText({ rows, best: { query, write, memory, bytes } }: WorkbookFigures): string {
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
  const megabytes = (size: number): string => `${Math.round(size / 1e6)} MB`
  return [
    `a workbook of ${rows.toLocaleString('en')} rows x 10 (aim: 15 s and 300 MB resident at 1,000,000)`,
    `  ${seconds(query + write)}: query ${seconds(query)}, sheet and file ${seconds(write)}; the file has ${megabytes(bytes)}`,
    `  resident: ${megabytes(memory.before)} before, ${megabytes(memory.answered)} with the answer, ${megabytes(memory.peak)} at most`,
  ].join('\n')
}

function runApart(rows: number): Promise<WorkbookRun> {
  const child = fork(join(import.meta.dirname, 'write-million.ts'), { execArgv: ['--import', 'tsx'] })
  return new Promise((resolve, reject) => {
    child.once('message', (done: WorkbookRun) => resolve(done))
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`no workbook was written: the process ended with ${code ?? signal}`)))
    child.send(rows)
  })
}
