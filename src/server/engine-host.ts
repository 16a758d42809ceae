import { fork, type ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { HelmdeckError } from '../contract/errors.ts'
import type { EngineLog } from '../engine/engine-context.ts'
import type { WorkspaceFolder } from '../engine/workspace/workspace-folder.ts'
import { EngineAnswer, type EngineStart } from '../host/engine-messages.ts'
import { findOwner } from '../host/find-owner.ts'

export interface EngineHostOptions {
  readonly folder: WorkspaceFolder
  /** The engine process's program, built or as source. */
  readonly entry: string
  readonly execArgv?: readonly string[]
  readonly log: EngineLog
}

export interface EngineHost {
  /** An admitted and paused connection to whoever owns the workspace; where nobody does, an engine is started. */
  connect(): Promise<Socket>
  /** The process id of the engine this host runs; null while it runs none. */
  enginePid(): number | null
  close(): Promise<void>
}

const firstDelayMilliseconds = 200
const longestDelayMilliseconds = 5_000
const crashMemoryMilliseconds = 60_000
const crashesBeforeGivingUp = 5
const connectAttempts = 5

/**
 * Keeps an engine running as a child process. If it dies its clients learn it from their wire, and it is started again
 * after a pause that doubles with every crash within a minute; after the fifth only when somebody asks for it.
 */
export function createEngineHost(options: EngineHostOptions): EngineHost {
  const { folder, log } = options
  let child: ChildProcess | null = null
  let starting: Promise<void> | null = null
  let restart: NodeJS.Timeout | null = null
  let crashes: number[] = []
  let closing = false

  const start = (): Promise<void> => (starting ??= launch().finally(() => (starting = null)))

  const launch = async (): Promise<void> => {
    const started = fork(options.entry, { execArgv: [...(options.execArgv ?? [])], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const ended = new Promise<void>((resolve) => started.once('exit', () => resolve()))
    started.send({ type: 'start', path: folder.root, create: true } satisfies EngineStart)
    const answer = await Promise.race([firstAnswer(started), ended.then(() => null)])
    if (answer?.type === 'ready') {
      child = started
      void ended.then(() => crashed(started))
      return
    }
    if (started.connected) started.disconnect()
    if (answer?.type === 'failed') throw new HelmdeckError(answer.error.code, answer.error.details, { message: answer.error.message })
  }

  const crashed = (ended: ChildProcess): void => {
    if (child === ended) child = null
    if (closing) return
    const now = Date.now()
    crashes = [...crashes.filter((at) => now - at < crashMemoryMilliseconds), now]
    log.error({ crashes: crashes.length, exitCode: ended.exitCode, signal: ended.signalCode }, 'the engine ended unexpectedly')
    if (crashes.length >= crashesBeforeGivingUp) return
    const delay = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** (crashes.length - 1))
    restart = setTimeout(() => void start().catch((error: unknown) => log.error({ err: error }, 'the engine did not start again')), delay)
  }

  return {
    async connect() {
      for (let attempt = 0; attempt < connectAttempts && !closing; attempt += 1) {
        await starting
        const found = await findOwner(folder)
        if ('connection' in found) return found.connection
        await start()
      }
      throw new HelmdeckError('engine-unavailable')
    },
    enginePid: () => child?.pid ?? null,
    async close() {
      closing = true
      if (restart) clearTimeout(restart)
      await starting?.catch(() => undefined)
      const running = child
      if (!running || running.exitCode !== null || running.signalCode !== null) return
      const ended = new Promise((resolve) => running.once('exit', resolve))
      running.disconnect()
      await ended
    },
  }
}

function firstAnswer(child: ChildProcess): Promise<EngineAnswer> {
  return new Promise((resolve) => child.once('message', (message) => resolve(EngineAnswer.parse(message))))
}
