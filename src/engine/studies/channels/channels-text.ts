import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { LocalText } from '../../../contract/text.ts'
import { count, local, percent } from '../words.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { modelLabels } from './channels-words.ts'
import { quotient } from './costs.ts'
import { mostMarkovChannels } from './credit-sums.ts'
import { shownPaths } from './paths.ts'
import { unattributedOf, wholeOf } from './returns-tables.ts'

const bases: Readonly<Record<ChannelsParams['basis'], LocalText>> = {
  'lead-created': local(
    '按线索创建：取期间内创建的线索，看它们到分析日为止带来了什么，与同期投入相比。没有线索的商机不在其中。',
    'By lead creation: the leads created in the period, with what became of them by the day of the study, against the spend of the period. Deals without a lead are not among them.',
  ),
  closed: local(
    '按成交日期：每一步按自己发生的日期计数，收入是期间内赢单的金额。',
    'By closing: each step counts on its own day, and revenue is what was won in the period.',
  ),
  cash: local(
    '按回款：每一步按自己发生的日期计数，收入是期间内收到的款项（含税，退款为负）；毛利按订单的毛利率折算。',
    'By cash: each step counts on its own day, and revenue is the money received in the period, taxes included and refunds taken off; margins take the rate of the deal’s orders.',
  ),
}

/** How the numbers are made. */
export function channelsDefinition(params: ChannelsParams): LocalText[] {
  const { basis, lookBackDays, halfLifeDays, collapse } = params
  return [
    bases[basis],
    local(
      'ROAS = 归因收入 ÷ 投入。ROI =（归因毛利 − 投入）÷ 投入。前者看收入，后者看毛利，两者不可混用。没有投入的渠道没有 ROAS 和 ROI。',
      'ROAS is credited revenue over spend. ROI is credited gross margin less spend, over spend. The one looks at revenue, the other at margin. A channel without spend has neither.',
    ),
    local(
      `路径：商机所属线索和客户在成交前的触点${lookBackDays === null ? '' : `，最多往回 ${lookBackDays} 天`}；同一渠道连续多次${collapse ? '合并为一次' : '各算一次'}；成交之后的触点不计。`,
      `A path is the touches of the deal’s leads and account before it closed${lookBackDays === null ? '' : `, up to ${lookBackDays} days back`}; several of one channel in a row count ${collapse ? 'once' : 'each'}; touches after the closing do not count.`,
    ),
    local(
      `首次、末次：全归一个触点；末次非直接：跳过直接访问；线性：平分；时间衰减：每早 ${halfLifeDays} 天减半；首末：40/20/40；U 型：首次 40、产生线索 40、其余 20；W 型：首次、线索、商机各 30，其余 10；全路径：首次、线索、商机、末次各 22.5，其余 10。重合的节点相加，没有其余触点时按比例分摊。`,
      `First and last: all to one touch. Last, not direct: skips direct ones. Linear: the same to each. Time decay: half for every ${halfLifeDays} days earlier. Position: 40/20/40. U: 40 first, 40 the touch that made the lead, 20 the rest. W: 30 each to first, lead and deal, 10 the rest. Full path: 22.5 each to first, lead, deal and last, 10 the rest. Milestones that fall together add up; where there is no rest its part goes to them.`,
    ),
    local(
      '马尔可夫：去掉一个渠道会少多少成交（一阶，精确求解，含未成交的路径），按此分摊全部收入，不看每单金额。Shapley：每条路径在其不同渠道间平分，渠道再多也精确，不看先后。',
      'Markov: what share of conversions would be lost without a channel (first order, solved exactly, with paths that led to nothing), and all revenue is divided by these shares, whatever each deal is worth. Shapley: each path is shared evenly by its distinct channels; that is exact for any number of channels and takes no account of order.',
    ),
    local(
      '每个模型都把全部收入分到最后一分钱；没有渠道可归的收入单独成行。合计另行计算，不是各行比率之和。',
      'Every model divides all revenue to the last cent, and what belongs to no channel has its own row. Totals are counted by themselves, not added up from ratios.',
    ),
  ]
}

/** What a reader has to know beside the numbers. */
export function channelsCaveats(params: ChannelsParams, facts: ChannelFacts): LocalText[] {
  return [
    local(
      '归因是分配功劳，不等于增量：去掉某个渠道会少多少收入，只有试验才能说明。',
      'This is credit, not incrementality: what revenue would be missing without a channel only an experiment can tell.',
    ),
    ...maturity(params, facts),
    ...touchCaveats(params, facts),
    ...moneyCaveats(params, facts),
    ...modelCaveats(params, facts),
  ]
}

function maturity({ basis, filters }: ChannelsParams, { maturity: { typical, leads, young }, others }: ChannelFacts): LocalText[] {
  if (basis !== 'lead-created') return []
  return [
    ...(typical === null || young === 0 || leads === 0
      ? []
      : [
          local(
            `这批线索还不成熟：${percent(young / leads)} 不满 ${count(typical)} 天（从线索到赢单的中位天数），收入还会增加。`,
            `The cohort is young: ${percent(young / leads)} of its leads are under ${count(typical)} days old, the usual time from lead to win, so that revenue is still to come.`,
          ),
        ]),
    // They are counted in the whole workspace, so under filters they say nothing.
    ...(others.leadless === 0 || filters.length > 0
      ? []
      : [
          local(
            `期间内还有 ${count(others.leadless)} 个没有线索的赢单，不在这批里；按成交日期看时会计入。`,
            `Won in the period without a lead: ${count(others.leadless)}. They are in no cohort; by closing they count.`,
          ),
        ]),
  ]
}

