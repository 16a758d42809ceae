import type { ForecastParams } from '../../../contract/study-forecast.ts'
import type { LocalText } from '../../../contract/text.ts'
import { dayText } from '../../report/calendar-days.ts'
import { count, local, percent } from '../words.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { withoutAmount } from './forecast-drill.ts'
import type { Part } from './parts.ts'
import { methodLabels, money } from './forecast-words.ts'
import { fewestOrigins } from './replay.ts'

/** The number, its range and how far such forecasts have missed. */
export function forecastHeadline({ rules: { period }, known, foretold, estimates, choice, scores }: ForecastFacts): LocalText {
  const name = period.name(period.days)
  const booked = money(foretold.pace.booked.amount)
  if (period.days.to <= known.day) return local(`${name.zh}已结束，赢单 ${booked.zh}。`, `${name.en} is over and closed at ${booked.en}.`)
  const chosen = estimates.find(({ method }) => method === choice?.method)
  if (chosen === undefined || chosen.value === null)
    return local(`${name.zh}还无法预测，目前赢单 ${booked.zh}。`, `There is too little to foretell ${name.en}; ${booked.en} is won so far.`)
  const value = money(chosen.value)
  const range = chosen.interval80?.map(money)
  const [low, high] = [range?.[0], range?.[1]]
  const within =
    low === undefined || high === undefined || low.en === high.en
      ? local('', '')
      : local(`（五次中四次在 ${low.zh} 至 ${high.zh} 之间）`, ` (four times in five between ${low.en} and ${high.en})`)
  const score = scores.find(({ method }) => method === chosen.method)
  const tried = period.counted(score?.origins ?? 0)
  const record =
    score === undefined || score.error === null || score.origins < fewestOrigins
      ? local('过去的期间太少，还不知道这种方法会差多少', 'too few past periods tell how far this method misses')
      : local(
          `这种方法在过去 ${tried.zh}里平均差 ${percent(score.error)}`,
          `this method has missed by ${percent(score.error)} in the last ${tried.en}`,
        )
  // Days end in digits, which stand apart from Chinese.
  const gap = /\d$/.test(name.zh) ? ' ' : ''
  return local(
    `${name.zh}${gap}预计赢单 ${value.zh}${within.zh}；${record.zh}。`,
    `${name.en} is expected to close at ${value.en}${within.en}; ${record.en}.`,
  )
}

