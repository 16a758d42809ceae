import { useMemo } from 'react'

/** What of the pivot's columns is drawn: the heads, the value columns in sight, and the room of those that are not. */
export interface PivotFrame {
  /** Columns that name the rows, and how many of them stay in sight. */
  readonly heads: number
  readonly frozen: number
  /** Places of the value columns in sight. */
  readonly seen: readonly number[]
  /** Pixels left out before and after them. */
  readonly before: number
  readonly after: number
  readonly widths: readonly number[]
}

export function leftOf({ widths }: PivotFrame, place: number): number {
  return widths.slice(0, place).reduce((sum, width) => sum + width, 0)
}

interface Asked extends Omit<PivotFrame, 'seen'> {
  /** The first value column in sight, and how many follow it. */
  readonly first: number
  readonly count: number
}

/** The same object while the same columns are in sight, so that rows need not be drawn anew. */
export function useFrame({ heads, frozen, widths, first, count, before, after }: Asked): PivotFrame {
  return useMemo(
    () => ({ heads, frozen, widths, before, after, seen: Array.from({ length: count }, (_, place) => first + place) }),
    [heads, frozen, widths, first, count, before, after],
  )
}
