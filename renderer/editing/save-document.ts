import type { Api } from '../../src/contract/api.ts'
import type { DocumentKind } from '../../src/contract/documents.ts'
import { HelmdeckError } from '../../src/contract/errors.ts'
import { newKey, startEditing, type DocumentEditor, type Editing, type Stored } from './document-editor.ts'
import { nameOf } from './document-name.ts'
import { pushEdit } from './edit-history.ts'
import { keptDraft } from './kept-draft.ts'

export interface Saved<Body> {
  /** What is written of a draft: a report writes the title that its fields give. */
  readonly bodyOf: (draft: Body) => Body
  /** What a new document's name is made of. */
  readonly titleOf: (body: Body) => string
  /** Names that a new document may not take beside those of its kind. */
  readonly taken?: readonly string[]
}

/** Saves what stands in the editor. The outcome is in `saving`; `onNamed` hears at once that a new document moved to its name. */
export async function saveDocument<Body, Label>(
  { kind, schema, useEditors }: DocumentEditor<Body, Label>,
  api: Api,
  key: string,
  { bodyOf, titleOf, taken = [] }: Saved<Body>,
  onNamed: (name: string) => void,
): Promise<void> {
  const { open, change, rename } = useEditors.getState()
  const editing = open[key]
  if (editing === undefined || editing.saving.is === 'busy' || editing.saving.is === 'conflict') return
  const draft = editing.history.now
  const body = bodyOf(draft)
  change(key, (now) => ({ ...now, saving: { is: 'busy' } }))
  try {
    const saved =
      editing.name === null
        ? await saveNew(api, kind, body, titleOf(body), taken)
        : { name: editing.name, ...(await api.documents.save({ kind, name: editing.name, body, basedOn: editing.version })) }
    change(key, (now) => ({ ...now, version: saved.version, stored: draft, saving: { is: 'rest' } }))
    if (key === saved.name) return
    rename(key, saved.name)
    onNamed(saved.name)
  } catch (error) {
    const lost = error instanceof HelmdeckError && error.code === 'document-conflict' && editing.name !== null
    const read = async (name: string): Promise<Stored<Body> | null> => {
      try {
        const found = await api.documents.read({ kind, name })
        return { version: found.version, body: schema.parse(found.body) }
      } catch {
        return null
      }
    }
    const saving: Editing<Body, Label>['saving'] = lost
      ? { is: 'conflict', theirs: await read(editing.name ?? '') }
      : { is: 'failed', error, draft }
    change(key, (now) => ({ ...now, saving }))
  }
}

/** The title gives the name; when somebody takes it at the same moment, the next free one. */
async function saveNew(
  api: Api,
  kind: DocumentKind,
  body: unknown,
  title: string,
  reserved: readonly string[],
): Promise<{ name: string; version: number }> {
  const { documents } = await api.documents.list({ kind })
  const taken = [...reserved, ...documents.map((one) => one.name)]
  for (;;) {
    const name = nameOf(title, taken, kind)
    try {
      return { name, ...(await api.documents.save({ kind, name, body })) }
    } catch (error) {
      if (!(error instanceof HelmdeckError) || error.code !== 'document-conflict' || taken.includes(name)) throw error
      taken.push(name)
    }
  }
}

/** With what the browser kept from before a crash; on a newer version than that, the user is asked. */
export function openStored<Body, Label>(editor: DocumentEditor<Body, Label>, name: string, workspace: string, stored: Stored<Body>): void {
  const kept = keptDraft(editor, workspace, name)
  const { put } = editor.useEditors.getState()
  if (kept === null || editor.same(kept.body, stored.body)) return put(name, startEditing(name, stored.body, stored))
  const editing: Editing<Body, Label> = startEditing(name, kept.body, stored)
  put(name, kept.version === stored.version ? editing : { ...editing, saving: { is: 'conflict', theirs: stored } })
}

export function isDirty<Body, Label>(editor: DocumentEditor<Body, Label>, editing: Editing<Body, Label>): boolean {
  return !editor.same(editing.history.now, editing.stored)
}

/** A newer version was seen: taken over where nothing of one's own would be lost, else the user is asked. */
export function meetNewer<Body, Label>(editor: DocumentEditor<Body, Label>, key: string, theirs: Stored<Body>, dirty: boolean): void {
  editor.useEditors
    .getState()
    .change(key, (editing) => (dirty ? { ...editing, saving: { is: 'conflict', theirs } } : taken(editor, editing, theirs)))
}

/** Mine replaces theirs with the next save; theirs stays among the document's versions. */
export function keepMine<Body, Label>({ useEditors }: DocumentEditor<Body, Label>, key: string): void {
  useEditors.getState().change(key, (editing) =>
    editing.saving.is === 'conflict'
      ? {
          ...editing,
          version: editing.saving.theirs?.version ?? null,
          stored: editing.saving.theirs?.body ?? null,
          saving: { is: 'rest' },
        }
      : editing,
  )
}

/** Theirs replaces mine as a step that can be undone. */
export function takeTheirs<Body, Label>(editor: DocumentEditor<Body, Label>, key: string): void {
  editor.useEditors
    .getState()
    .change(key, (editing) =>
      editing.saving.is === 'conflict' && editing.saving.theirs ? taken(editor, editing, editing.saving.theirs) : editing,
    )
}

/** Mine goes on as a document of its own, theirs stays what it is. */
export function copyMine<Body, Label>(editor: DocumentEditor<Body, Label>, key: string, titled: (draft: Body) => Body): void {
  const { open, put } = editor.useEditors.getState()
  const editing = open[key]
  if (editing === undefined) return
  put(newKey, startEditing(null, titled(editing.history.now), null))
  takeTheirs(editor, key)
}

function taken<Body, Label>(
  { takeLabel }: DocumentEditor<Body, Label>,
  editing: Editing<Body, Label>,
  theirs: Stored<Body>,
): Editing<Body, Label> {
  return {
    ...editing,
    history: pushEdit(editing.history, theirs.body, { label: takeLabel, at: Date.now() }),
    version: theirs.version,
    stored: theirs.body,
    saving: { is: 'rest' },
  }
}
