import type { Cuts, Window } from './rfm-steps.ts'
import { segmentOf, type Cell, type SegmentDefinition } from './segments.ts'
import { toUnits } from '../../sheets/exact.ts'

/** As queries/studies/rfm/cells.sql tells it. */
export interface CellRow extends Cell {
  readonly customers: number
  readonly amount: string
  readonly orders: number
  readonly days: number
}

/** As queries/studies/rfm/list.sql tells it. */
export interface ListRow extends Cell {
  readonly id: number
  readonly name: string | null
  readonly last_on: string
  readonly last_day: number
  readonly orders: number
  readonly amount: string
}

/** As queries/studies/rfm/moves.sql tells it. */
export interface MoveRow {
  readonly before_cell: number | null
  readonly now_cell: number | null
  readonly customers: number
}

/** As queries/studies/rfm/traits.sql tells it, with its field. */
export interface TraitRow {
  readonly field: string
  readonly value: string | null
  readonly base: number
  readonly members: number
}

/** All that the database says of one question. */
export interface RfmFacts {
  readonly window: Window
  readonly cuts: Cuts
  readonly n: number
  readonly segments: readonly SegmentDefinition[]
  readonly cells: readonly CellRow[]
  readonly others: { readonly lapsed: number; readonly never: number }
  readonly list: readonly ListRow[]
  /** Whose customers alone stand in the list; null = everybody's. */
  readonly listed: SegmentDefinition | null
  readonly moves: readonly MoveRow[] | null
  readonly traits: { readonly segment: SegmentDefinition; readonly rows: readonly TraitRow[] } | null
}

/** What the customers of one segment bought together; money in ten-thousandths, `days` the sum of their last days. */
export interface SegmentSum {
  readonly segment: SegmentDefinition
  readonly customers: number
  readonly amount: bigint
  readonly orders: number
  readonly days: number
}

/** One sum a segment, in their order. */
export function segmentSums({ segments, cells }: RfmFacts): SegmentSum[] {
  return segments.map((segment) => {
    const own = cells.filter((cell) => segmentOf(cell, segments) === segment)
    const add = (of: (cell: CellRow) => number): number => own.reduce((sum, cell) => sum + of(cell), 0)
    return {
      segment,
      customers: add(({ customers }) => customers),
      amount: own.reduce((sum, { amount }) => sum + toUnits(amount), 0n),
      orders: add(({ orders }) => orders),
      days: add(({ days }) => days),
    }
  })
}
