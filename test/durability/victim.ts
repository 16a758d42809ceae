import { programPlaces } from '../../src/cli/places.ts'
import { runCommandLine } from '../../src/cli/run-command-line.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { reportName, wonReport } from './company.ts'
import { turnsLater, whenMoved, type VictimOrder } from './victim-order.ts'

/** A process that does one piece of work on a workspace and kills itself, as `kill -9` would, at the moment it was told. */
process.once(
  'message',
  (message) => void work(message as VictimOrder).catch((error: unknown) => (process.send?.(String(error)), process.exit(1))),
)

async function work(order: VictimOrder): Promise<void> {
  const { moment } = order
  let isComing = false
  const die = (): void => void process.kill(process.pid, 'SIGKILL')
  const reached = (fraction: number): void => {
    if (isComing || fraction < moment.fraction) return
    isComing = true
    turnsLater(moment.turns, die)
  }
  whenMoved(order.writesTo, () => reached(1))
  await (order.work === 'command' ? runCommand(order.words, reached) : changeDocument(order.path, reached))
  die()
}

/** The command line as its entry runs it, at a terminal: there it says how far it is. */
async function runCommand(words: readonly string[], reached: (fraction: number) => void): Promise<void> {
  reached(-1)
  const code = await runCommandLine(
    words,
    {
      env: { HELMDECK_LOG: 'silent' },
      language: 'en',
      folder: '/',
      isInteractive: true,
      out: () => undefined,
      err: (text) => {
        const percent = /(\d+) %/.exec(text)?.[1]
        if (percent !== undefined) reached(Number(percent) / 100)
      },
      readInput: async () => '',
      stop: new AbortController().signal,
    },
    programPlaces(import.meta.filename),
  )
  if (code !== 0) throw new Error(`the command ended with ${code}`)
}

async function changeDocument(path: string, reached: (fraction: number) => void): Promise<void> {
  const { api } = await openWorkspace({ path, create: false, log: createLog('silent') })
  reached(-1)
  await api.documents.save({ kind: 'report', name: reportName, body: { title: 'after', spec: wonReport }, basedOn: 1 })
}
