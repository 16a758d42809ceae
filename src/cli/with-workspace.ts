import type { Api } from '../contract/api.ts'
import { createLog } from '../host/engine-log.ts'
import { openWorkspace } from '../host/open-workspace.ts'
import { userPath } from './places.ts'
import type { Terminal } from './terminal.ts'

/** Runs a command on a workspace: in this process, or attached to the one that has it open. */
export async function withWorkspace<T>(
  terminal: Terminal,
  path: string,
  options: { readonly create: boolean },
  work: (api: Api) => Promise<T>,
): Promise<T> {
  const workspace = await openWorkspace({
    path: userPath(terminal, path),
    create: options.create,
    log: createLog(terminal.env['HELMDECK_LOG']),
  })
  try {
    return await work(workspace.api)
  } finally {
    await workspace.close()
  }
}
