import type { StudyTableInput } from '../../../contract/study-result.ts'
import { wilson } from '../proportion.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { Bottleneck } from './bottlenecks.ts'
import { drillOf } from './flow-drill.ts'
import type { Reached, Stage } from './flow-rows.ts'
import { stageCells, stageColumns } from './flow-tables.ts'

/** Cents are as exact as an estimate gets. */
export function rounded(amount: number | null): number | null {
  return amount === null ? null : Math.round(amount * 100) / 100
}

/** One row a stage, the dearest first. */
export function bottlenecksTable(found: readonly Bottleneck[]): StudyTableInput {
  const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money')
  return {
    id: 'bottlenecks',
    label: local('瓶颈', 'Bottlenecks'),
    columns: [
      ...stageColumns,
      money('cost', '合计代价', 'Cost'),
      money('loss_cost', '流失的代价', 'Cost of losses'),
      money('stay_cost', '停留的代价', 'Cost of waiting'),
      valueColumn('lost', '输单次数', 'Lost', 'count'),
      money('lost_amount', '输单金额', 'Amount lost'),
      valueColumn('rate_after', '继续推进者的赢单率', 'Win rate of what went on', 'percent'),
      valueColumn('excess_days', '超过中位数的天数合计', 'Days beyond the median', 'days'),
    ],
    rows: found.map(({ tally, lostAmount, rateAfter, lossCost, excessDays, stayCost, cost }) => ({
      ...stageCells(tally.stage),
      cost: rounded(cost),
      loss_cost: rounded(lossCost),
      stay_cost: rounded(stayCost),
      lost: tally.outcomes.lost,
      lost_amount: rounded(lostAmount),
      rate_after: rateAfter,
      excess_days: excessDays,
    })),
    drills: found.map(({ tally }) => (tally.outcomes.lost === 0 ? null : drillOf({ kind: 'lost', stage: tally.stage.id }))),
  }
}

/** Under so many decided deals an interval says that nothing is known. */
const fewest = 10

const verdicts = {
  fits: { zh: '相符', en: 'Fits' },
  high: { zh: '设定偏高', en: 'Set too high' },
  low: { zh: '设定偏低', en: 'Set too low' },
  few: { zh: '样本太少', en: 'Too few deals' },
  none: { zh: '没有设定', en: 'None is set' },
}

/** One row a stage: its probability as it is set, beside the win rate of the deals that reached it. */
export function calibrationTable(stages: readonly Stage[], reached: ReadonlyMap<number, Reached>): StudyTableInput {
  const rows = stages.map((stage) => {
    const { won, lost, open } = reached.get(stage.id) ?? { won: 0, lost: 0, open: 0 }
    const decided = won + lost
    const interval = wilson(won, decided)
    return {
      ...stageCells(stage),
      declared: stage.probability,
      measured: decided === 0 ? null : won / decided,
      measured_from: interval?.from ?? null,
      measured_to: interval?.to ?? null,
      n: decided,
      won,
      lost,
      open,
      verdict: verdictOf(stage.probability, decided, interval),
    }
  })
  return {
    id: 'calibration',
    label: local('设定概率与实际赢单率', 'Set probability and measured win rate'),
    columns: [
      ...stageColumns,
      valueColumn('declared', '设定概率', 'Set probability', 'percent'),
      valueColumn('measured', '到达后的赢单率', 'Win rate from here', 'percent'),
      valueColumn('measured_from', '95% 区间下限', '95% from', 'percent'),
      valueColumn('measured_to', '95% 区间上限', '95% to', 'percent'),
      valueColumn('n', '已结束的商机', 'Decided deals', 'count'),
      valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('lost', '输单', 'Lost', 'count'),
      valueColumn('open', '未结束', 'Open', 'count'),
      keyColumn('verdict', '判断', 'Verdict', 'text', verdicts),
    ],
    rows,
  }
}

function verdictOf(declared: number | null, decided: number, interval: ReturnType<typeof wilson>): keyof typeof verdicts {
  if (declared === null) return 'none'
  if (interval === null || decided < fewest) return 'few'
  if (declared > interval.to) return 'high'
  return declared < interval.from ? 'low' : 'fits'
}
