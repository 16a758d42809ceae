import { HelmdeckError, type WireError } from '../contract/errors.ts'
import type { EngineLog } from '../engine/engine-context.ts'
import { machineTimer } from '../engine/pull/schedule/pull-scheduler.ts'
import { prepareFolder, type WorkspaceFolder } from '../engine/workspace/workspace-folder.ts'
import { streamWire } from '../transport/socket.ts'
import { engineUnavailable, relay, type Wire } from '../transport/wire.ts'
import { createLog } from './engine-log.ts'
import { EngineStart, type EngineAnswer } from './engine-messages.ts'
import { findOwner } from './find-owner.ts'
import { ownWorkspace, type OwnedWorkspace } from './owned-workspace.ts'

export interface EngineProcess {
  /** Leads one more wire to the engine: the own one, or the one of the process that owns the workspace. */
  serve(wire: Wire): Promise<void>
  close(): Promise<void>
}

/** Does what a `start` message asks and answers it; null where that failed. The caller owns the process: its signals, its end. */
export async function runEngineProcess(message: unknown, answer: (answer: EngineAnswer) => void): Promise<EngineProcess | null> {
  const log = createLog()
  try {
    const { path, create } = EngineStart.parse(message)
    const engine = createEngineProcess(await prepareFolder(path, { create }), log)
    answer({ type: (await engine.own()) ? 'ready' : 'attached' })
    return engine
  } catch (error) {
    if (!(error instanceof HelmdeckError)) log.error({ err: error }, 'the engine did not start')
    answer({ type: 'failed', error: wireError(error) })
    return null
  }
}

function createEngineProcess(folder: WorkspaceFolder, log: EngineLog): EngineProcess & { own(): Promise<boolean> } {
  let owned: OwnedWorkspace | null = null

  const own = async (): Promise<boolean> => {
    const found = await findOwner(folder)
    if ('connection' in found) found.connection.destroy()
    else owned ??= await ownWorkspace(folder, found.freeAfter, { log, timer: machineTimer })
    return owned !== null
  }

  const serve = async (wire: Wire): Promise<void> => {
    if (owned) return void owned.serve(wire)
    const found = await findOwner(folder)
    if ('connection' in found) {
      relay(wire, streamWire(found.connection))
      found.connection.resume()
    } else if (await own()) await serve(wire)
    else wire.send({ frame: { type: 'closed', error: engineUnavailable } })
  }

  return { own, serve, close: async () => owned?.close() }
}

function wireError(error: unknown): WireError {
  if (error instanceof HelmdeckError) return { code: error.code, message: error.message, details: error.details }
  return { code: 'internal', message: 'internal', details: {} }
}
