import type { PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import type { SqlParams } from '../../database/database.ts'
import type { StudyScope } from '../scope.ts'
import type { Study } from '../study.ts'
import { bridgeAnswer, type BetweenRow, type BridgeFacts, type DealRow, type PushRow } from './bridge-answer.ts'
import { bridgeDays, type BridgeDays } from './bridge-days.ts'
import { readBridgeDrill, type BridgeDrill } from './bridge-drill.ts'
import { bridgeSteps, refuseUnrated, type BridgeSteps } from './bridge-rows.ts'
import type { BalanceRow } from './bridge-sums.ts'

/** What moved the open pipeline between two days [C10]. */
export const pipelineBridge: Study<'pipeline-bridge'> = {
  label: { zh: '管道变动', en: 'Pipeline bridge' },
  description: {
    zh: '两天之间在手管道为什么变了：新增、提前、延期、金额变化、赢单、输单，逐项相加，分毫不差。',
    en: 'Why the open pipeline changed between two days: new, pulled, pushed, worth more or less, won, lost, adding up to the cent.',
  },
  needs: ['opportunity', 'opportunity.status|opportunity.stage'],
  async run(scope, params) {
    const days = bridgeDays(scope, params)
    const steps = bridgeSteps(scope, params, days)
    await refuseUnrated(scope, steps)
    return bridgeAnswer(scope, params, days, await readFacts(scope, params, days, steps))
  },
  async things(scope, params, drill) {
    const days = bridgeDays(scope, params)
    const steps = bridgeSteps(scope, params, days)
    const rows = await drilled(scope, params, days, steps, readBridgeDrill(drill))
    return { fact: 'opportunity_state', ids: rows.map(({ id }) => id) }
  },
}

async function readFacts(
  scope: StudyScope,
  params: PipelineBridgeParams,
  days: BridgeDays,
  { states, ends, moves }: BridgeSteps,
): Promise<BridgeFacts> {
  const { from, to } = days
  const scoped = { close_from: days.closeFrom, close_to: days.closeTo }
  const closed = scope.population({
    fact: 'opportunity',
    filters: params.filters,
    by: [],
    columns: ['created_day', 'closed_day', 'status'],
    asOf: to,
  })
  return {
    deals: await scope.rows<DealRow>('pipeline-bridge/deals.sql', { to }, moves),
    balances: await scope.rows<BalanceRow>('pipeline-bridge/balances.sql', { from, to, ...scoped }, states),
    pushes: await scope.rows<PushRow>('pipeline-bridge/pushes.sql', { to }, ends),
    between: await scope.rows<BetweenRow>(
      'pipeline-bridge/between.sql',
      { from, to, ...scoped },
      { closed_deals: closed, closing_states: states.closing_states },
    ),
  }
}

async function drilled(
  scope: StudyScope,
  params: PipelineBridgeParams,
  days: BridgeDays,
  { states, ends, moves }: BridgeSteps,
  { kind, group }: BridgeDrill,
): Promise<{ id: number }[]> {
  const own: SqlParams = { has_group: group !== undefined, group: group ?? null }
  if (kind === 'slipped') return await scope.rows('pipeline-bridge/slipped_things.sql', {}, ends)
  if (kind === 'opening' || kind === 'closing') {
    const bounds = { close_from: days.closeFrom, close_to: days.closeTo, day: kind === 'opening' ? days.from : days.to }
    return await scope.rows('pipeline-bridge/balance_things.sql', { ...own, ...bounds }, { states: states[`${kind}_states`] })
  }
  const asked = { ...own, movement: kind, is_by_stage: params.mode === 'stage' }
  return await scope.rows('pipeline-bridge/things.sql', asked, moves)
}
