import type { Step } from './param-moves.ts'

/** A step that takes out who makes it between two others, by their places from 1. */
export interface Excluded extends Step {
  readonly after: number
  readonly before: number
}

/** Other ends for it: the one that was chosen stands, the other gives way so that the first lies before the last. */
export function excludedBetween(excluded: Excluded, chosen: Partial<Pick<Excluded, 'after' | 'before'>>, steps: number): Excluded {
  if (chosen.after !== undefined)
    return { ...excluded, after: chosen.after, before: Math.min(Math.max(excluded.before, chosen.after + 1), steps) }
  if (chosen.before !== undefined)
    return { ...excluded, before: chosen.before, after: Math.max(Math.min(excluded.after, chosen.before - 1), 1) }
  return excluded
}
