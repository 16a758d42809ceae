import fc from 'fast-check'
import { bridgeMovements } from '../../../../src/contract/study-pipeline-bridge.ts'
import type { Filter } from '../../../../src/contract/report-spec.ts'
import type { StudyResult } from '../../../../src/contract/study-result.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { contextOf } from '../../report/ask.ts'
import { askStudy, drillInto } from '../ask-study.ts'
import { naiveBridge, type Question, type Sums, type World } from './naive-bridge.ts'
import { dayOf, unitsOf } from './random-lives.ts'

/** Two days and everything else that can be asked, within these days. */
export function randomQuestion(first: number, last: number, owners: readonly (string | null)[]): fc.Arbitrary<Question> {
  const day = fc.integer({ min: first, max: last })
  const bound = fc.option(fc.integer({ min: first, max: last + 40 }), { freq: 3 })
  return fc
    .noBias(
      fc.record({
        days: fc.tuple(day, day),
        bounds: fc.oneof(fc.constant<[null, null]>([null, null]), fc.tuple(bound, bound)),
        owners: fc.option(fc.subarray([...owners], { minLength: 1, maxLength: 2 }), { freq: 2 }),
        by: fc.constantFrom<Question['by']>('owner', 'stage', null),
        isAtOpening: fc.constantFrom(false, false, true),
      }),
    )
    .map(({ days, bounds, ...others }) => {
      const [one, other] = bounds
      const isTurned = one !== null && other !== null && one > other
      const [closeFrom, closeTo] = isTurned ? [other, one] : [one, other]
      return { from: Math.min(...days), to: Math.max(...days), closeFrom, closeTo, ...others }
    })
}

/** What the product and a plain replay say otherwise, and whether the product's bridge closes; nothing where all is well. */
export async function problemsOf(
  database: Database,
  world: World,
  question: Question,
  { order, filters = [] }: { readonly order: readonly string[]; readonly filters?: readonly Filter[] },
): Promise<string[]> {
  const context = contextOf('2026-12-31')
  const { from, to, closeFrom, closeTo, owners, by, isAtOpening } = question
  const bounds = {
    ...(closeFrom === null ? {} : { closeFrom: dayOf(closeFrom) }),
    ...(closeTo === null ? {} : { closeTo: dayOf(closeTo) }),
  }
  const params = {
    from: dayOf(from),
    to: dayOf(to),
    scope: Object.keys(bounds).length === 0 ? null : bounds,
    filters: [...filters, ...(owners === null ? [] : [{ field: 'owner.name', op: 'in', values: owners }])],
    ...(by === 'stage' ? { mode: 'stage' } : { by: by === null ? null : { field: 'owner.name' } }),
    closedAt: isAtOpening ? 'opening-amount' : 'closing-amount',
  }
  const result = await askStudy(database, context, 'pipeline-bridge', params)
  const asked = JSON.stringify(params)
  const told = toldSums(result, by)
  const known = naiveBridge(world, question, order)
  const problems = [...new Set([...told.keys(), ...known.keys()])].flatMap((key) => {
    if (by === null && !key.startsWith('*|')) return []
    const [one, other] = [told.get(key), known.get(key)]
    return one?.amount === other?.amount && one?.deals === other?.deals
      ? []
      : [`${asked}: ${key} is ${one?.amount} (${one?.deals}), replayed ${other?.amount} (${other?.deals})`]
  })
  const checks = [...result.figures.filter(({ id }) => id === 'check').map(({ value }) => value), ...groupChecks(result)]
  if (checks.some((value) => value !== 0)) problems.push(`${asked}: does not close: ${checks.join(' ')}`)
  for (const { id, n, drill } of result.figures) {
    if (drill === null || (n + from) % 8 !== 0) continue
    const ids = await drillInto(database, context, { study: 'pipeline-bridge', params, drill })
    if (new Set(ids).size !== n) problems.push(`${asked}: ${id} says ${n} and has ${ids.length}`)
  }
  return problems
}

function groupChecks({ tables }: StudyResult): unknown[] {
  return tables.find(({ id }) => id === 'groups')?.rows.map(({ check }) => check) ?? []
}

function toldSums({ figures, tables }: StudyResult, by: Question['by']): Sums {
  const sums: Sums = new Map()
  const ids: readonly string[] = ['opening', 'closing', ...bridgeMovements]
  for (const { id, value, n } of figures) if (ids.includes(id) && n > 0) sums.set(`*|${id}`, { amount: unitsOf(String(value)), deals: n })
  const rows = by === null ? [] : (tables.find(({ id }) => id === 'group_moves')?.rows ?? [])
  for (const { group, movement, amount, deals } of rows) {
    const units = unitsOf(String(amount))
    const isOut = /_out$|^won$|^lost$|^deleted$|^amount_down$/.test(String(movement))
    sums.set(`${group}|${movement}`, { amount: isOut ? -units : units, deals: Number(deals) })
  }
  return sums
}
