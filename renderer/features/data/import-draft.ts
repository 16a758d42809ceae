import type { FileKind, FileProposal, ImportRequest, LoadMode, Recipe } from '../../../src/contract/imports.ts'

/** What a person decided about the proposed files; everything it does not name stays as proposed. Keys are proposal ids. */
export interface ImportDraft {
  readonly kinds: Readonly<Record<string, FileKind>>
  readonly targets: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly answers: Readonly<Record<string, string>>
  readonly skip: readonly string[]
  readonly mode: LoadMode
}

export const emptyDraft: ImportDraft = { kinds: {}, targets: {}, answers: {}, skip: [], mode: 'upsert' }

/** Another kind means other targets: what was decided about the file's columns is dropped with it. */
export function setKind(draft: ImportDraft, file: string, kind: FileKind): ImportDraft {
  const { [file]: _dropped, ...targets } = draft.targets
  return { ...draft, kinds: { ...draft.kinds, [file]: kind }, targets }
}

export function setTarget(draft: ImportDraft, file: string, header: string, target: string | null): ImportDraft {
  return { ...draft, targets: { ...draft.targets, [file]: { ...draft.targets[file], [header]: target } } }
}

export function setAnswer(draft: ImportDraft, question: string, value: string): ImportDraft {
  return { ...draft, answers: { ...draft.answers, [question]: value } }
}

export function toggleSkip(draft: ImportDraft, file: string): ImportDraft {
  const skip = draft.skip.includes(file) ? draft.skip.filter((one) => one !== file) : [...draft.skip, file]
  return { ...draft, skip }
}

/** The target of a column as it would be imported now. */
export function targetOf(draft: ImportDraft, file: FileProposal, header: string, proposed: string | null): string | null {
  const decided = draft.targets[file.id]?.[header]
  return decided === undefined ? proposed : decided
}

/** Columns of one file that want the same target: only one of them can have it. */
export function doubledTargets(draft: ImportDraft, file: FileProposal): ReadonlySet<string> {
  const seen = new Set<string>()
  const doubled = new Set<string>()
  for (const column of file.columns) {
    const target = targetOf(draft, file, column.header, column.target)
    if (target === null || target === 'skip') continue
    if (seen.has(target)) doubled.add(target)
    seen.add(target)
  }
  return doubled
}

/** The decisions as a recipe, which can be remembered and run again without a person. */
export function recipeOf(proposals: readonly FileProposal[], draft: ImportDraft): Recipe {
  const files = proposals.flatMap((file) => {
    const kind = draft.kinds[file.id]
    const targets = draft.targets[file.id]
    if (kind === undefined && targets === undefined) return []
    const columns = Object.fromEntries(Object.entries(targets ?? {}).map(([header, target]) => [header, { target }]))
    return [{ name: recipeName(file), ...(kind === undefined ? {} : { kind }), columns }]
  })
  return { version: 1, files }
}

export function requestOf(uploads: readonly string[], proposals: readonly FileProposal[], draft: ImportDraft): ImportRequest {
  return {
    uploads: [...uploads],
    recipe: recipeOf(proposals, draft),
    answers: { ...draft.answers },
    skip: [...draft.skip],
    mode: draft.mode,
  }
}

export function openQuestions(proposals: readonly FileProposal[], draft: ImportDraft): number {
  return proposals
    .filter((file) => !draft.skip.includes(file.id))
    .flatMap((file) => file.questions)
    .filter((question) => draft.answers[question.id] === undefined).length
}

/** A sheet is named `book.xlsx#Sheet` in recipes. */
function recipeName(file: FileProposal): string {
  const sheet = file.dialect?.sheet
  return sheet === undefined || file.name.endsWith(`#${sheet}`) ? file.name : `${file.name}#${sheet}`
}
