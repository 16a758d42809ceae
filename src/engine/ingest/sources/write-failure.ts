import { HelmdeckError } from '../../../contract/errors.ts'

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const unwritable = new Set(['EACCES', 'EPERM', 'EROFS'])

/** A failed write in words a user can act on: `disk-full`, `workspace-unwritable`; anything else stays what it is. */
export function writeFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (full.has(code)) return new HelmdeckError('disk-full', { reason: code }, { cause: error })
  if (unwritable.has(code)) return new HelmdeckError('workspace-unwritable', { reason: code }, { cause: error })
  return error
}

/** Runs work that writes into the workspace. */
export async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw writeFailure(error)
  }
}
