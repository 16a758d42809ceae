import { HelmdeckError, type WireError } from '../contract/errors.ts'
import type { Wire } from '../transport/wire.ts'
import { prepareFolder } from '../engine/workspace/workspace-folder.ts'
import { createLog } from './engine-log.ts'
import { EngineStart, type EngineAnswer } from './engine-messages.ts'
import { findOwner } from './find-owner.ts'
import { ownWorkspace, type OwnedWorkspace } from './owned-workspace.ts'

export interface EngineProcess {
  /** The engine for one more wire; null where another process owns the workspace. */
  serve(wire: Wire): void
  close(): Promise<void>
}

/** Does what a `start` message asks and answers it. The caller owns the process: its signals, its end. */
export async function runEngineProcess(message: unknown, answer: (answer: EngineAnswer) => void): Promise<EngineProcess | null> {
  const log = createLog()
  try {
    const { path, create } = EngineStart.parse(message)
    const folder = await prepareFolder(path, { create })
    const found = await findOwner(folder)
    if ('connection' in found) found.connection.destroy()
    const owned = 'freeAfter' in found ? await ownWorkspace(folder, found.freeAfter, { log }) : null
    answer({ type: owned ? 'ready' : 'attached' })
    return owned && engineProcess(owned)
  } catch (error) {
    if (!(error instanceof HelmdeckError)) log.error({ err: error }, 'the engine did not start')
    answer({ type: 'failed', error: wireError(error) })
    return null
  }
}

function engineProcess(owned: OwnedWorkspace): EngineProcess {
  return { serve: (wire) => void owned.serve(wire), close: () => owned.close() }
}

function wireError(error: unknown): WireError {
  if (error instanceof HelmdeckError) return { code: error.code, message: error.message, details: error.details }
  return { code: 'internal', message: 'internal', details: {} }
}
