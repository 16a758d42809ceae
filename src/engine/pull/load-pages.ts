import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Context } from '../../contract/api.ts'
import type { FileRecipe, ImportProgress, ImportResult } from '../../contract/imports.ts'
import type { Database } from '../database/database.ts'
import type { EngineContext } from '../engine-context.ts'
import { UploadReader } from '../ingest/read-uploads.ts'
import type { RememberedRecipes } from '../ingest/recognise/propose-import.ts'
import { runImport } from '../ingest/run-import.ts'
import type { PullObject } from './connector.ts'
import { goneName } from './gone-records.ts'
import type { ReadObject } from './read-object.ts'

/** A file of pages with what its columns mean. */
export interface PagesToLoad {
  readonly path: string
  readonly recipe: FileRecipe & { readonly name: string }
}

const placeColumns = { $page: { target: 'skip' }, $record: { target: 'skip' } } as const
/** Mappings of connectors are declared: files of people learn nothing from them. */
export const nothingRemembered: RememberedRecipes = { read: async () => null, save: async () => undefined }

/** What people call the pages of an object among the loads. */
export function sourceName(connection: string, object: string): string {
  return `${connection} ${object}`
}

/** The mapping of an object's columns. Those whose field the source has no more are left out, so that their values stay as they were. */
export function recipeOf(
  connection: string,
  { object, absent, lost }: Pick<ReadObject, 'object' | 'absent' | 'lost'>,
): PagesToLoad['recipe'] {
  const { name, kind, columns } = object
  const shown = (columns ?? []).filter(({ header }) => !absent.includes(header))
  const decided = shown.map(({ header, target }) => [header, { target: lost.includes(header) ? 'skip' : target }] as const)
  return {
    name: sourceName(connection, name),
    ...(kind === null ? {} : { kind }),
    columns: { ...Object.fromEntries(decided), ...placeColumns },
  }
}

export function goneRecipe(connection: string, { name, kind }: PullObject): PagesToLoad['recipe'] {
  return {
    name: sourceName(connection, goneName(name)),
    ...(kind === null ? {} : { kind }),
    columns: { id: { target: `${kind ?? ''}.source_id` }, deleted: { target: `${kind ?? ''}.is_deleted` }, ...placeColumns },
  }
}

/** Takes pages in as every file is: one load, `inCommit` inside its commit. The caller holds the turn. */
export async function loadPages(
  context: EngineContext,
  pages: readonly PagesToLoad[],
  call: Context<ImportProgress>,
  inCommit: (transaction: Database, load: number) => Promise<void>,
): Promise<ImportResult> {
  const uploads: string[] = []
  try {
    for (const { path, recipe } of pages) uploads.push(await uploadOf(context, path, recipe.name))
    const files = pages.map(({ recipe }) => recipe)
    const request = { uploads, recipe: { version: 1 as const, files }, answers: {}, mode: 'upsert' as const, skip: [] }
    const reader = new UploadReader(context.uploads)
    const read = await reader.readAll(uploads, request.recipe, { signal: call.signal, progress: () => undefined })
    const unread = read.find(({ problem }) => problem !== null)
    // What we wrote ourselves has to be readable; a cursor behind pages that were left out would lose them.
    if (unread !== undefined) throw new Error(`pages can't be read: ${unread.file.name} ${unread.problem?.code ?? ''}`)
    return await runImport(context, reader, nothingRemembered, request, call, inCommit)
  } finally {
    for (const upload of uploads) await context.uploads.discard(upload)
  }
}

async function uploadOf({ uploads }: EngineContext, path: string, name: string): Promise<string> {
  const upload = await uploads.begin(name, (await stat(path)).size)
  for await (const chunk of createReadStream(path, { highWaterMark: 4 << 20 })) await uploads.append(upload, chunk as Buffer)
  await uploads.finish(upload)
  return upload
}
