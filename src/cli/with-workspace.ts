import type { Api } from '../contract/api.ts'
import { HelmdeckError } from '../contract/errors.ts'
import { secretStore } from '../engine/pull/secrets/secret-store.ts'
import { createLog } from '../host/engine-log.ts'
import { openWorkspace } from '../host/open-workspace.ts'
import { userPath } from './places.ts'
import type { Terminal } from './terminal.ts'

const attempts = 4

/**
 * Runs a command on a workspace: in this process, or attached to the one that has it open. Where that one leaves or dies
 * on the way, the work begins anew, mostly as the owner: questions change nothing, and importing again changes nothing.
 */
export async function withWorkspace<T>(
  terminal: Terminal,
  path: string,
  options: { readonly create: boolean },
  work: (api: Api) => Promise<T>,
): Promise<T> {
  const log = createLog(terminal.env['HELMDECK_LOG'])
  for (let attempt = 1; ; attempt += 1) {
    const workspace = await openWorkspace({
      path: userPath(terminal, path),
      create: options.create,
      log,
      secrets: secretStore(terminal.env),
    })
    try {
      return await work(workspace.api)
    } catch (error) {
      const isAbandoned = workspace.role === 'client' && error instanceof HelmdeckError && error.code === 'engine-unavailable'
      if (!isAbandoned || attempt === attempts) throw error
    } finally {
      await workspace.close()
    }
  }
}
