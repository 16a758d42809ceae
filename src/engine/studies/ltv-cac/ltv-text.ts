import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import { count, local, moneyWord, percent, span } from '../words.ts'
import type { Lag } from './acquisition.ts'
import { reasonsOf, type LtvFacts } from './ltv-facts.ts'
import { refusalText } from './refusal-text.ts'

const worthWords = { margin: local('毛利', 'margin'), revenue: local('收入', 'revenue') }

/** One sentence with its number: worth against cost, else what there is of the two. */
export function ltvHeadline({ settings }: StudyScope, { values }: LtvFacts, params: SettledLtvCacParams): LocalText {
  const { total, days } = values
  const when = span(days)
  const money = (value: number): LocalText => moneyWord(value, settings.reportingCurrency)
  const reasons = reasonsOf(values, params)
  if (total.customers === 0) {
    const paid = total.won > 0 ? local('经付费渠道来的', ' through a paid channel') : local('', '')
    return local(`${when.zh}没有${paid.zh}新客户。`, `Nobody was won${paid.en} ${when.en}.`)
  }
  const who = local(`${when.zh}的 ${count(total.customers)} 个新客户`, `Of the ${count(total.customers)} customers won ${when.en}`)
  if (total.ltv === null) {
    const [cac, why] = [total.cac[params.cac], reasons.ltv ?? local('', '')]
    return cac === null
      ? local(
          `${who.zh}，价值未知：${why.zh}。`,
          `What the ${count(total.customers)} customers won ${when.en} are worth is not known: ${lower(why.en)}.`,
        )
      : local(
          `${who.zh}，每个花 ${money(cac).zh} 赢得，价值未知：${why.zh}。`,
          `It cost ${money(cac).en} to win each of the ${count(total.customers)} customers won ${when.en}; what they are worth is not known: ${lower(why.en)}.`,
        )
  }
  const word = worthWords[params.basis]
  const until = params.months === null ? local('至今', 'so far') : local(`头 ${params.months} 个月`, `in the first ${params.months} months`)
  const worth = local(
    `${who.zh}，平均每个${until.zh}带来${word.zh} ${money(total.ltv).zh}`,
    `${who.en} each brought ${money(total.ltv).en} of ${word.en} ${until.en}`,
  )
  const cost = total.cac[params.cac]
  if (total.ltvToCac === null || cost === null)
    return local(`${worth.zh}；${reasons.ratio?.zh ?? ''}。`, `${worth.en}; ${lower(reasons.ratio?.en ?? '')}.`)
  const back =
    total.paybackMonth === null
      ? local('，尚未回本', ', not earned back yet month by month')
      : local(`，第 ${total.paybackMonth} 个月回本`, `, earned back by the end of month ${total.paybackMonth}`)
  return local(
    `${worth.zh}，是获客成本 ${money(cost).zh} 的 ${total.ltvToCac.toFixed(1)} 倍${back.zh}。`,
    `${worth.en}, ${total.ltvToCac.toFixed(1)} times the ${money(cost).en} it cost to win one${back.en}.`,
  )
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

export function lagText({ days, months, n }: Lag): LocalText {
  if (months !== null) return local(`前移 ${months} 个月`, `moved back by ${months} months`)
  if (n === 0) return local('不前移（没有从线索到赢单的记录）', 'not moved, since no deal is known from its lead to its win')
  return local(
    `前移 ${count(days ?? 0)} 天，即 ${count(n)} 个赢单从线索到赢单的中位数`,
    `moved back by ${count(days ?? 0)} days, the median from lead to win of ${count(n)} deals`,
  )
}

/** How the numbers are made. */
export function ltvDefinition({ values }: LtvFacts, params: SettledLtvCacParams): LocalText[] {
  const { spent, lag } = values.acquisition
  const moved = lagText(lag)
  return [
    local(
      `新客户：首次购买（有效订单，没有订单时为赢单）在期间内的客户；筛选与分组看首次购买。成本与价值说的是同一批客户${params.cac === 'paid' ? '，即经付费渠道来的' : ''}。`,
      `New customers are those whose first purchase (a confirmed order, or a won deal where there are no orders) lies in the period; filters and groups are read at it. Cost and worth are of the same customers${params.cac === 'paid' ? ', those who came through a paid channel' : ''}.`,
    ),
    local(
      `投入取${span(spent).zh}：${moved.zh}。付费 = 付费渠道的推广投入 ÷ 经付费渠道来的新客户；综合 = 全部推广投入 ÷ 全部新客户；全成本另含人力与工具。`,
      `Spend is what was booked ${span(spent).en}, ${moved.en}. Paid is programme spend of paid channels over the customers who came through one, blended all programme spend over all new customers, and fully loaded has salaries and tools too.`,
    ),
    params.basis === 'margin'
      ? local(
          '价值 = 毛利：订单金额减成本。不知道成本的购买按毛利率估计。',
          'Worth is margin: money less cost. Purchases whose cost nobody knows take a margin rate.',
        )
      : local('价值 = 收入；收入不与成本相比。', 'Worth is revenue, which is not held against a cost.'),
    local(
      '曲线的每个月只看已满该月的客户：当月价值 ÷ 这些客户数，逐月累加；满该月的客户不到五分之一时曲线结束。回本月是累计首次达到成本的月末。',
      'Each month of the curve takes the customers who have lived it to its end, its worth per customer, added up month by month, and ends where fewer than one in five is that old. The cost is earned back at the end of the first month in which the sum reaches it.',
    ),
    ...(params.model === 'none' ? [] : modelDefinition(params)),
  ]
}

function modelDefinition({ model, predictMonths, discountRate }: SettledLtvCacParams): LocalText[] {
  const name = model === 'bg-nbd' ? 'BG/NBD' : 'Pareto/NBD'
  return [
    local(
      `预测：${name} 模型（最大似然）估计每个客户仍活跃的概率和今后 ${predictMonths} 个月的购买次数，Gamma-Gamma 模型估计单次金额；一天内的购买算一次，时间以周计；价值按每年 ${percent(discountRate)} 折现。模型用全部客户的历史估计，不限于期间内。${model === 'bg-nbd' ? '只买过一次的客户在 BG/NBD 中算作活跃（概率 100%）。' : ''}`,
      `Predictions: ${name}, fitted by maximum likelihood to the history of all customers and not only of the period, tells the chance that a customer still buys and the purchases of the next ${predictMonths} months, and Gamma-Gamma the money of one. Purchases of one day are one, times are in weeks, and worth is discounted by ${percent(discountRate)} a year.${model === 'bg-nbd' ? ' In BG/NBD whoever bought once counts as still buying (100%).' : ''}`,
    ),
  ]
}

/** What a reader has to know beside the numbers. */
export function ltvCaveats(scope: StudyScope, params: SettledLtvCacParams, { values, model, predictions }: LtvFacts): LocalText[] {
  const { total, margin, acquisition, days } = values
  const caveats: LocalText[] = []
  const when = span(days)
  if (scope.isUsualPeriod)
    caveats.push(
      local(`没有指定期间，取最近 12 个完整月份：${when.zh}。`, `No period was given: these are the last 12 full months, ${when.en}.`),
    )
  if (total.customers > 0 && total.customers < 30)
    caveats.push(
      local(
        `只有 ${total.customers} 个新客户，一两个人就会让平均数变动很大。`,
        `New customers: ${total.customers}. One or two of them move a mean a lot.`,
      ),
    )
  if (params.basis === 'margin' && values.hasBasis && (margin.coverage ?? 0) < 0.9995) {
    const rate = percent(params.marginRate ?? margin.rate ?? 0)
    const [known, from_] = [percent(margin.coverage ?? 0), params.marginRate === null ? local('实测', 'measured') : local('给定', 'given')]
    caveats.push(
      local(
        `${known} 的购买金额知道成本，其余按${from_.zh}毛利率 ${rate} 估计。`,
        `Of the money of purchases ${known} knows its cost; the rest takes the ${from_.en} margin of ${rate}.`,
      ),
    )
  }
  const old = total.lived[(params.months ?? 12) - 1] ?? 0
  if (total.customers > 0 && old < total.customers)
    caveats.push(
      local(
        `${percent(1 - old / total.customers)} 的客户还不满 ${params.months ?? 12} 个月，他们的价值还会增加。`,
        `Of the customers ${percent(1 - old / total.customers)} are younger than ${params.months ?? 12} months and will bring more.`,
      ),
    )
  if (acquisition.groupsReason !== null)
    caveats.push(local(`${acquisition.groupsReason.zh}，因此分组没有成本。`, `${acquisition.groupsReason.en}, so groups have no cost.`))
  if (params.by !== null && values.groups.some(({ won, spend }) => won === 0 && spend !== null))
    caveats.push(
      local(
        '只有投入没有客户的分组照列，它们没有人均成本。',
        'Groups with spend and no customer are listed; they have no cost per customer.',
      ),
    )
  if (model?.refusal) {
    const why = refusalText(model.refusal, model.holdOut?.refused === model.refusal && model.holdOut.found === null)
    caveats.push(local(`没有预测：${why.zh}。`, `Nothing is predicted: ${why.en}.`))
  } else if (predictions !== null && model?.spend?.kind === 'refused') {
    const why = refusalText(model.spend)
    caveats.push(local(`只预测购买次数，不预测金额：${why.zh}。`, `Purchases are predicted and their money is not: ${why.en}.`))
  }
  return caveats
}
