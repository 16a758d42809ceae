import { api, type Api } from '../contract/api.ts'
import { HelmdeckError } from '../contract/errors.ts'
import type { EngineOptions } from '../engine/engine.ts'
import { prepareFolder } from '../engine/workspace/workspace-folder.ts'
import { createClient } from '../transport/api-client.ts'
import { createMemoryPair } from '../transport/memory.ts'
import { streamWire } from '../transport/socket.ts'
import { findOwner } from './find-owner.ts'
import { ownWorkspace } from './owned-workspace.ts'

export interface OpenWorkspaceOptions extends Omit<EngineOptions, 'folder'> {
  readonly path: string
  /** Makes a workspace of a missing or empty folder. */
  readonly create: boolean
}

export interface OpenWorkspace {
  /** `owner` runs the engine in this process and lets other hosts in; `client` uses the engine of another. */
  readonly role: 'owner' | 'client'
  readonly api: Api
  close(): Promise<void>
}

const attempts = 20

/** Owns the workspace, or attaches to its owner where there is one. Fails as `prepareFolder`, `createEngine` and `findOwner` do. */
export async function openWorkspace({ path, create, ...engine }: OpenWorkspaceOptions): Promise<OpenWorkspace> {
  const folder = await prepareFolder(path, { create })
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await findOwner(folder)
    if ('connection' in found) {
      const wire = streamWire(found.connection)
      found.connection.resume()
      return { role: 'client', api: createClient(api, wire), close: async () => wire.close() }
    }
    const owned = await ownWorkspace(folder, found.freeAfter, engine)
    if (!owned) continue
    const [client, host] = createMemoryPair()
    owned.serve(host)
    return { role: 'owner', api: createClient(api, client), close: () => owned.close() }
  }
  throw new HelmdeckError('workspace-in-use', { name: folder.name, pid: null })
}
