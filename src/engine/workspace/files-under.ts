import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, fileError } from './atomic-file.ts'

/** Names of the files below a folder of a workspace, `/` between their parts, in a fixed order. Links lead elsewhere and are left out. */
export async function filesUnder(root: string, part: string): Promise<string[]> {
  const entries = await readdir(join(root, part), { withFileTypes: true }).catch((cause: unknown) =>
    errorCode(cause) === 'ENOENT' ? [] : Promise.reject(fileError(cause)),
  )
  const names = await Promise.all(
    entries.map(async (entry) => {
      const name = `${part}/${entry.name}`
      if (entry.isDirectory()) return await filesUnder(root, name)
      return entry.isFile() && !entry.name.endsWith('.tmp') ? [name] : []
    }),
  )
  return names.flat().toSorted()
}
