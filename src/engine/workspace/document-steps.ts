/** A version of a document as undo sees it; `of` is the version whose content it brought back, null for one with content of its own. */
export interface Step {
  readonly version: number
  readonly of: number | null
}

export interface Steps {
  readonly undo: number | null
  readonly redo: number | null
}

/**
 * Which versions undo and redo bring back, read out of the journal alone, so that both work across sessions. Undo goes from
 * a content to the one it was made from; redo goes back up the way that undo came down. A document's first content has
 * nothing before it.
 */
export function stepsOf(journal: readonly Step[]): Steps {
  const byVersion = new Map(journal.map((step) => [step.version, step]))
  const ordered = [...byVersion.keys()].sort((left, right) => left - right)
  const current = ordered.at(-1)
  if (current === undefined) return { undo: null, redo: null }
  const contentOf = (version: number): number => byVersion.get(version)?.of ?? version
  const madeFrom = (content: number): number | null => {
    const before = ordered[ordered.indexOf(content) - 1]
    return before === undefined ? null : contentOf(before)
  }
  const content = contentOf(current)
  const last = ordered.findLast((version) => byVersion.get(version)?.of === null) ?? current
  let redo: number | null = null
  for (let step: number | null = last; step !== null && step !== content; step = madeFrom(step)) redo = step
  return { undo: madeFrom(content), redo: content === last ? null : redo }
}
