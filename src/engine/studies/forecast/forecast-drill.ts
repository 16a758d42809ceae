import { z } from 'zod'
import { drillText, noSuchDrill, readDrill } from '../drill.ts'
import type { Things } from '../study.ts'
import { ageBand } from './closing-chances.ts'
import { dealCategories, openByCategory, plannedFor, type CategorySource } from './forecast-category.ts'
import type { Days } from './forecast-period.ts'
import type { Known } from './known.ts'
import { wonRows } from './won-series.ts'

/** Deals behind a term: wins of some days, or open deals of a kind. */
const ForecastDrill = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('won'), from: z.int(), to: z.int() }),
  z.strictObject({ kind: z.enum(['open', 'planned', 'overdue', 'undated', 'worthless']) }),
  z.strictObject({ kind: z.literal('category'), category: z.enum(dealCategories).nullable() }),
  z.strictObject({ kind: z.literal('stage'), stage: z.number() }),
  z.strictObject({ kind: z.literal('cell'), stage: z.number(), band: z.int() }),
])
export type ForecastDrill = z.infer<typeof ForecastDrill>

/** The text by which a result names such deals; null where there are none. */
export function drillOf(drill: ForecastDrill, deals: number): string | null {
  return deals === 0 ? null : drillText(drill)
}

/** The deals that a drill names, those worth most first. Fails with `invalid-study` {reason: 'no-such-drill'}. */
export function thingsOf(known: Known, days: Days, source: CategorySource | null, text: string): Things {
  const drill = readDrill(ForecastDrill, text)
  if (drill.kind === 'won') {
    const { closings } = known
    const rows = wonRows(known, { from: drill.from, to: Math.min(drill.to, known.day) })
    return { fact: 'opportunity', ids: byWorth(closings.amount, rows).map((row) => closings.deal[row] ?? 0) }
  }
  const { spans } = known
  return {
    fact: 'opportunity_state',
    ids: byWorth(spans.amount, openRows(known, days, source, drill, text)).map((row) => spans.id[row] ?? 0),
  }
}

function openRows(
  known: Known,
  days: Days,
  source: CategorySource | null,
  drill: Exclude<ForecastDrill, { kind: 'won' }>,
  text: string,
): readonly number[] {
  const { spans, open, day } = known
  const stages = new Set(known.stages.map(({ id }) => id))
  const stageAt = (row: number): number => (stages.has(spans.stage[row] ?? -1) ? (spans.stage[row] ?? -1) : -1)
  switch (drill.kind) {
    case 'category':
      if (source === null) throw noSuchDrill(text)
      return openByCategory(known, days, source).get(drill.category) ?? []
    case 'stage':
      return plannedFor(known, days).filter((row) => stageAt(row) === drill.stage)
    case 'cell':
      return open.filter((row) => stageAt(row) === drill.stage && ageBand(spans.created[row] ?? Number.NaN, day) === drill.band)
    case 'open':
      return open
    case 'planned':
      return plannedFor(known, days)
    case 'overdue':
      return overdue(known, days)
    case 'undated':
      return undated(known)
    case 'worthless':
      return withoutAmount(known)
  }
}

/** Open deals whose planned close lies before the period, and is over. */
export function overdue({ spans, open, day }: Known, { from }: Days): number[] {
  return open.filter((row) => (spans.expected[row] ?? Number.NaN) < Math.min(from, day + 1))
}

export function undated({ spans, open }: Known): number[] {
  return open.filter((row) => Number.isNaN(spans.expected[row]))
}

export function withoutAmount({ spans, open }: Known): number[] {
  return open.filter((row) => Number.isNaN(spans.amount[row]))
}

function byWorth(amounts: Float64Array, rows: readonly number[]): number[] {
  const worth = (row: number): number => (Number.isNaN(amounts[row]) ? -Infinity : (amounts[row] ?? -Infinity))
  return rows.toSorted((one, other) => (worth(other) > worth(one) ? 1 : worth(other) < worth(one) ? -1 : one - other))
}
