import type { Api } from '../../../src/contract/api.ts'
import { SavedReport } from '../../../src/contract/documents.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { pushEdit } from './edit-history.ts'
import { newKey, startEditing, useEditors, type DraftReport, type Editing } from './report-editor.ts'
import { nameOf } from './report-title.ts'

const kind = 'report'

/** Saves what stands in the editor. The outcome is in `saving`; `onNamed` hears at once that a new report moved to its name. */
export async function saveReport(
  api: Api,
  key: string,
  autoTitle: (draft: DraftReport) => string,
  onNamed: (name: string) => void,
): Promise<void> {
  const { open, change, rename } = useEditors.getState()
  const editing = open[key]
  if (editing === undefined || editing.saving.is === 'busy' || editing.saving.is === 'conflict') return
  const draft = editing.history.now
  const body = { ...draft, title: draft.title === '' ? autoTitle(draft) : draft.title }
  change(key, (now) => ({ ...now, saving: { is: 'busy' } }))
  try {
    const saved =
      editing.name === null
        ? await saveNew(api, body)
        : { name: editing.name, ...(await api.documents.save({ kind, name: editing.name, body, basedOn: editing.version })) }
    change(key, (now) => ({ ...now, version: saved.version, stored: draft, saving: { is: 'rest' } }))
    if (key === saved.name) return
    rename(key, saved.name)
    onNamed(saved.name)
  } catch (error) {
    const lost = error instanceof HelmdeckError && error.code === 'document-conflict' && editing.name !== null
    const saving: Editing['saving'] = lost
      ? { is: 'conflict', theirs: await readTheirs(api, editing.name ?? '') }
      : { is: 'failed', error, draft }
    change(key, (now) => ({ ...now, saving }))
  }
}

/** The title gives the name; when somebody takes it at the same moment, the next free one. */
async function saveNew(api: Api, body: DraftReport): Promise<{ name: string; version: number }> {
  const { documents } = await api.documents.list({ kind })
  const taken = documents.map((one) => one.name)
  for (;;) {
    const name = nameOf(body.title, taken)
    try {
      return { name, ...(await api.documents.save({ kind, name, body })) }
    } catch (error) {
      if (!(error instanceof HelmdeckError) || error.code !== 'document-conflict' || taken.includes(name)) throw error
      taken.push(name)
    }
  }
}

async function readTheirs(api: Api, name: string): Promise<{ version: number; body: SavedReport } | null> {
  try {
    const { version, body } = await api.documents.read({ kind, name })
    return { version, body: SavedReport.parse(body) }
  } catch {
    return null
  }
}

/** A newer version was seen: taken over where nothing of one's own would be lost, else the user is asked. */
export function meetNewer(key: string, theirs: { version: number; body: SavedReport }, isDirty: boolean): void {
  useEditors.getState().change(key, (editing) => (isDirty ? { ...editing, saving: { is: 'conflict', theirs } } : taken(editing, theirs)))
}

/** Mine replaces theirs with the next save; theirs stays among the document's versions. */
export function keepMine(key: string): void {
  useEditors
    .getState()
    .change(key, (editing) =>
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
export function takeTheirs(key: string): void {
  useEditors
    .getState()
    .change(key, (editing) => (editing.saving.is === 'conflict' && editing.saving.theirs ? taken(editing, editing.saving.theirs) : editing))
}

/** Mine goes on as a report of its own, theirs stays what it is. */
export function copyMine(key: string, title: string): void {
  const { open, put } = useEditors.getState()
  const editing = open[key]
  if (editing === undefined) return
  put(newKey, startEditing(null, { ...editing.history.now, title }, null))
  takeTheirs(key)
}

function taken(editing: Editing, theirs: { version: number; body: SavedReport }): Editing {
  return {
    ...editing,
    history: pushEdit(editing.history, theirs.body, { label: { key: 'didTake' }, at: Date.now() }),
    version: theirs.version,
    stored: theirs.body,
    saving: { is: 'rest' },
  }
}
