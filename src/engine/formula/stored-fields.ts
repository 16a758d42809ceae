import { FieldDocument } from '../../contract/fields.ts'
import type { LocalText } from '../../contract/text.ts'
import type { DocumentStore } from '../workspace/document-store.ts'

/** A field of the user's as its document has it. */
export interface StoredField {
  readonly name: string
  readonly version: number
  readonly body: FieldDocument
}

/** What a formula is called by. */
export const userId = (name: string): string => `user.${name}`

/** By what reports name a field: `user.<name>`, and `segment.<study>.<name>` for a segment. */
export function fieldId({ name, body }: Pick<StoredField, 'name' | 'body'>): string {
  return body.kind === 'segment' ? `segment.${body.study}.${name}` : userId(name)
}

export function localText(text: string | LocalText): LocalText {
  return typeof text === 'string' ? { zh: text, en: text } : text
}

const kept = new WeakMap<DocumentStore, { readonly dataVersion: number; readonly fields: readonly StoredField[] }>()

/** Every field of a workspace; what nobody can read is left out, doctor names it. Read once per data version, which grows with every change of a field. */
export async function readFields(documents: DocumentStore, dataVersion: number): Promise<readonly StoredField[]> {
  const known = kept.get(documents)
  if (known?.dataVersion === dataVersion) return known.fields
  const entries = await documents.list('field')
  const stored = await Promise.all(entries.map(({ name }) => documents.find('field', name)))
  const fields = stored.flatMap((one): StoredField[] => {
    const body = FieldDocument.safeParse(one?.body)
    return one !== null && body.success ? [{ name: one.name, version: one.version, body: body.data }] : []
  })
  kept.set(documents, { dataVersion, fields })
  return fields
}
