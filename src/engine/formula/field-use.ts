import type { FieldDocument } from '../../contract/fields.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { DocumentStore } from '../workspace/document-store.ts'
import { parseFormula } from './parse.ts'
import type { StoredField } from './stored-fields.ts'
import { namesIn } from './syntax-tree.ts'

/** Ids that a field leans on, as its document has them; nothing of a formula that can't be read. */
export function namesOfField(body: FieldDocument): string[] {
  if (body.kind === 'order') return [body.field]
  if (body.kind === 'hierarchy') return body.fields
  if (body.kind === 'segment') return [...textsIn(body.params)]
  try {
    return namesIn(parseFormula(body.formula))
  } catch (error) {
    if (error instanceof HelmdeckError) return []
    throw error
  }
}

/** Which documents name an id: `report/…`, `cockpit/…`, `field/…`. */
export type Usage = (id: string) => string[]

/** Reads every document that can name a field, once. */
export async function readUsage(documents: DocumentStore, fields: readonly StoredField[]): Promise<Usage> {
  const named: { readonly document: string; readonly names: ReadonlySet<string> }[] = fields.map(({ name, body }) => ({
    document: `field/${name}`,
    names: new Set(namesOfField(body)),
  }))
  for (const kind of ['report', 'cockpit'] as const) {
    for (const { name } of await documents.list(kind)) {
      const stored = await documents.find(kind, name)
      named.push({ document: `${kind}/${name}`, names: textsIn(stored?.body) })
    }
  }
  return (id) => named.filter(({ names }) => names.has(id)).map(({ document }) => document)
}

/** Every text in a document: an id of the user's is a text that nothing else is called by. */
export function textsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value)
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((inner) => textsIn(inner, found))
  return found
}
