import { bridgeMovements, type BridgeMovement, type PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import { fromUnits, toUnits } from '../../sheets/exact.ts'
import { movements } from './movements.ts'

/** As queries/studies/pipeline-bridge/sums.sql tells it. */
export interface SumRow {
  readonly group: string | null
  readonly movement: BridgeMovement
  readonly is_transfer: boolean
  readonly amount: string
  readonly deals: number
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
export function bridgeOf(sums: readonly SumRow[], balances: readonly BalanceRow[]): Bridge {
  const end = (balance: BalanceRow['balance']): Sum => total(balances.filter((row) => row.balance === balance))
  const [opening, closing] = [end('opening'), end('closing')]
  const moves = Object.fromEntries(
    bridgeMovements.map((movement) => [movement, total(sums.filter((row) => row.movement === movement))]),
  ) as Record<BridgeMovement, Sum>
  const moved = bridgeMovements.reduce((sum, movement) => sum + movements[movement].sign * moves[movement].amount, 0n)
  return { opening, closing, moves, check: opening.amount + moved - closing.amount }
}

/** Each group with a bridge of its own, in their natural order. */
export function groupBridges(sums: readonly SumRow[], balances: readonly BalanceRow[]): { group: string | null; bridge: Bridge }[] {
  const groups = [...new Set([...balances, ...sums].map(({ group }) => group))]
  return groups.map((group) => ({
    group,
    bridge: bridgeOf(
      sums.filter((row) => row.group === group),
      balances.filter((row) => row.group === group),
    ),
  }))
}

/** Exact digits of an amount. */
export function amountText(units: bigint): string {
  return fromUnits(units)
}

function total(rows: readonly { readonly amount: string; readonly deals: number }[]): Sum {
  return rows.reduce((sum, { amount, deals }) => ({ amount: sum.amount + toUnits(amount), deals: sum.deals + deals }), nothing)
}
