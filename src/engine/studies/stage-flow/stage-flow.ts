import { readingStatement } from '../../report/stack.ts'
import { stepOf } from '../scope.ts'
import type { Study } from '../study.ts'
import { flowAnswer, skippers } from './flow-answer.ts'
import { readFlowDrill, type FlowDrill } from './flow-drill.ts'
import { outcomes, readFlow, type FlowRows } from './flow-rows.ts'

/** How deals go through the stages: where they go on, stop and wait, and what that costs [C5]. */
export const stageFlow: Study<'stage-flow'> = {
  label: { zh: '阶段流转', en: 'Stage flow' },
  description: {
    zh: '每个阶段进来多少、去了哪里、停了多久，哪个阶段代价最大，设定的概率是否属实。',
    en: 'What entered each stage, where it went and how long it stayed, which stage costs most, and whether the set probabilities hold.',
  },
  needs: ['stage_visit'],
  async run(scope, params) {
    return flowAnswer(scope, params, await readFlow(scope, params))
  },
  async things(scope, params, drill) {
    return { fact: 'opportunity', ids: dealsOf(await readFlow(scope, params), readFlowDrill(drill)) }
  },
  classes(scope, { filters }) {
    const population = scope.population({ fact: 'opportunity', filters, by: [], columns: ['status', 'closed_day'] })
    const days = { from: scope.range.from, to: scope.range.to, as_of: scope.asOf }
    return Promise.resolve([readingStatement(stepOf('stage-flow/classes.sql', days), 'population', population)])
  },
}

/** The deal of every visit that is meant, in order of its stage. */
function dealsOf(rows: FlowRows, { kind, stage, group }: FlowDrill): number[] {
  const { visits, groups, stages } = rows
  const outcome = outcomes.findIndex((one) => one === kind)
  const code = group === undefined ? null : groups.indexOf(group)
  const known = new Set(stages.map(({ id }) => id))
  const places = kind === 'skipped' ? skippers(rows) : Array.from({ length: visits.count }, (_, place) => place)
  return places
    .filter(
      (place) =>
        known.has(visits.stage[place] ?? 0) &&
        (stage === undefined || visits.stage[place] === stage) &&
        (code === null || visits.group[place] === code) &&
        (outcome === -1 || visits.outcome[place] === outcome) &&
        (kind !== 'reopened' || visits.is_reopened[place] === 1),
    )
    .map((place) => visits.deal[place] ?? 0)
}
