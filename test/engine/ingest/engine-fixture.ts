import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ApiHandlers } from '../../../src/contract/api.ts'
import type { ImportProgress, ImportRequest, ImportResult } from '../../../src/contract/imports.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import { freshWorkspace } from '../fresh-workspace.ts'

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface TestEngine {
  readonly folder: string
  readonly handlers: ApiHandlers
  close(): Promise<void>
}

const machineTime = (): Date => new Date('2026-10-08T01:02:03.004Z')

export async function openEngine(folder?: string, clock: () => Date = machineTime): Promise<TestEngine> {
  const path = folder ?? join(await mkdtemp(join(tmpdir(), 'helmdeck-import-')), 'test.helmdeck')
  await freshWorkspace(path)
  const engine: Engine = await createEngine({ folder: path, log: silentLog, clock })
  return { folder: path, handlers: engine.handlers, close: () => engine.close() }
}

const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
export const still = { signal: never, progress: () => undefined as never }

export async function upload({ handlers }: TestEngine, name: string, bytes: Uint8Array | string): Promise<string> {
  const { upload: id } = await handlers.sources.begin({ name, bytes: null }, still)
  await handlers.sources.append({ upload: id, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }, still)
  await handlers.sources.finish({ upload: id }, still)
  return id
}

export async function uploadPath(engine: TestEngine, path: string): Promise<string> {
  return await upload(engine, basename(path), await readFile(path))
}

export interface ImportCall {
  readonly signal?: CancelSignal
  readonly progress?: (progress: ImportProgress) => void
}

export async function runImport(
  engine: TestEngine,
  request: Partial<ImportRequest> & { readonly uploads: string[] },
  call: ImportCall = {},
): Promise<ImportResult> {
  return await engine.handlers.imports.run(
    { answers: {}, mode: 'upsert', skip: [], ...request },
    { signal: call.signal ?? never, progress: call.progress ?? (() => undefined) },
  )
}
