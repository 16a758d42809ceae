import type { BridgeMovement } from '../../../../src/contract/study-pipeline-bridge.ts'

/** How a deal stood at the end of a day on which it was open; money in ten-thousandths, days since 1970-01-01. */
export interface State {
  readonly owner: string | null
  readonly stage: string | null
  readonly amount: bigint
  readonly expected: number | null
}

/** Deals as a plain replay knows them. */
export interface World {
  readonly deals: readonly string[]
  /** null where the deal was not open at the end of the day. */
  stateOn(deal: string, day: number): State | null
  /** Why a deal that was open before is not open at the end of the day, and what it closed at where it closed for good by then. */
  fateOn(deal: string, day: number): { readonly fate: 'won' | 'lost' | 'gone'; readonly finalAmount: bigint | null }
  createdOn(deal: string): number | null
  readonly firstDay: number
}

export interface Question {
  readonly from: number
  readonly to: number
  readonly closeFrom: number | null
  readonly closeTo: number | null
  /** Only deals of these owners. */
  readonly owners: readonly (string | null)[] | null
  readonly by: 'owner' | 'stage' | null
  readonly isAtOpening: boolean
}

export type Sums = Map<string, { amount: bigint; deals: number }>

/** Every balance and movement by `group|movement`; the whole stands under `*|`, without transfers unless by stage. */
export function naiveBridge(world: World, question: Question, order: readonly string[]): Sums {
  const sums: Sums = new Map()
  const add = (group: string | null, movement: string, amount: bigint, isTransfer = false): void => {
    for (const key of [`${group}|${movement}`, ...(isTransfer && question.by !== 'stage' ? [] : [`*|${movement}`])]) {
      const { amount: before, deals } = sums.get(key) ?? { amount: 0n, deals: 0 }
      sums.set(key, { amount: before + amount, deals: deals + 1 })
    }
  }
  for (const deal of world.deals) follow(world, question, order, deal, add)
  return sums
}

type Add = (group: string | null, movement: 'opening' | 'closing' | BridgeMovement, amount: bigint, isTransfer?: boolean) => void

function follow(world: World, question: Question, order: readonly string[], deal: string, add: Add): void {
  const { from, to, closeFrom, closeTo, owners, by, isAtOpening } = question
  const passes = (state: State | null): state is State => state !== null && (owners === null || owners.includes(state.owner))
  const isPlanned = ({ expected }: State): boolean =>
    (closeFrom === null || (expected !== null && expected >= closeFrom)) && (closeTo === null || (expected !== null && expected <= closeTo))
  const groupOf = ({ owner, stage }: State): string | null => (by === 'owner' ? owner : by === 'stage' ? stage : null)
  const [before, after] = [world.stateOn(deal, from), world.stateOn(deal, to)]
  const opening = passes(before) && isPlanned(before) ? before : null
  const closing = passes(after) && isPlanned(after) ? after : null
  if (opening !== null) add(groupOf(opening), 'opening', opening.amount)
  if (closing !== null) add(groupOf(closing), 'closing', closing.amount)
  if (opening === null) {
    if (closing !== null) add(groupOf(closing), comesBy(), closing.amount)
    return
  }
  const last = after ?? lastOpen(world, deal, to)
  const movement = closing === null ? leavesBy() : null
  if (movement === 'scope_out') {
    add(groupOf(opening), 'scope_out', opening.amount)
    return
  }
  const isCounted = after !== null || passes(last)
  const group = isCounted ? groupOf(last) : groupOf(opening)
  if (group !== groupOf(opening)) {
    const step = by === 'stage' ? stepBetween(order, opening.stage, last.stage) : 'scope'
    add(groupOf(opening), `${step}_out`, opening.amount, true)
    add(group, `${step}_in`, opening.amount, true)
  }
  const end = after?.amount ?? world.fateOn(deal, to).finalAmount ?? last.amount
  const isClosed = movement === 'won' || movement === 'lost'
  if (movement !== null) add(group, movement, isClosed && !isAtOpening ? end : opening.amount)
  const difference = movement === null || (isClosed && !isAtOpening) ? end - opening.amount : 0n
  if (difference > 0n) add(group, 'amount_up', difference)
  if (difference < 0n) add(group, 'amount_down', -difference)

  function comesBy(): BridgeMovement {
    if (before === null) return (world.createdOn(deal) ?? -Infinity) > from ? 'new' : 'reopened'
    if (!passes(before) || before.expected === null) return 'scope_in'
    return closeFrom !== null && before.expected < closeFrom ? 'pushed_in' : 'pulled_in'
  }

  function leavesBy(): BridgeMovement {
    if (after === null) {
      const { fate } = world.fateOn(deal, to)
      if (fate === 'gone') return 'deleted'
      return passes(last) ? fate : 'scope_out'
    }
    if (!passes(after) || after.expected === null) return 'scope_out'
    return closeFrom !== null && after.expected < closeFrom ? 'pulled_out' : 'pushed_out'
  }
}

function stepBetween(order: readonly string[], before: string | null, after: string | null): 'progressed' | 'regressed' | 'scope' {
  const [one, other] = [order.indexOf(before ?? ''), order.indexOf(after ?? '')]
  if (one === -1 || other === -1) return 'scope'
  return other > one ? 'progressed' : 'regressed'
}

function lastOpen(world: World, deal: string, day: number): State {
  for (let at = day; at >= world.firstDay; at -= 1) {
    const state = world.stateOn(deal, at)
    if (state !== null) return state
  }
  throw new Error(`${deal} was never open`)
}
