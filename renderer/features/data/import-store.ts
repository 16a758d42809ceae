import { create } from 'zustand'
import type { FileProposal, ImportProgress, ImportResult } from '../../../src/contract/imports.ts'
import { emptyDraft, type ImportDraft } from './import-draft.ts'
import type { Upload } from './upload.ts'

export type ImportPhase =
  | { readonly step: 'idle' }
  | { readonly step: 'sending'; readonly file: string; readonly fraction: number }
  | { readonly step: 'recognising'; readonly progress: ImportProgress | null }
  | { readonly step: 'review' }
  | { readonly step: 'loading'; readonly progress: ImportProgress | null }
  | { readonly step: 'done'; readonly result: ImportResult }
  | { readonly step: 'failed'; readonly error: unknown; readonly canReview: boolean }

interface ImportState {
  readonly phase: ImportPhase
  readonly uploads: readonly Upload[]
  readonly proposals: readonly FileProposal[]
  readonly draft: ImportDraft
  /** Files to take in as soon as the import page is there: a command's, or dropped elsewhere. */
  readonly waiting: { readonly kind: 'files' | 'folder' } | { readonly files: readonly File[] } | null
  /** The proposal that is looked at. */
  readonly current: string | null
  change(edit: (draft: ImportDraft) => ImportDraft): void
  look(file: string): void
}

/** The import under way. It lives outside of the page, so that one can look around while files are sent. */
export const useImport = create<ImportState>()((set) => ({
  phase: { step: 'idle' },
  uploads: [],
  proposals: [],
  draft: emptyDraft,
  current: null,
  waiting: null,
  change: (edit) => set((state) => ({ draft: edit(state.draft) })),
  look: (current) => set({ current }),
}))
