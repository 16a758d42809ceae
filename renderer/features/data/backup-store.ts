import { create } from 'zustand'
import type { Api } from '../../../src/contract/api.ts'
import type { BackupEntry, BackupProgress, RestoreResult } from '../../../src/contract/backups.ts'
import { isCancelled } from '../../ui/failure.ts'

export type BackupPhase =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly progress: BackupProgress }
  | { readonly step: 'made'; readonly backup: BackupEntry }
  | { readonly step: 'restored'; readonly result: RestoreResult }
  | { readonly step: 'failed'; readonly error: unknown }

interface BackupState {
  readonly phase: BackupPhase
  /** The backup whose restore is to be confirmed. */
  readonly asked: BackupEntry | null
}

/** Outlives the page: leaving it stops nothing. */
export const useBackups = create<BackupState>()(() => ({ phase: { step: 'idle' }, asked: null }))

let running: AbortController | null = null

export function cancelBackup(): void {
  running?.abort()
}

export function askToRestore(backup: BackupEntry | null): void {
  useBackups.setState({ asked: backup })
}

export async function backUp(api: Api): Promise<void> {
  await attempt('copying', async (options) => ({ step: 'made', backup: await api.backups.make({}, options) }))
}

export async function restore(api: Api, backup: BackupEntry): Promise<void> {
  askToRestore(null)
  await attempt('checking', async (options) => ({ step: 'restored', result: await api.backups.restore({ backup: backup.id }, options) }))
}

interface Options {
  readonly signal: AbortSignal
  readonly onProgress: (progress: BackupProgress) => void
}

async function attempt(first: BackupProgress['step'], work: (options: Options) => Promise<BackupPhase>): Promise<void> {
  if (running) return
  running = new AbortController()
  const show = (progress: BackupProgress): void => useBackups.setState({ phase: { step: 'running', progress } })
  show({ step: first, fraction: 0 })
  try {
    useBackups.setState({ phase: await work({ signal: running.signal, onProgress: show }) })
  } catch (error) {
    useBackups.setState({ phase: isCancelled(error) ? { step: 'idle' } : { step: 'failed', error } })
  } finally {
    running = null
  }
}
