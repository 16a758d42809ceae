import { bridgeMovements, type BridgeMovement, type PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import { fromUnits, toUnits } from '../../sheets/exact.ts'
import { movements } from './movements.ts'

/** A deal and what became of it, as queries/studies/pipeline-bridge/deals.sql tells it; transfers count in their group, and in the whole by stage. */
export interface MoveRow {
  readonly group: string | null
  readonly movement: BridgeMovement
  readonly is_transfer: boolean
  readonly amount: string
}

/** As queries/studies/pipeline-bridge/balances.sql tells it. */
export interface BalanceRow {
  readonly balance: 'opening' | 'closing'
  readonly group: string | null
  readonly amount: string
  readonly deals: number
}

/** Money in ten-thousandths, and how many deals it was. */
export interface Sum {
  readonly amount: bigint
  readonly deals: number
}

/** One bridge: its ends were added up apart from its movements. */
export interface Bridge {
  readonly opening: Sum
  readonly closing: Sum
  readonly moves: Readonly<Record<BridgeMovement, Sum>>
  /** opening and movements less closing: nothing, or a defect. */
  readonly check: bigint
}

const nothing: Sum = { amount: 0n, deals: 0 }

/** The movements that a question can have at all, in the order of a bridge. */
export function askedMovements({ mode, scope }: PipelineBridgeParams): BridgeMovement[] {
  return bridgeMovements.filter((movement) => {
    const { only } = movements[movement]
    return only === undefined || (only === 'stage' ? mode === 'stage' : scope !== null)
  })
}

/** The bridge over these rows. */
export function bridgeOf(rows: readonly MoveRow[], balances: readonly BalanceRow[]): Bridge {
  const end = (balance: BalanceRow['balance']): Sum => total(balances.filter((row) => row.balance === balance))
  const [opening, closing] = [end('opening'), end('closing')]
  const byMovement = grouped(rows, ({ movement }) => movement)
  const moves = Object.fromEntries(
    bridgeMovements.map((movement) => [movement, total((byMovement.get(movement) ?? []).map(({ amount }) => ({ amount, deals: 1 })))]),
  ) as Record<BridgeMovement, Sum>
  const moved = bridgeMovements.reduce((sum, movement) => sum + movements[movement].sign * moves[movement].amount, 0n)
  return { opening, closing, moves, check: opening.amount + moved - closing.amount }
}

/** Each group with a bridge of its own, in their natural order. */
export function groupBridges(rows: readonly MoveRow[], balances: readonly BalanceRow[]): { group: string | null; bridge: Bridge }[] {
  const moves = grouped(rows, ({ group }) => group)
  const ends = grouped(balances, ({ group }) => group)
  return [...new Set([...ends.keys(), ...moves.keys()])].map((group) => ({
    group,
    bridge: bridgeOf(moves.get(group) ?? [], ends.get(group) ?? []),
  }))
}

/** Exact digits of an amount. */
export function amountText(units: bigint): string {
  return fromUnits(units)
}

function total(rows: readonly { readonly amount: string; readonly deals: number }[]): Sum {
  return rows.reduce((sum, { amount, deals }) => ({ amount: sum.amount + toUnits(amount), deals: sum.deals + deals }), nothing)
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
