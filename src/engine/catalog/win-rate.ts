import { closedDeals, closedMoney, createdDeals, createdWon, openDeals, openMoney, wonDeals, wonMoney } from './deal-parts.ts'
import type { Formula, ParamDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

export const populationParam: ParamDefinition = {
  id: 'population',
  label: { zh: '分母', en: 'Population' },
  default: 'closed',
  choices: [
    { value: 'closed', label: { zh: '已结束商机', en: 'Closed deals' } },
    { value: 'cohort', label: { zh: '期内新增商机', en: 'Deals created in the period' } },
    { value: 'all', label: { zh: '已结束与在手商机', en: 'Closed and still open deals' } },
    { value: 'from-stage', label: { zh: '到过某阶段的已结束商机', en: 'Closed deals that reached a stage' } },
  ],
}
/** `pipeline/stage`, or a stage that stands in every pipeline; empty = any. */
export const stageParam: ParamDefinition = { id: 'stage', label: { zh: '阶段', en: 'Stage' }, default: '' }

/** Whether the deal was ever in the stage or a later one of its pipeline: skipped stages count as reached, and a won deal reached all. */
const reached = `({stage} = '' or exists (select 1 from mart.stage s join mart.stage r on r.pipeline is not distinct from s.pipeline
    left join mart.stage_visit v on v.stage_ref = r.ref
  where (s.name = {stage} or coalesce(s.pipeline, '') || '/' || s.name = {stage}) and r.kind <> 'lost' and (r.position >= s.position or r.kind = 'won')
    and (v.opportunity_id = f.id or r.ref = f.stage_ref)))`
const reachedStage = (part: PartDefinition): PartDefinition => ({ ...part, where: `${part.where ?? 'true'} and ${reached}` })

export const winRate: Readonly<Record<string, Formula>> = {
  closed: { parts: { won: wonDeals, closed: closedDeals }, value: '{won} / nullif({closed}, 0)', population: 'closed', numerator: 'won' },
  cohort: {
    parts: { won: createdWon, created: createdDeals, open: { ...createdDeals, where: "f.status = 'open'" } },
    value: '{won} / nullif({created}, 0)',
    population: 'created',
    numerator: 'won',
    immature: {
      part: 'open',
      text: { zh: '{share} 的商机仍在手，赢单率会继续变化。', en: '{share} of the deals are still open, so the rate will still change.' },
    },
  },
  all: {
    parts: { won: wonDeals, closed: closedDeals, open: openDeals },
    value: '{won} / nullif({closed} + {open}, 0)',
    population: 'closed',
    alongside: 'open',
    numerator: 'won',
  },
  'from-stage': {
    parts: { won: reachedStage(wonDeals), closed: reachedStage(closedDeals) },
    value: '{won} / nullif({closed}, 0)',
    population: 'closed',
    numerator: 'won',
  },
}

export const winRateByValue: Readonly<Record<string, Formula>> = {
  closed: {
    parts: { won: wonMoney, money: closedMoney, closed: closedDeals, n: wonDeals },
    value: dialect.ratio('coalesce({won}, 0)', '{money}'),
    population: 'closed',
    numerator: 'n',
  },
  cohort: {
    parts: {
      won: { ...wonMoney, on: 'created' },
      n: createdWon,
      created: createdDeals,
      money: { fact: 'opportunity', on: 'created', sum: 'f.amount_reporting', money: true },
    },
    value: dialect.ratio('coalesce({won}, 0)', '{money}'),
    population: 'created',
    numerator: 'n',
  },
  all: {
    parts: { won: wonMoney, money: closedMoney, open: openMoney, closed: closedDeals, n: wonDeals },
    value: dialect.ratio('coalesce({won}, 0)', 'coalesce({money}, 0) + coalesce({open}, 0)'),
    population: 'closed',
    alongside: 'open',
    numerator: 'n',
  },
  'from-stage': {
    parts: {
      won: reachedStage(wonMoney),
      money: reachedStage(closedMoney),
      closed: reachedStage(closedDeals),
      n: reachedStage(wonDeals),
    },
    value: dialect.ratio('coalesce({won}, 0)', '{money}'),
    population: 'closed',
    numerator: 'n',
  },
}
