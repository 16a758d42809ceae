import { existsSync } from 'node:fs'
import { HelmdeckError } from '../../contract/errors.ts'
import { listFiles } from '../../host/list-files.ts'
import type { ProgramPlaces } from '../places.ts'
import type { Terminal } from '../terminal.ts'
import { importFiles } from './import-files.ts'

/** Imports the small sample set that comes with the product, as any other export would be. */
export async function loadSamples(terminal: Terminal, { samples }: ProgramPlaces, workspace: string, json = false): Promise<void> {
  if (!existsSync(samples)) throw new HelmdeckError('not-available', { what: 'sample' })
  const { files } = await listFiles([samples])
  const exports = files.map(({ path }) => path)
  await importFiles(terminal, workspace, exports, { json })
}
