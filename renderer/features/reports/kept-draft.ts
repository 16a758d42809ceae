import { z } from 'zod'
import { DraftReport } from './report-editor.ts'

const KeptDraft = z.object({ version: z.int().nullable(), body: DraftReport })
export type KeptDraft = z.output<typeof KeptDraft>

const keyOf = (workspace: string, report: string) => `helmdeck.draft/${workspace}/${report}`

/** Keeps what is not saved yet in the browser: after a crash, or while the engine is away, it is still there. */
export function keepDraft(workspace: string, report: string, draft: KeptDraft): void {
  try {
    localStorage.setItem(keyOf(workspace, report), JSON.stringify(draft))
  } catch {
    // A full or forbidden storage only costs the draft's second home; the document is saved all the same.
  }
}

export function keptDraft(workspace: string, report: string): KeptDraft | null {
  try {
    return KeptDraft.safeParse(JSON.parse(localStorage.getItem(keyOf(workspace, report)) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

export function dropDraft(workspace: string, report: string): void {
  try {
    localStorage.removeItem(keyOf(workspace, report))
  } catch {
    // See keepDraft.
  }
}
