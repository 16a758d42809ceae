import type { BridgeMovement, PipelineBridgeParams } from '../../../contract/study-pipeline-bridge.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import { count, dayWord, local, moneyWord } from '../words.ts'
import type { BetweenRow, BridgeFacts } from './bridge-answer.ts'
import type { BridgeDays } from './bridge-days.ts'
import { amountText, type Bridge } from './bridge-sums.ts'
import { movements } from './movements.ts'

/** From what to what, and what moved most. */
export function bridgeHeadline(
  { settings }: StudyScope,
  { from, to }: BridgeDays,
  { opening, closing, moves }: Bridge,
  shown: readonly BridgeMovement[],
): LocalText {
  const [first, last] = [dayWord(from), dayWord(to)]
  const money = (units: bigint): LocalText => moneyWord(Number(amountText(units)), settings.reportingCurrency)
  if (opening.deals === 0 && closing.deals === 0)
    return local(`${first.zh}和${last.zh}都没有在手商机。`, `No deal was open at the end of ${first.en} or of ${last.en}.`)
  const change = signed(closing.amount - opening.amount, money)
  const [before, after] = [money(opening.amount), money(closing.amount)]
  const whole = local(
    `${first.zh}至${last.zh}，在手管道从 ${before.zh} 变为 ${after.zh}（${change.zh}）`,
    `Between ${first.en} and ${last.en} the open pipeline went from ${before.en} to ${after.en} (${change.en})`,
  )
  const largest = shown.toSorted((one, other) => Number(moves[other].amount - moves[one].amount))[0]
  if (largest === undefined || moves[largest].deals === 0) return local(`${whole.zh}，没有变动。`, `${whole.en}; nothing moved.`)
  const { label, sign } = movements[largest]
  const { amount, deals } = moves[largest]
  const moved = signed(sign * amount, money)
  return local(
    `${whole.zh}；变动最大的是${label.zh}：${moved.zh}，${count(deals)} 个商机。`,
    `${whole.en}; the largest movement was "${label.en}": ${moved.en} in ${count(deals)} ${deals === 1 ? 'deal' : 'deals'}.`,
  )
}

function signed(units: bigint, money: (units: bigint) => LocalText): LocalText {
  const { zh, en } = money(units)
  return units > 0n ? local(`+${zh}`, `+${en}`) : local(zh, en)
}

/** How the numbers are made. */
export function bridgeDefinition({ mode, scope, closedAt }: PipelineBridgeParams): LocalText[] {
  return [
    local(
      '期初与期末分别是两天结束时在手的商机（当时的阶段、负责人、金额、预计成交）。只比较两端：中间变了又变回来的不显示。',
      'Opening and closing are the deals open at the end of each day, with the stage, owner, amount and expected close of then. Only the two ends count: what went and came back in between does not show.',
    ),
    local(
      '每个商机只归入一项，按次序：删除，赢单或输单，转出范围（筛选条件或负责人不再符合、没有预计成交日期），提前，延期；留在两端的商机只记金额增减。',
      'A deal has one movement, by this rank: deleted; won or lost; left the scope (filters or owner do not fit any more, or it has no expected close); pulled; pushed. Deals at both ends only show how their amount changed.',
    ),
    closedAt === 'closing-amount'
      ? local(
          '赢单和输单按结束时的金额，与期初的差额记入金额增减。',
          'Won and lost stand at the amount they closed at; the difference to the opening is among the changed amounts.',
        )
      : local('赢单和输单按期初的金额。', 'Won and lost stand at their opening amount.'),
    ...(scope === null
      ? []
      : [
          local(
            '范围是预计成交在给定日期之间的商机：预计成交移到之后为延期，移到之前为提前。',
            'The scope is what is expected to close between the given days: moved behind them is pushed, moved before them is pulled.',
          ),
        ]),
    mode === 'stage'
      ? local(
          '按阶段：换阶段的商机按期初金额从原阶段移出、进入新阶段（推进或回退），此后的变动归新阶段；各阶段分别相加平衡。',
          'By stage: a deal that changed its stage passes at its opening amount (progressed or regressed), and what happens to it then belongs to the new stage. Each stage adds up.',
        )
      : local(
          '分组时，换组的商机按期初金额从原组转出、转入新组，此后的变动归新组；因此除转入转出外，各组相加等于合计。',
          'In groups, a deal that changed its group passes at its opening amount, and what happens to it then belongs to the new group; so all but coming into and leaving the scope adds up over the groups.',
        ),
    local(
      '删除后又出现、结束后又打开的商机都算重新打开。筛选负责人时，赢单、输单归结束时的负责人。',
      'A deal that was closed or gone and is open again is re-opened. Under a filter on owners, won and lost belong to the owner at the closing.',
    ),
  ]
}

/** What a reader has to know beside the numbers. */
export function bridgeCaveats({ asOf }: StudyScope, { to }: BridgeDays, { between }: BridgeFacts, { check }: Bridge): LocalText[] {
  const dealsOf = (wanted: BetweenRow['kind']): number => between.find(({ kind }) => kind === wanted)?.deals ?? 0
  const [won, lost] = [dealsOf('won'), dealsOf('lost')]
  return [
    ...(check === 0n
      ? []
      : [
          local(
            `各项相加与期末相差 ${amountText(check)}，请运行数据检查。`,
            `The movements miss the closing by ${amountText(check)}. Run the doctor.`,
          ),
        ]),
    ...(to > asOf
      ? [
          local(
            `${dayWord(asOf).zh}之后还没有数据，期末按当天的情形。`,
            `Nothing is known after ${dayWord(asOf).en}; the closing stands as it was then.`,
          ),
        ]
      : []),
    ...(dealsOf('past') > 0
      ? []
      : [
          local(
            '没有商机金额、负责人、预计成交的历史：过去的值取现在的，因此看不到金额增减、提前、延期和换人；再导入一次之后才有。',
            'No earlier amount, owner or expected close of any deal is known: the past has the values of now, so changed amounts, pulls, pushes and new owners do not show until a later export is imported.',
          ),
        ]),
    ...(won + lost === 0
      ? []
      : [
          local(
            `两天之间创建又结束的商机不在两端，因此不显示：赢单 ${count(won)} 个，输单 ${count(lost)} 个。`,
            `Deals created and closed between the two days are at neither end and do not show: ${count(won)} won, ${count(lost)} lost.`,
          ),
        ]),
  ]
}
