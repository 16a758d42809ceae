import type { Api } from '../../../src/contract/api.ts'
import type { ImportProgress } from '../../../src/contract/imports.ts'
import { isCancelled } from '../../ui/failure.ts'
import { useLoads, type RewriteKind } from './loads-store.ts'

let running: AbortController | null = null

export function cancelRewrite(): void {
  running?.abort()
}

export function askForRewrite(load: number | null): void {
  useLoads.setState({ asked: load })
}

export function forgetFailure(): void {
  useLoads.setState({ rewrite: { step: 'idle' } })
}

export async function undoLoad(api: Api, load: number): Promise<void> {
  const isDone = await rewrite(load, 'undo', (options) => api.imports.setLoad({ load, undone: true }, options))
  if (isDone) useLoads.setState({ justUndone: load })
}

export async function redoLoad(api: Api, load: number): Promise<void> {
  const isDone = await rewrite(load, 'redo', (options) => api.imports.setLoad({ load, undone: false }, options))
  if (isDone) useLoads.setState({ justUndone: null })
}

export async function answerLoad(api: Api, load: number, question: string, value: string): Promise<void> {
  await rewrite(load, 'answer', (options) => api.imports.answerLoad({ load, answers: { [question]: value } }, options))
}

interface Options {
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
}

async function rewrite(load: number, kind: RewriteKind, work: (options: Options) => Promise<unknown>): Promise<boolean> {
  if (running !== null) return false
  running = new AbortController()
  const show = (progress: ImportProgress | null): void => useLoads.setState({ rewrite: { step: 'working', load, kind, progress } })
  useLoads.setState({ asked: null })
  show(null)
  try {
    await work({ signal: running.signal, onProgress: show })
    useLoads.setState({ rewrite: { step: 'idle' } })
    return true
  } catch (error) {
    useLoads.setState({ rewrite: isCancelled(error) ? { step: 'idle' } : { step: 'failed', load, error } })
    return false
  } finally {
    running = null
  }
}
