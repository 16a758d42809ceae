import { HelmdeckError } from '../contract/errors.ts'
import { packWorkspace, type PackOptions } from '../engine/workspace/pack/pack-workspace.ts'
import { prepareFolder } from '../engine/workspace/workspace-folder.ts'
import { findOwner } from './find-owner.ts'
import { ownIdentity } from './process-identity.ts'
import { newSocketAddress, removeSocketAddress } from './socket-address.ts'
import { claimLock } from './workspace-lock.ts'

/** Packs a workspace that nobody has open, and keeps everybody out meanwhile. An open one fails with `workspace-in-use`. */
export async function packClosedWorkspace(path: string, target: string, options: PackOptions = {}): Promise<number> {
  const folder = await prepareFolder(path, { create: false })
  const found = await findOwner(folder)
  if ('connection' in found) {
    found.connection.destroy()
    throw new HelmdeckError('workspace-in-use', { name: folder.name, pid: null })
  }
  // Nobody listens at this address: whoever knocks meanwhile finds an owner that lives and does not answer.
  const socket = await newSocketAddress()
  try {
    const claim = await claimLock(folder.locks, { owner: ownIdentity(), socket, token: '0'.repeat(64) }, found.freeAfter)
    if (!claim) throw new HelmdeckError('workspace-in-use', { name: folder.name, pid: null })
    try {
      return await packWorkspace(folder, target, options)
    } finally {
      await claim.release()
    }
  } finally {
    await removeSocketAddress(socket)
  }
}