/** How the numbers are made. */
export function forecastDefinition(
  { historyDays, leastDeals, seed, draws }: ForecastParams,
  { known, rules: { period, category }, foretold: { pace } }: ForecastFacts,
): LocalText[] {
  const left = Math.max(0, period.days.to - known.day)
  const [from, to] = [dayText(period.days.from), dayText(period.days.to)]
  return [
    local(
      `预测的是 ${from} 至 ${to} 结束的赢单金额，按 ${dayText(known.day)} 当天结束时所知，还有 ${left} 天。`,
      `What is foretold is the amount of deals won from ${from} to ${to}, by what is known at the end of ${dayText(known.day)}, with ${left} ${left === 1 ? 'day' : 'days'} left.`,
    ),
    categoryDefinition(category),
    local(
      `按阶段加权：已赢单，加上计划在期内成交的商机 × 概率。实测 = 最近 ${historyDays} 天内结束、到达过此阶段（越过的也算）的商机中赢单的比例；少于 ${leastDeals} 个时用设定的概率。`,
      `Weighted by stage: what is won, and every open deal planned for the period at a probability. Measured = the share won of deals that ended in the last ${historyDays} days and reached the stage (who skipped it has reached it, too); under ${leastDeals} deals the set probability counts.`,
    ),
    local(
      `按进度推算：已赢单；每个在手商机 × 同阶段、同账龄的商机过去在同样长的时间内赢单的比例（最近 ${historyDays} 天每周看一次，样本不足 ${leastDeals} 个商机时用同阶段的，再不足用全部的）；再加上过去同样长的时间里，期初还不在手的商机带来的平均金额。`,
      `Pace: what is won; every open deal at the share of deals of the same stage and age that were won within as many days (looked at once a week over the last ${historyDays} days; under ${leastDeals} deals all of the stage count, then all deals); and the mean of what deals that were not open at the start brought within as many days.`,
    ),
    local(
      `模拟：${count(draws)} 次抽取，随机种子 ${seed}，同样的数据得到同样的结果。每个在手商机按上述机会成或不成（机会本身也按样本大小抽取，全部商机一起好或一起坏的幅度也取自历史），新商机取过去${pace.fresh === null ? '' : ` ${pace.fresh.sums.length} 个`}时间窗之一。区间按过去的回测放宽或收窄；回测的期数少，因此按 t 分布留出余地。`,
      `Simulation: ${count(draws)} draws with the seed ${seed}, the same for the same data. Every open deal comes or not at the chance above (which is itself drawn, as widely as its sample is small, and all deals together go better or worse as they did before), new deals bring what they brought in one of ${pace.fresh === null ? 'the past windows' : `${pace.fresh.sums.length} past windows`}. Ranges are widened or narrowed by how the past periods went, and leave room for how few of these there are (Student’s t).`,
    ),
    local(
      '按历史走势：此前各期的赢单金额按季节与趋势延续（少于两年不看季节）；期内已过的部分用已赢单。没有自己区间的方法，区间来自它过去的误差（至少四期）。',
      'Carried on from the past: the amounts won in the periods before, with trend and season (no season under two years); what is over of the period counts as it came. Methods without a range of their own take it from how far they missed before (at least four periods).',
    ),
    local(
      `回测：每种方法都在过去每一期、离期末同样多天的那一天重新预测，只用那天已知的；误差 wMAPE = Σ|预测 − 实际| ÷ Σ实际，偏差 = Σ(预测 − 实际) ÷ Σ实际。采用误差最小的方法（相差不到半个百分点取较简单的；不足 ${fewestOrigins} 期取较简单的）。`,
      `Track record: every method foretells each past period again, as many days before its end, from what was known on that day only; missed by (wMAPE) = Σ|forecast − came| / Σ came, bias = Σ(forecast − came) / Σ came. The method that missed least is taken (within half a point the simpler one; under ${fewestOrigins} periods a simple one).`,
    ),
    local(
      '每次预测都会保存，期间结束三天后与实际对照：准确率 = 1 − |预测 − 实际| ÷ 实际，最低为 0。保存的数字不会再改，撤销导入只改变实际。',
      'Every forecast is kept and held against what came three days after the period: accuracy = 1 − |forecast − came| / came, not below 0. What was said never changes; undoing a load only changes what came.',
    ),
  ]
}

function categoryDefinition(category: ForecastFacts['rules']['category']): LocalText {
  const sums = local(
    '累计：承诺 = 已赢单 + 承诺；最佳情况再加最可能与最佳情况；管道为全部在手（不含不计入的）。',
    'Cumulative: commit = won and commit; best case adds most likely and best case; pipeline is everything open but what is omitted.',
  )
  const from =
    category === 'deal'
      ? local('预测类别取商机自己的，没有时取阶段的。', 'Forecast categories are the deals’ own, else their stage’s.')
      : category === 'stage'
        ? local('预测类别取阶段的。', 'Forecast categories are those of the stages.')
        : local(
            '没有预测类别，按概率分：40% 以下为管道，40% 至 60% 为最佳情况，60% 以上为承诺。',
            'No forecast categories are kept; by probability, under 40% is pipeline, 40% to 60% best case, from 60% on commit.',
          )
  return local(`${from.zh}${sums.zh}`, `${from.en} ${sums.en}`)
}

