import type { LoadEntry } from '../../../src/contract/imports.ts'
import type { WorkspaceInfo } from '../../../src/contract/workspace.ts'

/** One thing that wants a person, most urgent first. */
export type Attention =
  | { readonly kind: 'refused'; readonly files: readonly string[] }
  | { readonly kind: 'questions'; readonly columns: readonly string[] }
  | { readonly kind: 'quarantine'; readonly rows: number }
  | { readonly kind: 'matches'; readonly count: number; readonly example: { from: string; to: string } | null }
  | { readonly kind: 'clock'; readonly day: string }

/** What needs attention: files the newest load refused, doubts nobody settled, rows in quarantine, values taken for others, an old clock. */
export function attention(workspace: WorkspaceInfo, loads: readonly LoadEntry[]): Attention[] {
  const newest = loads.filter((load) => !load.undone).toSorted((a, b) => b.id - a.id)[0]
  const files = newest?.files ?? []
  const refused = files.filter((file) => file.status === 'refused').map((file) => file.name)
  const columns = files.flatMap((file) => file.openQuestions.map((question) => question.column))
  const example = loads.flatMap((load) => load.files).flatMap((file) => file.matched)[0] ?? null
  return [
    ...(refused.length > 0 ? [{ kind: 'refused', files: refused } as const] : []),
    ...(columns.length > 0 ? [{ kind: 'questions', columns } as const] : []),
    ...(workspace.quarantined > 0 ? [{ kind: 'quarantine', rows: workspace.quarantined } as const] : []),
    ...(workspace.matches > 0 ? [{ kind: 'matches', count: workspace.matches, example } as const] : []),
    ...(workspace.lastLoadAt !== null && !workspace.clockIsToday ? [{ kind: 'clock', day: workspace.clock } as const] : []),
  ]
}
