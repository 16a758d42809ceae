import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { api, type Api } from '../../../src/contract/api.ts'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { createClient } from '../../../src/transport/api-client.ts'
import { serveApi } from '../../../src/transport/api-host.ts'
import { createMemoryPair } from '../../../src/transport/memory.ts'
import { freshWorkspace } from '../fresh-workspace.ts'

export const quietLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface TestWorkspace {
  readonly folder: string
  readonly engine: Engine
  readonly api: Api
}

/** An engine on a folder, reached as every host reaches it: through the contract. */
export async function openTestEngine(options: { folder?: string; now?: () => Date } = {}): Promise<TestWorkspace> {
  const folder = options.folder ?? join(temporaryFolder(), 'test.helmdeck')
  await freshWorkspace(folder)
  const engine = await createEngine({ folder, log: quietLog, ...(options.now ? { clock: options.now } : {}) })
  const [client, host] = createMemoryPair()
  serveApi(api, engine.handlers, host)
  onTestFinished(async () => {
    client.close()
    await engine.close()
  })
  return { folder, engine, api: createClient(api, client) }
}
