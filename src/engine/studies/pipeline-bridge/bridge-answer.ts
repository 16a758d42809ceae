import type { BridgeMovement, PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import type { StudyFigureInput } from '../../../contract/study-result.ts'
import { dayText } from '../../report/calendar-days.ts'
import { exactNumber } from '../exact-number.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import type { BridgeDays } from './bridge-days.ts'
import { drillOf } from './bridge-drill.ts'
import { amountText, askedMovements, bridgeOf, type BalanceRow, type Bridge, type MoveRow } from './bridge-sums.ts'
import { bridgeTable, dealsTable, groupsTable, groupMovesTable, pushesTable } from './bridge-tables.ts'
import { bridgeCaveats, bridgeDefinition, bridgeHeadline } from './bridge-text.ts'
import { endLabels, movements } from './movements.ts'

/** As queries/studies/pipeline-bridge/pushes.sql tells it. */
export interface PushRow {
  readonly kind: 'slipped' | 'closing'
  readonly pushes: number | null
  readonly deals: number
  readonly amount: string
}

/** As queries/studies/pipeline-bridge/between.sql tells it. */
export interface BetweenRow {
  readonly kind: 'won' | 'lost' | 'pushed' | 'past'
  readonly deals: number
  readonly times: number
}

export interface DealRow extends MoveRow {
  readonly deal: string
  readonly name: string | null
  readonly account: string | null
  readonly opening_amount: string
  readonly closing_amount: string
  readonly owner_before: string | null
  readonly owner: string | null
  readonly stage_before: string | null
  readonly stage: string | null
  readonly expected_before: string | null
  readonly expected: string | null
  readonly pushes: number
}

/** Everything a bridge is told from; money as exact digits. */
export interface BridgeFacts {
  /** The largest first. */
  readonly deals: readonly DealRow[]
  readonly balances: readonly BalanceRow[]
  readonly pushes: readonly PushRow[]
  readonly between: readonly BetweenRow[]
}

/** A bridge as a sentence, figures and the tables `bridge`, `deals`, `groups`, `group_moves`, `pushes`. */
export function bridgeAnswer(scope: StudyScope, params: PipelineBridgeParams, days: BridgeDays, facts: BridgeFacts): StudyAnswer {
  const isByStage = params.mode === 'stage'
  const shown = askedMovements(params)
  const bridge = bridgeOf(
    facts.deals.filter(({ is_transfer: isTransfer }) => isByStage || !isTransfer),
    facts.balances,
  )
  const slipped = facts.pushes.find(({ kind }) => kind === 'slipped')
  const isGrouped = isByStage || params.by !== null
  return {
    headline: bridgeHeadline(scope, days, bridge, shown),
    figures: figures(bridge, shown, facts),
    tables: [
      bridgeTable(bridge, shown),
      dealsTable(facts.deals, isByStage),
      ...(isGrouped ? [groupsTable(facts, shown), groupMovesTable(facts, shown)] : []),
      pushesTable(facts.pushes.filter(({ kind }) => kind === 'closing')),
    ],
    charts: [
      { id: 'bridge', kind: 'waterfall', label: local('管道变动', 'Pipeline bridge'), table: 'bridge', x: 'movement', y: ['amount'] },
      ...(isGrouped
        ? [
            {
              id: 'groups',
              kind: 'bar' as const,
              label: local('各组期末', 'Closing by group'),
              table: 'groups',
              x: 'group',
              y: ['closing'],
            },
          ]
        : []),
      { id: 'pushes', kind: 'bar', label: local('推迟次数', 'Pushes'), table: 'pushes', x: 'pushes', y: ['deals'] },
    ],
    definition: bridgeDefinition(params),
    caveats: bridgeCaveats(scope, days, facts, bridge),
    segments: [
      { id: 'slipped', label: local('已延期', 'Slipped'), entity: 'opportunity', n: slipped?.deals ?? 0 },
      { id: 'closing', label: endLabels.closing, entity: 'opportunity', n: bridge.closing.deals },
    ],
    taken: { from: dayText(days.from), to: dayText(days.to) },
    period: { from: days.from, to: days.to },
  }
}

function figures(
  { opening, closing, moves, check }: Bridge,
  shown: readonly BridgeMovement[],
  { pushes, between }: BridgeFacts,
): StudyFigureInput[] {
  const { deals: slipped = 0, amount: slippedAmount = '0' } = pushes.find(({ kind }) => kind === 'slipped') ?? {}
  const { deals: pushedDeals = 0, times = 0 } = between.find(({ kind }) => kind === 'pushed') ?? {}
  const money = (
    id: 'opening' | 'closing' | BridgeMovement,
    label: StudyFigureInput['label'],
    sum: Bridge['opening'],
  ): StudyFigureInput => ({
    id,
    label,
    value: exactNumber(amountText(sum.amount)),
    unit: 'money',
    n: sum.deals,
    drill: sum.deals === 0 ? null : drillOf({ kind: id }),
  })
  return [
    money('opening', endLabels.opening, opening),
    ...shown.map((movement) => money(movement, movements[movement].label, moves[movement])),
    money('closing', endLabels.closing, closing),
    {
      id: 'check',
      label: local('核对差额', 'Check'),
      value: exactNumber(amountText(check)),
      unit: 'money',
      n: opening.deals + closing.deals,
    },
    {
      id: 'slipped_deals',
      label: local('延期商机数', 'Slipped deals'),
      value: slipped,
      unit: 'count',
      n: slipped,
      drill: slipped === 0 ? null : drillOf({ kind: 'slipped' }),
    },
    {
      id: 'slipped_amount',
      label: local('延期金额', 'Slipped amount'),
      value: exactNumber(slippedAmount),
      unit: 'money',
      n: slipped,
      drill: slipped === 0 ? null : drillOf({ kind: 'slipped' }),
    },
    { id: 'pushes', label: local('推迟次数', 'Pushes'), value: times, unit: 'count', n: pushedDeals },
    { id: 'pushed_deals', label: local('被推迟的商机数', 'Deals pushed'), value: pushedDeals, unit: 'count', n: pushedDeals },
  ]
}
