import { toUnits } from '../../sheets/exact.ts'
import type { StudyScope } from '../scope.ts'
import type { ChannelSteps } from './channels-steps.ts'

/** A way that was walked, however often; money in ten-thousandths. */
export interface WalkedPath {
  readonly codes: readonly number[]
  /** Deals and leads that walked it; of those deals, deals that count, and ways that only name their channel. */
  readonly journeys: number
  readonly deals: number
  readonly converted: number
  readonly own: number
  readonly worth: bigint
  /** Days from the first touch to the end, of all deals that count together. */
  readonly days: number
}

export async function readPaths(scope: StudyScope, steps: ChannelSteps): Promise<WalkedPath[]> {
  const table = await scope.table('channels/paths.sql', {}, steps.walked)
  const numbers = (name: string): Float64Array => table.column(name).numbers()
  const [journeys, deals, converted, own, days] = ['journeys', 'deals', 'converted', 'own', 'days'].map(numbers)
  const worth = table.column('worth').values() as string[]
  const paths = table.column('path').values() as string[]
  return paths.map((path, row) => ({
    codes: path.split(',').map(Number),
    journeys: journeys?.[row] ?? 0,
    deals: deals?.[row] ?? 0,
    converted: converted?.[row] ?? 0,
    own: own?.[row] ?? 0,
    worth: toUnits(worth[row] ?? '0'),
    days: days?.[row] ?? 0,
  }))
}

/** Stands for the middle of a path that is not shown. */
export const leftOut = -1

/** At most `longest` touches: the first ones and the last. */
export function shownCodes(codes: readonly number[], longest: number): readonly number[] {
  return codes.length <= longest ? codes : [...codes.slice(0, longest - 1), leftOut, codes.at(-1) ?? leftOut]
}

/** Paths as they are shown, the most frequent first, and how many distinct ones were shortened. */
export function shownPaths(paths: readonly WalkedPath[], longest: number): { readonly paths: readonly WalkedPath[]; readonly cut: number } {
  const found = new Map<string, WalkedPath>()
  let cut = 0
  for (const path of paths) {
    const codes = shownCodes(path.codes, longest)
    if (codes !== path.codes) cut += 1
    const key = codes.join(',')
    const before = found.get(key)
    found.set(key, before === undefined ? { ...path, codes } : added(before, path))
  }
  const order = [...found.values()].toSorted(
    (one, other) =>
      other.journeys - one.journeys || other.converted - one.converted || other.deals - one.deals || Number(other.worth - one.worth),
  )
  return { paths: order, cut }
}

function added(one: WalkedPath, other: WalkedPath): WalkedPath {
  return {
    codes: one.codes,
    journeys: one.journeys + other.journeys,
    deals: one.deals + other.deals,
    converted: one.converted + other.converted,
    own: one.own + other.own,
    worth: one.worth + other.worth,
    days: one.days + other.days,
  }
}
