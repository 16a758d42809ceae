/** A step that can be taken back: what stood there before, and what the step is called. */
export interface Step<State, Label> {
  readonly state: State
  readonly label: Label
  /** Steps with the same key within a short time are one: the keystrokes of a title. */
  readonly merge: string | null
  readonly at: number
}

export interface EditHistory<State, Label> {
  readonly now: State
  /** Newest last. */
  readonly past: readonly Step<State, Label>[]
  /** Nearest last. */
  readonly future: readonly Step<State, Label>[]
}

const kept = 300
const mergedWithin = 2000

export function startHistory<State, Label>(now: State): EditHistory<State, Label> {
  return { now, past: [], future: [] }
}

interface Edit<Label> {
  readonly label: Label
  readonly merge?: string | undefined
  /** Milliseconds; only differences count. */
  readonly at: number
}

/** Takes an edit in; the same state again is no step. */
export function pushEdit<State, Label>(
  history: EditHistory<State, Label>,
  next: State,
  { label, merge, at }: Edit<Label>,
): EditHistory<State, Label> {
  if (next === history.now) return history
  const last = history.past.at(-1)
  const joins = merge !== undefined && last?.merge === merge && at - last.at <= mergedWithin && history.future.length === 0
  const past = joins
    ? [...history.past.slice(0, -1), { ...last, at }]
    : [...history.past, { state: history.now, label, merge: merge ?? null, at }].slice(-kept)
  return { now: next, past, future: [] }
}

export function undoEdit<State, Label>(history: EditHistory<State, Label>): EditHistory<State, Label> {
  const last = history.past.at(-1)
  if (last === undefined) return history
  return { now: last.state, past: history.past.slice(0, -1), future: [...history.future, { ...last, state: history.now, merge: null }] }
}

export function redoEdit<State, Label>(history: EditHistory<State, Label>): EditHistory<State, Label> {
  const next = history.future.at(-1)
  if (next === undefined) return history
  return { now: next.state, past: [...history.past, { ...next, state: history.now }], future: history.future.slice(0, -1) }
}
