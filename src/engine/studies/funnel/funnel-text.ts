import type { FunnelParams } from '../../../contract/study-funnel.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import { count, local } from '../words.ts'
import type { WalkedFunnel } from './funnel.ts'
import { emptySteps, stepLabel, unitLabels } from './funnel-steps.ts'
import type { Spending } from './spending.ts'

const orders: Readonly<Record<FunnelParams['order'], LocalText>> = {
  'in-order': {
    zh: '顺序：后一步须不早于前一步，中间可以有其他事件；同一时刻按声明的步骤先后。',
    en: 'Order: a step counts at or after the one before it, and other events may lie between; equal times stand in the order of the steps.',
  },
  reached: {
    zh: '到达：走到后面的步骤即视为走过前面的步骤，跳过的步骤与下一步同时计。',
    en: 'Reached: a later step implies those before it; a skipped step counts when the next one was made.',
  },
  'any-order': {
    zh: '任意顺序：时限内做过前面所有步骤即可，不论先后。',
    en: 'Any order: all steps up to this one were made inside the window, whichever came first.',
  },
  direct: {
    zh: '逐步：两步之间不得出现漏斗的其他步骤。',
    en: 'Direct: no other step of the funnel lies between two steps.',
  },
}

/** How the numbers are made. */
export function funnelDefinition(params: FunnelParams, labels: readonly LocalText[]): LocalText[] {
  const unit = unitLabels[params.unit]
  const window = params.windowDays
  return [
    params.view === 'cohort'
      ? local(
          `批次口径：跟踪期间内走到“${labels[0]?.zh ?? ''}”的${unit.zh}，看它们此后走到哪里。`,
          `Cohort: the ${unit.many} whose step ${labels[0]?.en ?? ''} lies in the period are followed from there on.`,
        )
      : local(
          '期间口径：每一步按自己发生的日期计数，不是同一批，转化率只是同期之比。',
          'Period: each step counts on its own day. The steps are not of one cohort, and their ratios are no conversion of anybody.',
        ),
    ...(params.unit === 'account'
      ? [
          local(
            '每个客户每一步只算一次：它的线索、商机、订单、回款里最早的那一次；不属于任何客户的线索不在内。',
            'An account makes each step once: when the first of its leads, deals, orders or payments did. Leads that belong to no account are left out.',
          ),
        ]
      : []),
    orders[params.order],
    window === null
      ? local('时限：不限，截至分析日。', 'Window: none, up to the day of the study.')
      : local(
          `时限：自第一步起 ${window} 天内，含最后一天的同一时刻。`,
          `Window: up to ${window} days after the first step, that moment included.`,
        ),
    local(
      '“仍可能走到”：时限未到、线索未被判无效、商机未输的（客户：还有这样的线索或商机，或已买过）；它们不算流失。',
      'Still possible: the window is open, the lead is not disqualified and the deal is not lost; an account has such a lead or deal, or has bought. Those are not counted as stopped.',
    ),
  ]
}

/** What a reader has to know beside the numbers. */
export function funnelCaveats(scope: StudyScope, params: FunnelParams, { steps, walked }: WalkedFunnel, spending: Spending): LocalText[] {
  const empty = emptySteps(steps, scope.data).map(stepLabel)
  const possible = walked.possible.reduce((sum, one) => sum + one, 0)
  const entered = walked.units.length
  return [
    ...(empty.length === 0
      ? []
      : [
          local(
            `工作区没有这些步骤的数据，后面的步骤因此为零：${empty.map(({ zh }) => zh).join('、')}。`,
            `The workspace knows nothing of these steps, so what follows them is zero: ${empty.map(({ en }) => en).join(', ')}.`,
          ),
        ]),
    ...(walked.isByDay
      ? [
          local(
            '有的步骤只有日期没有时刻，因此全部按天比较，同一天按步骤先后。',
            'Some step has days without times, so that everything is compared by days; one day stands in the order of the steps.',
          ),
        ]
      : []),
    ...(params.view === 'cohort' && possible > 0 && entered > 0
      ? [
          local(
            `这一批还没有走完：${count(possible)} 个仍可能继续，转化率会再升。`,
            `The cohort is not done: ${count(possible)} can still go on, and the conversion will rise.`,
          ),
        ]
      : []),
    ...(spending === 'unreached'
      ? [local('筛选条件不适用于投入，因此没有单位投入。', 'A filter says nothing about spend, so there is no spend per unit.')]
      : []),
    ...(spending !== null && spending !== 'unreached' && params.view === 'cohort'
      ? [
          local(
            '单位投入 = 期间内投入 ÷ 这一批走到该步的数量；没有扣除线索滞后。',
            'Spend per unit is the spend of the period over those of the cohort who made the step; lags between spend and lead are not taken out.',
          ),
        ]
      : []),
  ]
}
