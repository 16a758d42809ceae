import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { FileRecipe } from '../../../src/contract/imports.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { readCsv } from '../../../src/engine/ingest/readers/read-csv.ts'
import type { UploadedTable, RememberedRecipes } from '../../../src/engine/ingest/recognise/propose-import.ts'
import { freshWorkspace } from '../fresh-workspace.ts'

export interface TestWorkspace {
  readonly folder: string
  readonly database: Database
  readonly remembered: RememberedRecipes & { readonly saved: Map<string, FileRecipe> }
}

export async function openTestWorkspace(): Promise<TestWorkspace> {
  const folder = join(await mkdtemp(join(tmpdir(), 'helmdeck-ingest-')), 'test.helmdeck')
  await freshWorkspace(folder)
  const database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
  const saved = new Map<string, FileRecipe>()
  return {
    folder,
    database,
    remembered: { saved, read: async (key) => saved.get(key) ?? null, save: async (key, recipe) => void saved.set(key, recipe) },
  }
}

let uploads = 0

export async function uploadText(workspace: TestWorkspace, name: string, text: string | Uint8Array): Promise<UploadedTable> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const upload = `upload-${++uploads}`
  const workFolder = join(workspace.folder, upload)
  await mkdir(workFolder)
  const path = join(workFolder, 'original')
  await writeFile(path, bytes)
  const table = await readCsv({ path, name, hash: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, workFolder }, {})
  return { upload, table }
}

export async function uploadFile(workspace: TestWorkspace, path: string): Promise<UploadedTable> {
  return await uploadText(workspace, basename(path), await readFile(path))
}
