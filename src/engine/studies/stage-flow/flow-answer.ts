import type { StageFlowParams } from '../../../contract/study-stage-flow.ts'
import type { StudyFigureInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import { bottlenecks, isUnrated, type Bottleneck } from './bottlenecks.ts'
import { drillOf } from './flow-drill.ts'
import { outcomes, type FlowRows } from './flow-rows.ts'
import { groupsTable, outcomeLabels, outcomesTable, stagesTable, timesTable } from './flow-tables.ts'
import { tallyStages, type StageTally } from './flow-tally.ts'
import { flowCaveats, flowDefinition, flowHeadline } from './flow-text.ts'
import { bottlenecksTable, calibrationTable, rounded } from './money-tables.ts'

/** Stages as a sentence, figures and the tables `stages`, `outcomes`, `times`, `bottlenecks`, `calibration`, `groups`. */
export function flowAnswer(scope: StudyScope, params: StageFlowParams, rows: FlowRows): StudyAnswer {
  const tallies = tallyStages(rows)
  const found = isUnrated(rows.visits) ? [] : bottlenecks(rows, tallies)
  const outcomeIds = [...outcomes]
  return {
    headline: flowHeadline(scope, tallies, found[0]),
    figures: figures(rows, tallies, found[0]),
    tables: [
      stagesTable(tallies, params.denominator),
      outcomesTable(tallies),
      timesTable(tallies),
      bottlenecksTable(found),
      calibrationTable(rows.stages, rows.reached),
      groupsTable(rows, tallies, params.denominator),
    ],
    charts: [
      {
        id: 'outcomes',
        kind: 'stacked-bar',
        label: local('各阶段去向', 'Where each stage led'),
        table: 'stages',
        x: 'stage',
        y: outcomeIds,
      },
      {
        id: 'times',
        kind: 'bar',
        label: local('每次停留天数', 'Days of a visit'),
        table: 'times',
        x: 'stage',
        y: ['visit_median', 'visit_p75'],
      },
      { id: 'bottlenecks', kind: 'pareto', label: local('瓶颈', 'Bottlenecks'), table: 'bottlenecks', x: 'stage', y: ['cost'] },
      {
        id: 'calibration',
        kind: 'bar',
        label: local('设定概率与实际赢单率', 'Set and measured'),
        table: 'calibration',
        x: 'stage',
        y: ['declared', 'measured'],
      },
      {
        id: 'groups',
        kind: 'heat',
        label: local('分组转化率', 'Conversion by group'),
        table: 'groups',
        x: 'stage',
        y: ['conversion'],
        series: 'group',
      },
    ],
    definition: flowDefinition(params),
    caveats: flowCaveats(rows, tallies),
    segments: [{ id: 'open', label: local('仍在阶段中', 'Still in a stage'), entity: 'opportunity', n: dealsIn(rows, 'open') }],
  }
}

function dealsIn({ visits }: FlowRows, outcome: (typeof outcomes)[number]): number {
  const place = outcomes.indexOf(outcome)
  return new Set(visits.deal.filter((_, at) => visits.outcome[at] === place)).size
}

function figures(rows: FlowRows, tallies: readonly StageTally[], worst: Bottleneck | undefined): StudyFigureInput[] {
  const sum = (of: (tally: StageTally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0)
  const counted = (id: Parameters<typeof drillOf>[0]['kind'], label: LocalText, value: number): StudyFigureInput => ({
    id,
    label,
    value,
    unit: 'count',
    n: value,
    drill: value === 0 ? null : drillOf({ kind: id }),
  })
  const entries = sum((tally) => tally.entries)
  const cost = rounded(worst?.cost ?? null)
  return [
    counted('entries', local('进入次数', 'Entries'), entries),
    ...outcomes.map((outcome) =>
      counted(
        outcome,
        outcomeLabels[outcome],
        sum((tally) => tally.outcomes[outcome]),
      ),
    ),
    {
      id: 'check',
      label: local('核对差额', 'Check'),
      value: entries - outcomes.reduce((total, outcome) => total + sum((tally) => tally.outcomes[outcome]), 0),
      unit: 'count',
      n: entries,
    },
    counted('skipped', local('跳过阶段的推进', 'Moves that skipped a stage'), skippers(rows).length),
    counted(
      'reopened',
      local('结束后重新打开', 'Re-opened'),
      sum((tally) => tally.reopened),
    ),
    {
      id: 'bottleneck_cost',
      label: local(`最大瓶颈的代价${named(worst, '（', '）')}`, `Cost of the worst bottleneck${named(worst, ' (', ')')}`),
      value: cost,
      unit: 'money',
      n: worst?.tally.entries ?? 0,
      reason: cost === null ? whyNoCost(rows, worst) : null,
      drill: cost === null || worst === undefined ? null : drillOf({ kind: 'entries', stage: worst.tally.stage.id }),
    },
  ]
}

function named(worst: Bottleneck | undefined, before: string, after: string): string {
  const name = worst?.tally.stage.name
  return name === undefined || name === null ? '' : `${before}${name}${after}`
}

function whyNoCost(rows: FlowRows, worst: Bottleneck | undefined): LocalText {
  if (rows.visits.count === 0) return local('期间内没有进入任何阶段', 'No stage was entered in the period')
  if (worst === undefined) return local('部分金额没有汇率', 'Some of the amounts have no exchange rate')
  return local('还没有足够的赢单或输单来估算', 'Too few deals are decided to tell')
}

/** Visits that went on over a stage in between. */
export function skippers({ stages, visits }: FlowRows): number[] {
  const byId = new Map(stages.map((stage) => [stage.id, stage]))
  const found: number[] = []
  for (let place = 0; place < visits.count; place += 1) {
    const from = byId.get(visits.stage[place] ?? 0)
    const over = visits.over[place] ?? NaN
    if (from === undefined || from.position === null || Number.isNaN(over)) continue
    const { pipeline, position } = from
    if (
      stages.some((stage) => stage.pipeline === pipeline && stage.position !== null && stage.position > position && stage.position < over)
    )
      found.push(place)
  }
  return found
}
