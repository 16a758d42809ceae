import { cpSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../src/engine/engine.ts'
import { prepareFolder } from '../../src/engine/workspace/workspace-folder.ts'

let template: Promise<string> | undefined

async function makeTemplate(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'helmdeck-template-')), 'new.helmdeck')
  await prepareFolder(folder, { create: true })
  const engine = await createEngine({ folder, log: { info: () => undefined, warn: () => undefined, error: () => undefined } })
  await engine.close()
  return folder
}

/** Puts a workspace that the product made at `path`, where there is none. Making one takes half a second, so each worker makes one and copies it. */
export async function freshWorkspace(path: string): Promise<void> {
  if (!existsSync(path)) {
    template ??= makeTemplate()
    cpSync(await template, path, { recursive: true })
  }
  await prepareFolder(path, { create: true })
}
