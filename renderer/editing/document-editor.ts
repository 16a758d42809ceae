import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { z } from 'zod'
import type { DocumentKind } from '../../src/contract/documents.ts'
import { pushEdit, redoEdit, startHistory, undoEdit, type EditHistory } from './edit-history.ts'

/** A version of a document as the workspace holds it. */
export interface Stored<Body> {
  readonly version: number
  readonly body: Body
}

export type Saving<Body> =
  | { readonly is: 'rest' }
  | { readonly is: 'busy' }
  | { readonly is: 'failed'; readonly error: unknown; readonly draft: Body }
  /** Somebody else saved this document meanwhile; `theirs` is null where it was removed. */
  | { readonly is: 'conflict'; readonly theirs: Stored<Body> | null }

export interface Editing<Body, Label> {
  /** Stays the same when the document gets its name. */
  readonly id: number
  readonly name: string | null
  readonly history: EditHistory<Body, Label>
  /** The version that was read or saved last; null = not saved yet. */
  readonly version: number | null
  /** What that version holds. */
  readonly stored: Body | null
  readonly saving: Saving<Body>
}

interface Editors<Body, Label> {
  readonly open: Readonly<Record<string, Editing<Body, Label>>>
  put(key: string, editing: Editing<Body, Label>): void
  change(key: string, change: (editing: Editing<Body, Label>) => Editing<Body, Label>): void
  rename(from: string, to: string): void
  forget(key: string): void
}

/** The documents of one kind that are being edited. */
export interface DocumentEditor<Body, Label> {
  readonly kind: DocumentKind
  readonly schema: z.ZodType<Body>
  /** What taking somebody else's version over is called. */
  readonly takeLabel: Label
  /** Every document opened since the page was loaded, with its steps: going away and coming back loses no undo. */
  readonly useEditors: UseBoundStore<StoreApi<Editors<Body, Label>>>
  edit(key: string, change: (draft: Body) => Body, label: Label, merge?: string): void
  undo(key: string): void
  redo(key: string): void
  same(left: Body | null, right: Body | null): boolean
}

/** The address of a document that is not saved yet. */
export const newKey = 'new'

export function documentEditor<Body, Label>({
  kind,
  schema,
  takeLabel,
}: Pick<DocumentEditor<Body, Label>, 'kind' | 'schema' | 'takeLabel'>): DocumentEditor<Body, Label> {
  const useEditors = create<Editors<Body, Label>>()((set) => ({
    open: {},
    put: (key, editing) => set(({ open }) => ({ open: { ...open, [key]: editing } })),
    change: (key, change) =>
      set(({ open }) => {
        const editing = open[key]
        return editing === undefined ? { open } : { open: { ...open, [key]: change(editing) } }
      }),
    rename: (from, to) =>
      set(({ open: { [from]: editing, ...open } }) => ({
        open: editing === undefined ? open : { ...open, [to]: { ...editing, name: to } },
      })),
    forget: (key) => set(({ open: { [key]: _gone, ...open } }) => ({ open })),
  }))
  const step = (key: string, move: (history: EditHistory<Body, Label>) => EditHistory<Body, Label>) =>
    useEditors.getState().change(key, (editing) => ({ ...editing, history: move(editing.history) }))
  return {
    kind,
    schema,
    takeLabel,
    useEditors,
    edit: (key, change, label, merge) => step(key, (history) => pushEdit(history, change(history.now), { label, merge, at: Date.now() })),
    undo: (key) => step(key, undoEdit),
    redo: (key) => step(key, redoEdit),
    same: (left, right) => {
      if (left === right || left === null || right === null) return left === right
      // Parsing puts the keys into the schema's order, which moves do not keep.
      return JSON.stringify(schema.parse(left)) === JSON.stringify(schema.parse(right))
    },
  }
}

let lastId = 0

export function startEditing<Body, Label>(name: string | null, draft: Body, stored: Stored<Body> | null): Editing<Body, Label> {
  lastId += 1
  return {
    id: lastId,
    name,
    history: startHistory(draft),
    version: stored?.version ?? null,
    stored: stored?.body ?? null,
    saving: { is: 'rest' },
  }
}
