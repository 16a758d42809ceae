import type { BridgeMovement } from '../../../contract/study-pipeline-bridge.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import { toUnits as units } from '../../sheets/exact.ts'
import { exactNumber } from '../exact-number.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { BridgeFacts, DealRow, PushRow } from './bridge-answer.ts'
import { drillOf } from './bridge-drill.ts'
import { amountText, groupBridges, type Bridge } from './bridge-sums.ts'
import { endLabels, movements } from './movements.ts'

type Row = Record<string, StudyCell>

const words = { ...endLabels, ...Object.fromEntries(Object.entries(movements).map(([id, { label }]) => [id, label])) }
const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money', 'decimal')
const movementColumn = keyColumn('movement', '变动', 'Movement', 'text', words)
const amountColumns = [money('amount', '金额', 'Amount'), valueColumn('deals', '商机数', 'Deals', 'count')]

/** One row a movement, from the opening to the closing; what leaves the pipeline is negative, so that the rows before the closing add up to it. */
export function bridgeTable(bridge: Bridge, shown: readonly BridgeMovement[]): StudyTableInput {
  const lines = linesOf(bridge, shown)
  return {
    id: 'bridge',
    label: local('管道变动', 'Bridge'),
    columns: [movementColumn, ...amountColumns],
    rows: lines,
    drills: lines.map(({ movement, deals }) => (deals === 0 ? null : drillOf({ kind: movement }))),
  }
}

interface Line {
  readonly movement: 'opening' | 'closing' | BridgeMovement
  readonly amount: StudyCell
  readonly deals: number
  readonly [column: string]: StudyCell
}

function linesOf({ opening, closing, moves }: Bridge, shown: readonly BridgeMovement[]): Line[] {
  return [
    { movement: 'opening', amount: exactNumber(amountText(opening.amount)), deals: opening.deals },
    ...shown.map((movement) => ({
      movement,
      amount: exactNumber(amountText(movements[movement].sign * moves[movement].amount)),
      deals: moves[movement].deals,
    })),
    { movement: 'closing', amount: exactNumber(amountText(closing.amount)), deals: closing.deals },
  ]
}

/** One row a group with its whole bridge; the deals behind a row are those of its closing. */
export function groupsTable({ deals, balances }: BridgeFacts, shown: readonly BridgeMovement[]): StudyTableInput {
  const groups = groupBridges(deals, balances)
  return {
    id: 'groups',
    label: local('分组', 'By group'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      money('opening', '期初', 'Opening'),
      ...shown.map((movement) => money(movement, movements[movement].label.zh, movements[movement].label.en)),
      money('closing', '期末', 'Closing'),
      money('check', '核对差额', 'Check'),
    ],
    rows: groups.map(({ group, bridge }): Row => ({
      group,
      ...Object.fromEntries(linesOf(bridge, shown).map(({ movement, amount }) => [movement, amount])),
      check: exactNumber(amountText(bridge.check)),
    })),
    drills: groups.map(({ group, bridge }) => (bridge.closing.deals === 0 ? null : drillOf({ kind: 'closing', group }))),
  }
}

/** One row a group and movement that happened in it, each with its deals. */
export function groupMovesTable({ deals, balances }: BridgeFacts, shown: readonly BridgeMovement[]): StudyTableInput {
  const rows = groupBridges(deals, balances).flatMap(({ group, bridge }) =>
    linesOf(bridge, shown)
      .filter(({ deals }) => deals > 0)
      .map((line) => ({ group, line })),
  )
  return {
    id: 'group_moves',
    label: local('分组变动', 'Movements by group'),
    columns: [keyColumn('group', '分组', 'Group'), movementColumn, ...amountColumns],
    rows: rows.map(({ group, line }) => ({ group, ...line })),
    drills: rows.map(({ group, line }) => drillOf({ kind: line.movement, group })),
  }
}

/** One row a deal and movement, in the order of the bridge, the largest amounts first; transfers only where they are steps between stages, and once. */
export function dealsTable(deals: readonly DealRow[], isByStage: boolean): StudyTableInput {
  const order = Object.keys(movements)
  const sorted = deals
    .filter(({ is_transfer: isTransfer, movement }) => !isTransfer || (isByStage && movement.endsWith('_out')))
    .toSorted((one, other) => order.indexOf(one.movement) - order.indexOf(other.movement))
  return {
    id: 'deals',
    label: local('有变动的商机', 'Deals that moved'),
    columns: [
      movementColumn,
      keyColumn('deal', '编号', 'ID'),
      keyColumn('name', '名称', 'Name'),
      keyColumn('account', '客户', 'Account'),
      money('amount', '变动金额', 'Amount moved'),
      money('opening_amount', '期初金额', 'Opening amount'),
      money('closing_amount', '期末金额', 'Closing amount'),
      keyColumn('owner_before', '期初负责人', 'Owner before'),
      keyColumn('owner', '期末负责人', 'Owner'),
      keyColumn('stage_before', '期初阶段', 'Stage before'),
      keyColumn('stage', '期末阶段', 'Stage'),
      keyColumn('expected_before', '期初预计成交', 'Expected before', 'date'),
      keyColumn('expected', '期末预计成交', 'Expected', 'date'),
      valueColumn('pushes', '累计推迟次数', 'Pushes so far', 'count'),
    ],
    rows: sorted.map((deal): Row => ({
      movement: deal.movement,
      deal: deal.deal,
      name: deal.name,
      account: deal.account,
      amount: exactNumber(amountText(movements[deal.movement].sign * units(deal.amount))),
      opening_amount: exactNumber(deal.opening_amount),
      closing_amount: exactNumber(deal.closing_amount),
      owner_before: deal.owner_before,
      owner: deal.owner,
      stage_before: deal.stage_before,
      stage: deal.stage,
      expected_before: deal.expected_before,
      expected: deal.expected,
      pushes: deal.pushes,
    })),
  }
}

/** How often the deals of the closing were pushed so far. */
export function pushesTable(pushes: readonly PushRow[]): StudyTableInput {
  return {
    id: 'pushes',
    label: local('期末在手商机的累计推迟次数', 'How often the deals of the closing were pushed'),
    columns: [
      { ...keyColumn('pushes', '推迟次数', 'Pushes', 'integer'), unit: 'count' },
      valueColumn('deals', '商机数', 'Deals', 'count'),
      money('amount', '金额', 'Amount'),
    ],
    rows: pushes.map(({ pushes: times, deals, amount }) => ({ pushes: times, deals, amount: exactNumber(amount) })),
  }
}
