import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CockpitDocument, DocumentKind, SavedReport } from '../../contract/documents.ts'
import { DeckDocument, KeptTemplate } from '../../contract/decks.ts'
import { FieldDocument } from '../../contract/fields.ts'
import { FileRecipe, Recipe } from '../../contract/imports.ts'
import { Connection } from '../../contract/pulls.ts'
import { WorkspaceSettings } from '../../contract/settings.ts'
import { SheetBody } from '../../contract/sheets.ts'
import { errorCode } from '../workspace/atomic-file.ts'
import { documentFileName } from '../workspace/document-name.ts'
import { StoredDocument } from '../workspace/stored-document.ts'
import { problems, type Finding } from './finding.ts'

const bodies: Readonly<Record<DocumentKind, z.ZodType>> = {
  report: SavedReport,
  cockpit: CockpitDocument,
  recipe: z.union([Recipe, FileRecipe]),
  settings: WorkspaceSettings,
  sheet: SheetBody,
  field: FieldDocument,
  deck: DeckDocument,
  template: KeptTemplate,
  connection: Connection,
}

/** Whether every document can be read, and every one has the journal of all its versions. `folder` is the workspace's `documents/`. */
export async function checkDocuments(folder: string): Promise<Finding> {
  const wrong: string[] = []
  let checked = 0
  for (const kind of DocumentKind.options) {
    const journals = new Map<string, ReadonlySet<number>>()
    for (const name of await names(join(folder, kind, 'journal'))) {
      const { versions, problem } = await readJournal(join(folder, kind, 'journal', name))
      journals.set(name, versions)
      if (problem !== null) wrong.push(`${kind}/journal/${name}: ${problem}`)
    }
    const files = (await names(join(folder, kind))).filter((name) => name.endsWith('.json'))
    for (const name of files) {
      const problem = await problemOf(join(folder, kind, name), bodies[kind], journals.get(name.slice(0, -'.json'.length)))
      if (problem !== null) wrong.push(`${kind}/${name}: ${problem}`)
    }
    checked += files.length + journals.size
  }
  return problems(checked, wrong)
}

async function names(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch((cause: unknown) => (errorCode(cause) === 'ENOENT' ? [] : Promise.reject(cause as Error)))
  return found.filter((name) => !name.startsWith('.')).sort()
}

async function readStored(path: string): Promise<StoredDocument | null> {
  try {
    return StoredDocument.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}

async function problemOf(path: string, body: z.ZodType, versions: ReadonlySet<number> | undefined): Promise<string | null> {
  const stored = await readStored(path)
  if (stored === null) return 'JSON'
  if (!path.endsWith(`${documentFileName(stored.name)}.json`)) return `"${stored.name}"`
  const parsed = body.safeParse(stored.body)
  if (!parsed.success) return ['body', ...(parsed.error.issues[0]?.path ?? [])].map(String).join('.')
  return versions?.has(stored.version) ? null : `journal ${stored.version}: -`
}

/** Versions are counted from 1 without a gap; the last may be newer than its document, where a kill came between the two. */
async function readJournal(folder: string): Promise<{ versions: ReadonlySet<number>; problem: string | null }> {
  const versions = new Set<number>()
  let problem: string | null = null
  const files = (await names(folder)).filter((name) => name.endsWith('.json'))
  for (const [index, name] of files.entries()) {
    const stored = await readStored(join(folder, name))
    const isRight = stored !== null && Number(name.slice(0, -'.json'.length)) === stored.version
    if (isRight) versions.add(stored.version)
    if (!isRight) problem ??= name
    else if (stored.version !== index + 1) problem ??= `${index + 1}: -`
  }
  return { versions, problem }
}
