import type { FunnelParams } from '../../../contract/study-funnel.ts'
import type { StudyFigureInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { wilson } from '../proportion.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import type { WalkedFunnel } from './funnel.ts'
import { drillOf } from './funnel-drill.ts'
import { funnelHeadline } from './funnel-headline.ts'
import { stepLabel } from './funnel-steps.ts'
import { breakdownTable, inDays, ratio, reconciliationTable, stepsTable, timesTable } from './funnel-tables.ts'
import { funnelCaveats, funnelDefinition } from './funnel-text.ts'
import { spentAmount, type Spending } from './spending.ts'
import { tally, type Tally } from './tally.ts'

/** A walked funnel as a sentence, figures and tables: `steps`, `breakdown`, `reconciliation`, `times`. */
export function funnelAnswer(scope: StudyScope, params: FunnelParams, funnel: WalkedFunnel, spending: Spending): StudyAnswer {
  const { steps, hasSpend, walked } = funnel
  const labels = steps.map(stepLabel)
  const all = tally(walked, steps.length)
  const shown = params.view === 'cohort' ? all.reached : walked.reconciled.map(({ period }) => period)
  const spent = spentAmount(spending)
  const cost = spent === null ? null : Number(spent)
  const beside = hasSpend ? ['spend', ...(cost === null ? [] : ['cost_per_unit'])] : []
  const tables = [
    stepsTable(params, labels, all, shown, { cost, before: hasSpend ? { spent } : null }),
    ...(params.by === null ? [] : [breakdownTable(labels, funnel)]),
    reconciliationTable(labels, funnel),
    timesTable(funnel),
  ]
  return {
    headline: funnelHeadline(params, scope, labels, all, shown),
    figures: figures(params, labels, all, shown, funnel, spending),
    tables,
    charts: [
      { id: 'funnel', kind: 'funnel', label: local('漏斗', 'Funnel'), table: 'steps', x: 'step', y: ['count', 'conversion', ...beside] },
      ...(params.by === null
        ? []
        : [
            {
              id: 'conversion',
              kind: 'heat' as const,
              label: local('分组转化率', 'Conversion by group'),
              table: 'breakdown',
              x: 'step',
              y: ['conversion'],
              series: 'group',
            },
          ]),
      {
        id: 'times',
        kind: 'histogram',
        label: local('从第一步到最后一步的天数', 'Days from the first step to the last'),
        table: 'times',
        x: 'from',
        y: ['count'],
      },
    ],
    definition: funnelDefinition(params, labels),
    caveats: funnelCaveats(scope, params, funnel, spending),
    segments: [
      {
        id: 'completed',
        label: local(`走完全程（${labels.at(-1)?.zh ?? ''}）`, `Made every step (${labels.at(-1)?.en ?? ''})`),
        entity: params.unit,
        n: all.reached.at(-1) ?? 0,
      },
      ...labels.slice(1).map((label, place) => ({
        id: `lost-${place + 2}`,
        label: local(`在“${label.zh}”之前流失`, `Stopped before ${label.en}`),
        entity: params.unit,
        n: all.lost[place + 1] ?? 0,
      })),
    ],
    taken: { steps: hasSpend ? [{ event: 'spend' }, ...steps] : steps },
  }
}

function figures(
  params: FunnelParams,
  labels: readonly LocalText[],
  all: Tally,
  shown: readonly number[],
  { walked }: WalkedFunnel,
  spending: Spending,
): StudyFigureInput[] {
  const entered = shown[0] ?? 0
  const completed = shown.at(-1) ?? 0
  const isCohort = params.view === 'cohort'
  return [
    {
      id: 'entered',
      label: local(`进入（${labels[0]?.zh ?? ''}）`, `Entered (${labels[0]?.en ?? ''})`),
      value: entered,
      unit: 'count',
      n: entered,
      drill: isCohort ? drillOf({ kind: 'reached', step: 1 }) : null,
    },
    {
      id: 'completed',
      label: local(`走完（${labels.at(-1)?.zh ?? ''}）`, `Completed (${labels.at(-1)?.en ?? ''})`),
      value: completed,
      unit: 'count',
      n: completed,
      drill: isCohort ? drillOf({ kind: 'reached', step: labels.length }) : null,
    },
    {
      id: 'conversion',
      label: local('总转化率', 'Overall conversion'),
      value: ratio(completed, entered),
      unit: 'percent',
      n: entered,
      interval: isCohort ? wilson(completed, entered) : null,
      reason: entered === 0 ? local('期间内没有进入第一步的', 'Nothing made the first step in the period') : null,
    },
    {
      id: 'median_days',
      label: local('全程天数中位数', 'Median days from first to last'),
      value: inDays(all.fromFirst.at(-1)),
      unit: 'days',
      n: all.reached.at(-1) ?? 0,
      reason:
        all.fromFirst.at(-1) === null || all.fromFirst.at(-1) === undefined
          ? local('没有从第一步走到最后一步的', 'Nothing went from the first step to the last')
          : null,
    },
    {
      id: 'still_possible',
      label: local('仍可能继续', 'Still possible'),
      value: all.possible.reduce((sum, one) => sum + one, 0),
      unit: 'count',
      n: all.reached[0] ?? 0,
    },
    ...(walked.excluded.length === 0
      ? []
      : [
          {
            id: 'excluded',
            label: local('因排除步骤剔除', 'Taken out by an excluded step'),
            value: walked.excluded.length,
            unit: 'count' as const,
            n: walked.excluded.length,
            drill: drillOf({ kind: 'excluded', step: 0 }),
          },
        ]),
    ...(spending === null || spending === 'unreached'
      ? []
      : [
          {
            id: 'spend',
            label: local('投入', 'Spend'),
            value: spentAmount(spending),
            unit: 'money' as const,
            n: spending.n,
            reason: spending.unrated > 0 ? local('部分投入没有汇率', 'Some of the spend has no exchange rate') : null,
            drill: drillOf({ kind: 'spend', step: 0 }),
          },
        ]),
  ]
}
