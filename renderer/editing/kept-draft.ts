import { z } from 'zod'
import type { DocumentEditor } from './document-editor.ts'

export interface KeptDraft<Body> {
  readonly version: number | null
  readonly body: Body
}

type Kind<Body, Label> = Pick<DocumentEditor<Body, Label>, 'kind' | 'schema'>

/** Reports were the first to be kept, under no kind. */
const keyOf = (kind: string, workspace: string, name: string) =>
  kind === 'report' ? `helmdeck.draft/${workspace}/${name}` : `helmdeck.draft/${kind}/${workspace}/${name}`

/** Keeps what is not saved yet in the browser: after a crash, or while the engine is away, it is still there. */
export function keepDraft<Body, Label>({ kind }: Kind<Body, Label>, workspace: string, name: string, draft: KeptDraft<Body>): void {
  try {
    localStorage.setItem(keyOf(kind, workspace, name), JSON.stringify(draft))
  } catch {
    // A full or forbidden storage only costs the draft's second home; the document is saved all the same.
  }
}

export function keptDraft<Body, Label>({ kind, schema }: Kind<Body, Label>, workspace: string, name: string): KeptDraft<Body> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(kind, workspace, name)) ?? 'null') as unknown
    return z.object({ version: z.int().nullable(), body: schema }).safeParse(kept).data ?? null
  } catch {
    return null
  }
}

export function dropDraft<Body, Label>({ kind }: Kind<Body, Label>, workspace: string, name: string): void {
  try {
    localStorage.removeItem(keyOf(kind, workspace, name))
  } catch {
    // See keepDraft.
  }
}
