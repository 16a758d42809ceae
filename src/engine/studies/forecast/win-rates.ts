import type { Known } from './known.ts'

/** Decided deals, by how they ended. */
export interface Decided {
  won: number
  lost: number
}

export interface WinRates {
  /** By stage: of the deals that stood in it or went over it. */
  readonly byStage: ReadonlyMap<number, Decided>
  readonly all: Decided
}

/**
 * How many of the deals that reached a stage were won, of those decided in the last `historyDays`. Who stood in a later stage of the same
 * pipeline has reached the ones before it. Days before `stagesFrom` say nothing of stages.
 */
export function winRates({ day, spans, closings, closingOf, stages, stagesFrom }: Known, historyDays: number): WinRates {
  const byStage = new Map<number, Decided>(stages.map(({ id }) => [id, { won: 0, lost: 0 }]))
  const all: Decided = { won: 0, lost: 0 }
  const known = new Map(stages.map((stage) => [stage.id, stage]))
  for (let row = 0; row < closings.deal.length; row += 1) if (isRecent(row)) count(all, row)
  for (let start = 0; start < spans.deal.length;) {
    let end = start
    while (end < spans.deal.length && spans.deal[end] === spans.deal[start]) end += 1
    const closing = closingOf.get(spans.deal[start] ?? Number.NaN)
    if (closing !== undefined && isRecent(closing)) for (const id of reached(start, end)) count(byStage.get(id), closing)
    start = end
  }
  return { byStage, all }

  function isRecent(row: number): boolean {
    return (closings.closed[row] ?? 0) > day - historyDays
  }

  function count(decided: Decided | undefined, row: number): void {
    if (decided === undefined) return
    if (closings.isWon[row] === 1) decided.won += 1
    else decided.lost += 1
  }

  function reached(start: number, end: number): Set<number> {
    const found = new Set<number>()
    for (let row = start; row < end; row += 1) {
      const stage = known.get(spans.stage[row] ?? -1)
      // A span that lasts beyond that day was seen in its stage then.
      if (stage === undefined || stagesFrom === null || (spans.to[row] ?? Infinity) <= stagesFrom) continue
      found.add(stage.id)
      for (const { id, pipeline, position } of stages)
        if (pipeline === stage.pipeline && position !== null && stage.position !== null && position < stage.position) found.add(id)
    }
    return found
  }
}
