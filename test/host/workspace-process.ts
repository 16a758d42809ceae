import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { programPath } from '../programs.ts'

export interface WorkspaceProcess {
  readonly pid: number
  /** Resolves with the role it got, once it has opened the workspace. */
  open(path: string): Promise<string>
  kill(): Promise<void>
  leave(): Promise<void>
}

/** A real process of the command line's kind: it owns a workspace in-process, or attaches. */
export async function startProcess(): Promise<WorkspaceProcess> {
  const child = fork(programPath('hold-workspace'), { execArgv: [] })
  const ended = once(child, 'exit')
  onTestFinished(() => void (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')))
  await once(child, 'spawn')
  return {
    pid: child.pid as number,
    async open(path) {
      child.send(path)
      const [answer] = (await once(child, 'message')) as [{ role?: string; error?: string }]
      if (answer.role === undefined) throw new Error(answer.error)
      return answer.role
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async leave() {
      disconnect(child)
      await ended
    },
  }
}

function disconnect(child: ChildProcess): void {
  if (child.connected) child.disconnect()
}
