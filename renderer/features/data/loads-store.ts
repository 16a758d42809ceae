import { create } from 'zustand'
import type { ImportProgress } from '../../../src/contract/imports.ts'

export type RewriteKind = 'undo' | 'redo' | 'answer'

/** What is being done to a load that is there already, and to those after it. */
export type Rewrite =
  | { readonly step: 'idle' }
  | { readonly step: 'working'; readonly load: number; readonly kind: RewriteKind; readonly progress: ImportProgress | null }
  | { readonly step: 'failed'; readonly load: number; readonly error: unknown }

interface LoadsState {
  readonly rewrite: Rewrite
  /** The load whose undoing or redoing waits for a yes. */
  readonly asked: number | null
  /** Undone a moment ago: Ctrl Z does it again. */
  readonly justUndone: number | null
  /** What a command wants done as soon as the list is there. */
  readonly wanted: 'undo-newest' | 'redo' | null
}

/** It lives outside of the page, so that one can look around while loads are done again. */
export const useLoads = create<LoadsState>()(() => ({ rewrite: { step: 'idle' }, asked: null, justUndone: null, wanted: null }))