/** What a reader has to know beside the numbers. */
export function forecastCaveats(facts: ForecastFacts): LocalText[] {
  const { known, rules, choice, estimates, scores, target, foretold } = facts
  const isOver = rules.period.days.to <= known.day
  const refused = estimates.filter(({ value }) => value === null)
  const worthless = withoutAmount(known).length
  const chosen = scores.find(({ method }) => method === choice?.method)
  const noCategory = foretold.categories.get(null)?.length ?? 0
  return [
    ...(isOver ? [] : choiceCaveats(facts)),
    ...(facts.parts === null ? [] : partsCaveats(facts.parts)),
    ...(isOver || refused.length === 0
      ? []
      : [
          local(
            `没有数字的方法：${refused.map(({ method, reason }) => `${methodLabels[method].zh}（${reason?.zh ?? ''}）`).join('；')}。`,
            `Methods without a number: ${refused.map(({ method, reason }) => `${methodLabels[method].en.toLowerCase()} (${lowerFirst(reason?.en ?? '')})`).join('; ')}.`,
          ),
        ]),
    ...(chosen !== undefined && chosen.inside80 !== null && chosen.intervals >= fewestOrigins && chosen.inside80 < 0.65
      ? [
          local(
            `实际只有 ${percent(chosen.inside80)} 落在 80% 区间内（${chosen.intervals} 期）：区间偏窄，请当作参考。`,
            `Only ${percent(chosen.inside80)} of what came lay within the 80% range (${chosen.intervals} periods): take the range as too narrow.`,
          ),
        ]
      : []),
    ...(worthless === 0
      ? []
      : [
          local(`${count(worthless)} 个在手商机没有金额，按 0 计。`, `Open deals without an amount: ${count(worthless)}. They count as 0.`),
        ]),
    ...(noCategory === 0
      ? []
      : [
          local(
            `${count(noCategory)} 个计划在期内成交的商机没有可识别的预测类别，不在承诺与最佳情况内。`,
            `Deals planned for the period without a forecast category that is known: ${count(noCategory)}. They are in neither commit nor best case.`,
          ),
        ]),
    ...(known.open.length > 0 && known.stagesFrom === null
      ? [
          local(
            '没有阶段历史：机会按全部商机计算，不分阶段。',
            'There is no history of stages, so chances are those of all deals, not of each stage.',
          ),
        ]
      : []),
    ...(facts.replayed.length > 0 && !hasPastAmounts(facts)
      ? [
          local(
            '没有金额的变更历史：回测时在手商机取现在的金额，历史表现可能比实际好。',
            'No earlier amount of any deal is known: the past is tried with the amounts of now, so the track record may look better than it was.',
          ),
        ]
      : []),
    ...(target.partial > 0 ? [local('有的目标跨出这段期间，不计入。', 'Some targets reach out of the period and are not counted.')] : []),
    ...(target.isOutOfReach
      ? [local('筛选条件不适用于目标，因此没有目标。', 'Targets do not know what is filtered by, so there is none here.')]
      : []),
  ]
}

function partsCaveats(parts: readonly Part[]): LocalText[] {
  const factor = parts.find((part) => part.factor !== null)?.factor ?? null
  const untold = parts.find(({ alone }) => alone.value === null)
  return [
    local(
      `分组：每组用与总体相同的方法单独预测，已赢单的不变，其余按比例调整${factor === null ? '' : `（× ${factor.toFixed(3)}）`}，使各组之和等于总体；区间是单独预测的。`,
      `Groups: each is foretold alone by the method of the whole; what is won stands, and the rest is moved in proportion${factor === null ? '' : ` (× ${factor.toFixed(3)})`}, so that the groups add up to the whole. Ranges are those of each alone.`,
    ),
    ...(untold === undefined
      ? []
      : [
          local(
            `数据太少、不能单独预测的 ${count(untold.values)} 组合并后仍不能预测（${untold.alone.reason?.zh ?? ''}），只得到其他各组之外的余数，且不超过其在手商机的占比。`,
            `Too little is known of ${count(untold.values)} groups, also together (${lowerFirst(untold.alone.reason?.en ?? '')}): they get what the others leave of the whole, and no more than their share of the open deals.`,
          ),
        ]),
  ]
}

function choiceCaveats({ choice, replayed, rules: { period } }: ForecastFacts): LocalText[] {
  if (choice === null) return []
  const name = methodLabels[choice.method]
  const tried = period.counted(replayed.length)
  switch (choice.why) {
    case 'few':
      return replayed.length < fewestOrigins
        ? [
            local(
              `能回测的期间太少（${tried.zh}），采用较简单的“${name.zh}”。`,
              `Too few past periods can be tried (${tried.en}), so a simple method is taken: ${name.en.toLowerCase()}.`,
            ),
          ]
        : [
            local(
              `过去 ${tried.zh}里没有赢单，或没有方法能在其中多数上检验，采用较简单的“${name.zh}”。`,
              `Nothing was won in the last ${tried.en}, or no method could be tried on most of them, so a simple one is taken: ${name.en.toLowerCase()}.`,
            ),
          ]
    case 'tie':
      return [
        local(
          `几种方法过去的误差相差不到半个百分点，采用其中较简单的“${name.zh}”。`,
          `Several methods missed alike, within half a point; the simpler one is taken: ${name.en.toLowerCase()}.`,
        ),
      ]
    default:
      return []
  }
}

function hasPastAmounts({ known: { spans } }: ForecastFacts): boolean {
  for (let row = 1; row < spans.deal.length; row += 1) {
    const isSame = Object.is(spans.amount[row], spans.amount[row - 1]) && Object.is(spans.rest[row], spans.rest[row - 1])
    if (spans.deal[row] === spans.deal[row - 1] && !isSame) return true
  }
  return false
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
