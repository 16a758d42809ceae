import type { StageFlowParams } from '../../../contract/study-stage-flow.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import { count, days, local, moneyWord, span } from '../words.ts'
import { isUnrated, type Bottleneck } from './bottlenecks.ts'
import type { FlowRows } from './flow-rows.ts'
import type { StageTally } from './flow-tally.ts'

/** How much went through, and what costs most. */
export function flowHeadline({ range, settings }: StudyScope, tallies: readonly StageTally[], worst: Bottleneck | undefined): LocalText {
  const entries = tallies.reduce((sum, tally) => sum + tally.entries, 0)
  const when = span(range)
  if (entries === 0) return local(`${when.zh}没有商机进入任何阶段。`, `No deal entered a stage ${when.en}.`)
  const whole = local(`${when.zh}共 ${count(entries)} 次进入阶段`, `Stages were entered ${count(entries)} times ${when.en}`)
  if (worst !== undefined && worst.cost !== null && worst.cost > 0) {
    const isLoss = (worst.lossCost ?? 0) >= (worst.stayCost ?? 0)
    const name = worst.tally.stage.name ?? '?'
    const cost = moneyWord(worst.cost, settings.reportingCurrency)
    return local(
      `${whole.zh}；代价最大的是“${name}”，约 ${cost.zh}，主要来自${isLoss ? '流失' : '停留过久'}。`,
      `${whole.en}; "${name}" costs most, about ${cost.en}, mostly by ${isLoss ? 'deals lost there' : 'deals that wait there'}.`,
    )
  }
  const slowest = tallies.toSorted((one, other) => (other.visit.median ?? -1) - (one.visit.median ?? -1))[0]
  const median = slowest?.visit.median
  if (slowest === undefined || median === null || median === undefined)
    return local(`${whole.zh}，都还没有结束。`, `${whole.en}; none of them has ended yet.`)
  return local(
    `${whole.zh}；停留最久的是“${slowest.stage.name ?? '?'}”，中位数 ${days(median)} 天。`,
    `${whole.en}; deals stay longest in "${slowest.stage.name ?? '?'}", ${days(median)} days at the median.`,
  )
}

/** How the numbers are made. */
export function flowDefinition({ denominator }: StageFlowParams): LocalText[] {
  return [
    local(
      '一次进入是商机在一个阶段的一段停留；没有换阶段的记录不算。看的是期间内进入的停留，各结局相加等于进入次数；转到其他流程和仍在此阶段的单独列出。',
      'An entry is one stay of a deal in a stage; records that do not change the stage are none. Counted are the stays entered in the period. Their outcomes add up to the entries; moves to another pipeline and what is still there stand apart.',
    ),
    denominator === 'resolved'
      ? local('转化率 =（推进 + 赢单）÷（推进 + 赢单 + 输单）。', 'Conversion = (advanced + won) / (advanced + won + lost).')
      : local(
          '转化率 =（推进 + 赢单）÷ 全部进入次数，未结束的也在分母里。',
          'Conversion = (advanced + won) / all entries, those still there included.',
        ),
    local(
      '停留时间：未结束的超过 20% 时用 Kaplan-Meier 估计，未结束的停留按已停留的时间计入；否则只看已结束的。超过一半（P75 为四分之三）仍未结束的没有中位数（P75）。',
      'Time in stage: where over 20% are still open it is the Kaplan-Meier estimate, in which an open stay counts as long as it has lasted; else of what has ended. Where more than half (for P75: a quarter) last longer than anything that ended, there is none.',
    ),
    local(
      '瓶颈：流失的代价 = 在此阶段输掉的金额 × 从这里继续推进且已结束的商机的赢单率；停留的代价 = 每次停留超过该阶段中位数的天数 × 金额 × 到达此阶段后的赢单率 ÷ 赢单周期的中位天数。两者都是估算。',
      'Bottleneck: the cost of losses is the amount lost in the stage times the win rate of the decided deals that went on from it; the cost of waiting is, for every stay, the days beyond the median of the stage times the amount times the win rate from the stage, over the median days of a win. Both are estimates.',
    ),
    local(
      '设定概率对照：期间内首次到达此阶段（跳过的也算到达）的商机，赢单 ÷（赢单 + 输单），区间为 Wilson 95%；少于 10 个已结束的不下判断。',
      'Calibration: of the deals that first reached the stage in the period (who skipped it has reached it, too), won over won and lost, with the Wilson interval at 95%; under 10 decided deals there is no verdict.',
    ),
    local(
      '跳过：推进或赢单时越过了中间的阶段。重新打开：赢单或输单之后又进入的停留。分组按商机现在的归属，与全体的中位数相比。',
      'Skipped: a deal advanced or was won past stages in between. Re-opened: a stay that came after a win or a loss. Groups are by what the deal belongs to now, beside the median of everybody.',
    ),
  ]
}

/** Of so many stays some usually come back. */
const manyVisits = 200

/** What a reader has to know beside the numbers. */
export function flowCaveats(rows: FlowRows, tallies: readonly StageTally[]): LocalText[] {
  const instant = tallies.reduce((sum, tally) => sum + tally.instant, 0)
  const few = tallies.filter(({ entries }) => entries > 0 && entries < 10)
  return [
    ...(isUnrated(rows.visits)
      ? [
          local(
            '部分商机的金额没有汇率，因此不估算瓶颈的代价；请在汇率表中补充。',
            'Amounts of some deals have no exchange rate, so bottlenecks have no cost. Enter the rates to get it.',
          ),
        ]
      : []),
    ...(instant === 0
      ? []
      : [
          local(
            `${count(instant)} 次停留的时长为零，多为批量修改或导入，计入停留时间。`,
            `Stays without any length, mostly from bulk edits or imports: ${count(instant)}. They count in the times.`,
          ),
        ]),
    ...(rows.visits.count >= manyVisits && tallies.every(({ entries, deals }) => entries === deals)
      ? [
          local(
            '没有商机两次进入同一阶段。有的来源只保留最近一次进入的日期（如 HubSpot 的导出）：那样更早的停留、回退和重新打开看不到。',
            'No deal entered a stage twice. Some sources keep only the last day a stage was entered (exports of HubSpot do): then earlier stays, steps back and re-openings are missing.',
          ),
        ]
      : []),
    ...(few.length === 0
      ? []
      : [
          local(
            `样本不足 10 次的阶段只能看区间：${few.map(({ stage }) => stage.name ?? '?').join('、')}。`,
            `Some stages have under 10 entries, so look at their intervals: ${few.map(({ stage }) => stage.name ?? '?').join(', ')}.`,
          ),
        ]),
  ]
}
