import type { WinLossParams } from '../../../contract/study-win-loss.ts'
import type { LocalText } from '../../../contract/text.ts'
import { count, local } from '../words.ts'
import { afterwards, callOutAt, type Driver } from './drivers.ts'
import type { Tally, WinLossFacts } from './win-loss-facts.ts'
import { fieldLabel } from './win-loss-tables.ts'

const against: Readonly<Record<WinLossParams['against'], LocalText>> = {
  'closed-only': local('赢单率 = 赢单 ÷（赢单 + 输单）。', 'The win rate is won over won and lost.'),
  all: local('赢单率 = 赢单 ÷ 全部商机，未结束的也算在内。', 'The win rate is won over all deals, those still open among them.'),
  'overdue-lost': local(
    '赢单率 = 赢单 ÷（赢单 + 输单 + 已过预计成交日仍未结束的）。',
    'The win rate is won over won, lost, and those that are open past their expected close.',
  ),
}

/** How the numbers are made. */
export function winLossDefinition({ basis, against: rule, fromStage }: WinLossParams): LocalText[] {
  return [
    basis === 'closed'
      ? local('按成交日期取期间内结束的商机。', 'Deals that closed in the period.')
      : local('按创建日期取同一批商机，看它们后来的结果。', 'Deals that were created in the period, with what became of them since.'),
    against[rule],
    ...(fromStage === null ? [] : [local(`只看进入过“${fromStage}”阶段的商机。`, `Only deals that entered the stage ${fromStage}.`)]),
    local(
      '特征：每个值的赢单率与其余商机之差，Newcombe 区间，p 值按 Benjamini–Hochberg 校正。相伴不等于原因。',
      'Drivers: the win rate of each value less that of the rest, with the interval of Newcombe and p values adjusted by Benjamini and Hochberg. What goes with winning need not cause it.',
    ),
  ]
}

/** What a reader has to know beside the numbers. */
export function winLossCaveats(
  { basis, leastDeals }: WinLossParams,
  tally: Tally,
  facts: WinLossFacts,
  drivers: readonly Driver[],
): LocalText[] {
  const { reasons } = facts
  const told = afterwards(facts).map(fieldLabel)
  const unnamed = reasons.filter(({ outcome, reason }) => outcome === 'lost' && reason === null).reduce((sum, { deals }) => sum + deals, 0)
  const standing = drivers.filter(({ p }) => p <= callOutAt)
  return [
    ...(basis === 'created' && tally.open > 0
      ? [
          local(
            `这一批还有 ${count(tally.open)} 个未结束，赢单率会变。`,
            `Still open of these deals: ${count(tally.open)}. The rate will change.`,
          ),
        ]
      : []),
    ...(tally.unpriced > 0
      ? [
          local(
            `${count(tally.unpriced)} 个已决商机没有金额，不在金额赢单率里。`,
            `Decided deals without an amount: ${count(tally.unpriced)}. They are not in the rate by value.`,
          ),
        ]
      : []),
    ...(told.length > 0
      ? [
          local(
            `只在一种结果的商机上填写，因此不作为特征：${told.map(({ zh }) => zh).join('、')}。`,
            `Filled for deals of one outcome only, and so not tried for what goes with winning: ${told.map(({ en }) => en).join(', ')}.`,
          ),
        ]
      : []),
    ...(unnamed > 0 ? [local(`${count(unnamed)} 个输单没有写原因。`, `Lost deals without a reason: ${count(unnamed)}.`)] : []),
    ...(tally.lost > 0
      ? [
          local(
            '输单往往停留在期望金额上，因此金额赢单率偏低。',
            'Lost deals often keep the amount that was hoped for, which lowers the rate by value.',
          ),
        ]
      : []),
    ...(tally.against > 0 && standing.length === 0
      ? [
          local(
            drivers.length === 0
              ? `没有哪个值的商机够多（各需 ${leastDeals} 个），不能比较特征。`
              : `比较了 ${drivers.length} 个值，没有发现明显的差别。`,
            drivers.length === 0
              ? `No value has enough deals to be compared: ${leastDeals} are needed on each side.`
              : `No value stands out among the ${drivers.length} that were compared.`,
          ),
        ]
      : []),
  ]
}
