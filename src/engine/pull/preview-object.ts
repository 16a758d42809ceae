import type { ColumnMapping } from '../../contract/imports.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { Connection, ObjectPreview } from '../../contract/pulls.ts'
import type { EngineContext } from '../engine-context.ts'
import { ensureMacros } from '../ingest/macros.ts'
import { UploadReader } from '../ingest/read-uploads.ts'
import type { PageColumn, PageLine, SourceRecord } from '../ingest/readers/page-format.ts'
import { addFields, cellOf, valueAt } from '../ingest/readers/page-values.ts'
import { proposeImport, toProposal } from '../ingest/recognise/propose-import.ts'
import type { PullObject, PullSession } from './connector.ts'
import { nothingRemembered, recipeOf, sourceName } from './load-pages.ts'
import { headOf } from './read-object.ts'

const shownRecords = 200

interface Asked {
  readonly name: string
  readonly connection: Connection
  readonly objects: readonly PullObject[]
  readonly object: PullObject
  readonly session: PullSession
}

/** The first records of an object and what its columns would become, as for a file; nothing stays of it. */
export async function previewObject(context: EngineContext, asked: Asked, signal: CancelSignal): Promise<ObjectPreview> {
  const { name, connection, object } = asked
  const records = (await firstRecords(asked)).slice(0, shownRecords)
  const fields = new Map<string, PageColumn>()
  for (const record of records) addFields(fields, record)
  const preview: ObjectPreview = { object: object.name, kind: object.kind ?? 'custom', records: records.length, columns: [] }
  if (records.length === 0) return preview
  const { uploads, database, now } = context
  const line: PageLine = { page: 1, at: now().toISOString(), next: null, total: null, records }
  const head = headOf(object, [], { connection: name, system: connection.system })
  const bytes = Buffer.from(`${JSON.stringify(head)}\n${JSON.stringify(line)}\n`)
  const upload = await uploads.begin(sourceName(name, object.name), bytes.length)
  try {
    await uploads.append(upload, bytes)
    await uploads.finish(upload)
    const recipe = { version: 1 as const, files: [recipeOf(name, { object, absent: [], lost: [] })] }
    const read = await new UploadReader(uploads).readAll([upload], recipe, { signal, progress: () => undefined })
    const tables = read.flatMap((one) => one.tables.map((table) => ({ upload, table })))
    const drafts = await database.transaction(async (transaction) => {
      await ensureMacros(transaction)
      return await proposeImport(transaction, tables, { recipe, answers: {} }, nothingRemembered, { signal })
    })
    const [proposal] = drafts.map(toProposal)
    if (proposal === undefined) return preview
    const columns = proposal.columns.filter(({ header }) => !header.startsWith('$'))
    return { ...preview, kind: proposal.kind, columns: columns.map((column) => withPlace(column, object, fields)) }
  } finally {
    await uploads.discard(upload)
  }
}

async function firstRecords({ objects, object, session }: Asked): Promise<readonly SourceRecord[]> {
  const parent = objects.find(({ name }) => name === object.dependsOn)
  const of = parent === undefined ? null : await idsOf(parent, session)
  return (await session.page(object, { since: null, from: null, of })).records
}

async function idsOf(parent: PullObject, session: PullSession): Promise<string[]> {
  const { records } = await session.page(parent, { since: null, from: null, of: null })
  return records.slice(0, shownRecords).map((record) => cellOf(valueAt(record, parent.key ?? [])))
}

function withPlace(
  column: ColumnMapping,
  { columns }: PullObject,
  fields: ReadonlyMap<string, PageColumn>,
): ObjectPreview['columns'][number] {
  const found = columns === null ? fields.get(column.header) : columns.find(({ header }) => header === column.header)
  const place = found?.from[0]
  return { ...column, from: place === undefined ? null : place.map((name) => name.replaceAll('.', String.raw`\.`)).join('.') }
}