function touchCaveats({ withoutTouches }: ChannelsParams, facts: ChannelFacts): LocalText[] {
  const { others, journeys, stray } = facts
  const [unled, whole] = [unattributedOf(facts), wholeOf(facts)]
  const own = ownDeals(facts)
  const share = quotient(unled.worth, whole.worth)
  return [
    ...(others.touches === 0
      ? [
          withoutTouches === 'own-channel'
            ? local(
                '工作区没有触点：每个商机全归它自己写明的来源，因此逐个商机分配的模型结果都相同；马尔可夫按成交个数分摊，会不同。',
                'The workspace has no touches: each deal is credited to the one channel it names, so that all models that divide deal by deal say the same. Markov goes by the number of wins and differs.',
              )
            : local('工作区没有触点，因此没有收入可以归因。', 'The workspace has no touches, so no revenue can be credited.'),
        ]
      : own === 0
        ? []
        : [
            local(
              `${count(own)} 个商机没有触点（共 ${count(journeys.deals.length)} 个），全归它们自己写明的来源。`,
              `Deals without a touch: ${count(own)} of ${count(journeys.deals.length)}. They are credited to the channel they name.`,
            ),
          ]),
    ...(unled.worth === 0n || share === null
      ? []
      : [
          local(
            `${percent(share)} 的收入没有渠道可归（${count(unled.deals)} 个商机${stray.n > 0 ? `、${count(stray.n)} 笔与商机无关的回款` : ''}）。`,
            `${percent(share)} of the revenue belongs to no channel (deals: ${count(unled.deals)}${stray.n > 0 ? `, payments for no deal: ${count(stray.n)}` : ''}).`,
          ),
        ]),
    ...(others.unnamed === 0
      ? []
      : [
          local(
            `${count(others.unnamed)} 个触点没有写明时间或渠道，不在路径里。`,
            `Touches that name no time or channel: ${count(others.unnamed)}. They are in no path.`,
          ),
        ]),
  ]
}

function ownDeals({ journeys: { starts, isOwn, deals } }: ChannelFacts): number {
  let found = 0
  for (let deal = 0; deal < deals.length; deal += 1) {
    const touch = starts[deal] ?? 0
    if (touch < (starts[deal + 1] ?? 0) && isOwn[touch] === 1) found += 1
  }
  return found
}

function moneyCaveats(params: ChannelsParams, facts: ChannelFacts): LocalText[] {
  const whole = wholeOf(facts)
  const known = quotient(whole.covered, whole.worth)
  const shared = facts.spend?.find(({ kind, name }) => kind === 'channel' && name === null)
  return [
    ...(known === null || whole.covered === whole.worth
      ? []
      : [
          whole.covered === 0n
            ? local('没有订单成本，因此没有毛利和 ROI。', 'No order states a cost, so there are no margins and no ROI.')
            : local(
                `只有 ${percent(known)} 的收入知道毛利，其余按零计，ROI 因此偏低。可以为其余的商机设定毛利率。`,
                `The margin is known for ${percent(known)} of the revenue and the rest counts as none, which lowers the ROI. A margin rate can be set for the rest.`,
              ),
        ]),
    ...(facts.spend === null
      ? [local('筛选条件不适用于投入，因此没有成本。', 'A filter says nothing about spend, so there are no costs.')]
      : []),
    ...(params.by !== null && facts.spend !== null && !facts.isSpendGrouped
      ? [local('投入没有这个分组，因此分组里没有投入。', 'Spend knows nothing of this breakdown, so the groups show none.')]
      : []),
    ...(shared === undefined
      ? []
      : [
          params.sharedSpend === 'apart'
            ? local('没有写明渠道的投入单独成行，没有分摊。', 'Spend without a channel has its own row and is not shared out.')
            : local(
                `没有写明渠道的投入按各渠道的${params.sharedSpend === 'by-spend' ? '投入' : '线索数'}分摊。`,
                `Spend without a channel is shared out by the channels’ ${params.sharedSpend === 'by-spend' ? 'own spend' : 'leads'}.`,
              ),
        ]),
    ...(facts.total.unpriced === 0
      ? []
      : [
          local(
            `${count(facts.total.unpriced)} 个赢单没有金额，只计数量。`,
            `Won deals without an amount: ${count(facts.total.unpriced)}. They count, and bring nothing.`,
          ),
        ]),
  ]
}

function modelCaveats(params: ChannelsParams, { paths, credits }: ChannelFacts): LocalText[] {
  const { cut } = shownPaths(paths, params.longestPath)
  const isMarkov = credits.some(({ model }) => model === 'markov')
  const isAny = paths.some(({ converted }) => converted > 0)
  return [
    ...(isMarkov && isAny && paths.every(({ journeys, converted }) => journeys === converted)
      ? [
          local(
            '没有未成交的路径，马尔可夫会高估每个渠道的必要性。',
            'No path led to nothing, so that Markov takes every channel for more needed than it is.',
          ),
        ]
      : []),
    ...(isMarkov
      ? []
      : [
          local(
            `渠道超过 ${mostMarkovChannels} 个，没有计算马尔可夫${params.model === 'markov' ? `，回报改用${modelLabels.linear.zh}` : ''}。`,
            `There are more than ${mostMarkovChannels} channels, so Markov is left out${params.model === 'markov' ? ` and the returns are linear` : ''}.`,
          ),
        ]),
    ...(cut === 0
      ? []
      : [
          local(
            `${count(cut)} 条路径超过 ${params.longestPath} 步，中间以“…”略去，首尾相同的合为一条；归因用的是完整路径。`,
            `Paths of more than ${params.longestPath} touches: ${count(cut)}. Their middle is shown as “…” and those alike are one; credits take them whole.`,
          ),
        ]),
  ]
}
