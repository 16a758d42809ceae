import type { Socket } from 'node:net'
import { HelmdeckError } from '../contract/errors.ts'
import type { WorkspaceFolder } from '../engine/workspace/workspace-folder.ts'
import { knock } from './admission.ts'
import { isAlive } from './process-identity.ts'
import { removeSocketAddress } from './socket-address.ts'
import { readLock } from './workspace-lock.ts'

/** Either a connection to the owner, or the generation after which the workspace may be taken over. */
export type OwnerSearch = { readonly connection: Socket } | { readonly freeAfter: number }

/** An owner that is starting or leaving lives without answering for a moment. */
const patienceMilliseconds = 5_000
const pauseMilliseconds = 50

/** Looks for the owner of a workspace. An owner that lives but cannot be reached fails with `workspace-in-use` {pid}. */
export async function findOwner(folder: WorkspaceFolder, patience = patienceMilliseconds): Promise<OwnerSearch> {
  const until = Date.now() + patience
  for (;;) {
    const { generation, holder } = await readLock(folder.locks)
    if (holder === 'nobody') return { freeAfter: generation }
    if (holder !== 'unreadable') {
      const connection = await knock(holder.socket, holder.token)
      if (connection) return { connection }
      if (!isAlive(holder.owner)) {
        await removeSocketAddress(holder.socket)
        return { freeAfter: generation }
      }
    }
    if (Date.now() > until)
      throw new HelmdeckError('workspace-in-use', { name: folder.name, pid: holder === 'unreadable' ? null : holder.owner.pid })
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds))
  }
}
