import { create } from 'zustand'
import { z } from 'zod'
import { SavedReport } from '../../../src/contract/documents.ts'
import { ReportSpec, ValueUse } from '../../../src/contract/report-spec.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { pushEdit, redoEdit, startHistory, undoEdit, type EditHistory } from './edit-history.ts'
import { emptySpec } from './report-moves.ts'

/** What is edited. An empty title means the one that the fields give; a spec without values is not saved. */
export const DraftReport = SavedReport.extend({ spec: ReportSpec.extend({ values: z.array(ValueUse) }) })
export type DraftReport = z.output<typeof DraftReport>

/** A step's name: a key of the texts, and the field it is about. */
export interface StepLabel {
  readonly key:
    | 'didAdd'
    | 'didRemove'
    | 'didMove'
    | 'didChange'
    | 'didTitle'
    | 'didChart'
    | 'didPeriod'
    | 'didAsOf'
    | 'didCompare'
    | 'didTotals'
    | 'didSort'
    | 'didTop'
    | 'didFilter'
    | 'didTake'
    | 'didSwap'
    | 'didCalculate'
    | 'didLimit'
  readonly name?: LocalText
}

export type Saving =
  | { readonly is: 'rest' }
  | { readonly is: 'busy' }
  | { readonly is: 'failed'; readonly error: unknown; readonly draft: DraftReport }
  /** Somebody else saved this report meanwhile; `theirs` is null where it was removed. */
  | { readonly is: 'conflict'; readonly theirs: { readonly version: number; readonly body: SavedReport } | null }

export interface Editing {
  /** Stays the same when the report gets its name. */
  readonly id: number
  readonly name: string | null
  readonly history: EditHistory<DraftReport, StepLabel>
  /** The version that was read or saved last; null = not saved yet. */
  readonly version: number | null
  /** What that version holds. */
  readonly stored: DraftReport | null
  readonly saving: Saving
}

interface Editors {
  readonly open: Readonly<Record<string, Editing>>
  put(key: string, editing: Editing): void
  change(key: string, change: (editing: Editing) => Editing): void
  rename(from: string, to: string): void
  forget(key: string): void
}

export const newKey = 'new'
let lastId = 0

/** Every report opened since the page was loaded, with its steps: going away and coming back loses no undo. */
export const useEditors = create<Editors>()((set) => ({
  open: {},
  put: (key, editing) => set(({ open }) => ({ open: { ...open, [key]: editing } })),
  change: (key, change) =>
    set(({ open }) => {
      const editing = open[key]
      return editing === undefined ? { open } : { open: { ...open, [key]: change(editing) } }
    }),
  rename: (from, to) =>
    set(({ open: { [from]: editing, ...open } }) => ({ open: editing === undefined ? open : { ...open, [to]: { ...editing, name: to } } })),
  forget: (key) => set(({ open: { [key]: _gone, ...open } }) => ({ open })),
}))

export function startEditing(name: string | null, draft: DraftReport, stored: { version: number; body: DraftReport } | null): Editing {
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

export const emptyReport: DraftReport = { version: 1, title: '', chart: 'table', spec: emptySpec }

export function edit(key: string, change: (draft: DraftReport) => DraftReport, label: StepLabel, merge?: string): void {
  useEditors.getState().change(key, (editing) => ({
    ...editing,
    history: pushEdit(editing.history, change(editing.history.now), { label, merge, at: Date.now() }),
  }))
}

export function editSpec(key: string, move: (spec: ReportSpec) => ReportSpec, label: StepLabel, merge?: string): void {
  edit(
    key,
    (draft) => {
      const spec = move(draft.spec)
      return spec === draft.spec ? draft : { ...draft, spec }
    },
    label,
    merge,
  )
}

export function undo(key: string): void {
  useEditors.getState().change(key, (editing) => ({ ...editing, history: undoEdit(editing.history) }))
}

export function redo(key: string): void {
  useEditors.getState().change(key, (editing) => ({ ...editing, history: redoEdit(editing.history) }))
}

export function sameReport(left: DraftReport | null, right: DraftReport | null): boolean {
  if (left === right || left === null || right === null) return left === right
  // Parsing puts the keys into the schema's order, which moves do not keep.
  return JSON.stringify(DraftReport.parse(left)) === JSON.stringify(DraftReport.parse(right))
}
