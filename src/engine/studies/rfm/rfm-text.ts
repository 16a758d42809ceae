import type { RfmParams } from '../../../contract/study-rfm.ts'
import type { LocalText } from '../../../contract/text.ts'
import { local } from '../words.ts'
import type { RfmFacts } from './rfm-facts.ts'

const methods: Readonly<Record<RfmParams['method'], LocalText>> = {
  quantile: {
    zh: '打分：在第 20、40、60、80 百分位的客户值处切分，高于界限加一分；相同的值得分相同，因此各分人数可以不等。',
    en: 'Scores: each scale is cut at the values of the customers at 20, 40, 60 and 80 percent, and a value above a cut scores one more. Equal values score equal, so that the classes need not be of one size.',
  },
  fixed: { zh: '打分：按给定的界限切分。', en: 'Scores: each scale is cut at the numbers given.' },
  mean: {
    zh: '打分：高于平均值得 5 分，否则 1 分。',
    en: 'Scores: a value above the mean of its scale scores 5, any other 1.',
  },
}

/** How the numbers are made. */
export function rfmDefinition({ method, monetary, segments }: RfmParams): LocalText[] {
  return [
    local(
      `R = 距上次购买的天数，F = 购买次数，M = ${monetary === 'total' ? '窗口内金额合计' : '每次购买的平均金额'}；购买 = 有效订单，没有订单时为赢单。退货减少金额，不算购买。`,
      `R is days since the last purchase, F the number of purchases, M ${monetary === 'total' ? 'all money in the window' : 'money per purchase'}. A purchase is a confirmed order, or a won deal where there are no orders; a return lowers the money and is no purchase.`,
    ),
    methods[method],
    ...(segments === 'chinese-8'
      ? [
          local(
            '八类：R、F、M 的得分分别与全体平均得分比较，高为 1，低为 0。',
            'Eight segments: each score is held against the mean score of all customers, above it or not.',
          ),
        ]
      : []),
    ...(segments === 'international-11'
      ? [
          local(
            '十一类：按 R 与 F 的得分划格；流失与沉睡再按 M 区分。各家划法不同，可以用自己的分层代替。',
            'Eleven segments: a grid of the R and F scores; lost and hibernating are told apart by M. Sources differ, and segments of your own can take their place.',
          ),
        ]
      : []),
  ]
}

/** What a reader has to know beside the numbers. */
export function rfmCaveats({ method }: RfmParams, { n, cells }: RfmFacts): LocalText[] {
  const once = cells.reduce((sum, { orders, customers }) => sum + (orders === customers ? customers : 0), 0)
  return [
    ...(n > 0 && n < 50 && method === 'quantile'
      ? [
          local(
            `只有 ${n} 个客户，百分位没有多少意义，请改用固定界限。`,
            `Customers: ${n}. Quantiles say little of so few; take fixed cuts instead.`,
          ),
        ]
      : []),
    ...(n > 0 && once > n * 0.6
      ? [
          local(
            '大多数客户只买过一次，F 的分数几乎不能区分他们，请看固定界限 1、2、4、9 次。',
            'Most customers bought once, so the F score hardly tells them apart; fixed cuts at 1, 2, 4 and 9 purchases do.',
          ),
        ]
      : []),
  ]
}
