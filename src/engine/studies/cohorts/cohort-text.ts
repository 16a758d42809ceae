import type { CohortsParams } from '../../../contract/study-cohorts.ts'
import type { LocalText } from '../../../contract/text.ts'
import { monthNumber } from '../../report/calendar-days.ts'
import type { StudyScope } from '../scope.ts'
import { count, dayWord, local, moneyWord, percent, span } from '../words.ts'
import { grainWords } from './cohort-cells.ts'
import { cohortDays, daysOf, type Days } from './cohort-periods.ts'
import type { CohortFacts } from './cohort-rows.ts'

const starts: Readonly<Record<CohortsParams['start'], { readonly who: LocalText; readonly how: LocalText }>> = {
  'first-purchase': {
    who: { zh: '首次购买', en: 'first bought' },
    how: {
      zh: '客户按首次购买归入同期群：有效订单，没有订单时为赢单。退货减少金额，不算购买。',
      en: 'A customer belongs to the period of the first purchase: a confirmed order, or a won deal where there are no orders. A return lowers the money and is no purchase.',
    },
  },
  'first-won': {
    who: { zh: '首次赢单', en: 'first signed a deal' },
    how: {
      zh: '客户按首次赢单归入同期群；之后看的也是赢单。',
      en: 'A customer belongs to the period of the first won deal, and won deals are what is followed.',
    },
  },
  'lead-created': {
    who: { zh: '首条线索产生', en: 'came as a lead' },
    how: {
      zh: '购买过的客户按其首条线索的创建时间归入同期群；因此第 0 期不一定全员购买。首条线索晚于首次购买的客户不计入。',
      en: 'Customers who bought belong to the period in which their first lead was created, so that not everybody buys in period 0. Whose first lead came after the first purchase is left out.',
    },
  },
}

export function cohortHeadline({ settings }: StudyScope, { total, days }: CohortFacts, { start }: CohortsParams): LocalText {
  const { who } = starts[start]
  const when = span(days)
  if (total.customers === 0)
    return local(`${when.zh}没有${who.zh}的客户，因此没有同期群。`, `No customer ${who.en} ${when.en}, so there are no cohorts.`)
  const [n, again] = [count(total.customers), percent(total.again / total.customers)]
  const mean = moneyWord(Number(total.amount) / total.customers, settings.reportingCurrency)
  return local(
    `${when.zh}${who.zh}的 ${n} 个客户中，${again} 已再次购买，平均每个客户至今带来 ${mean.zh}。`,
    `Of ${n} customers who ${who.en} ${when.en}, ${again} have bought again; a customer has brought ${mean.en} so far.`,
  )
}

const against: Readonly<Record<CohortsParams['against'], LocalText>> = {
  'trailing-year': {
    zh: '收入留存：每期末往前 12 个月的收入，与再往前 12 个月的收入相比',
    en: 'Retention of money holds the 12 months up to the end of each period against the 12 months before those',
  },
  'year-before': {
    zh: '收入留存：每期收入与上年同期相比',
    en: 'Retention of money holds each period against the same days a year earlier',
  },
  'period-before': {
    zh: '收入留存：每期收入与上一期相比',
    en: 'Retention of money holds each period against the one before it',
  },
}

/** How the numbers are made. */
export function cohortDefinition(params: CohortsParams): LocalText[] {
  const grain = grainWords[params.grain]
  return [
    starts[params.start].how,
    params.returned === 'on'
      ? local(
          `留存：在第 k ${grain.zh}当期购买的客户 ÷ 该群全部客户。`,
          `Retention is who bought in the very ${grain.en.toLowerCase()} k after the first, of all customers of the cohort.`,
        )
      : local(
          `留存：在第 k ${grain.zh}或之后购买过的客户 ÷ 该群全部客户，因此不会回升。`,
          `Retention is who bought in ${grain.en.toLowerCase()} k or any later one, of all customers of the cohort, so that it never rises.`,
        ),
    local(
      '尚未结束的期间留空，不算零。加权平均行只含该期已结束的同期群：回购客户之和 ÷ 客户数之和。',
      'A period that has not ended is left empty and is no zero. The weighted mean takes the cohorts whose period has ended: customers back over customers.',
    ),
    local(
      `${against[params.against].zh}，只看此前有收入的客户。NRR = 他们现在的收入 ÷ 此前收入；GRR 中每个客户最多计到此前的收入，所以不超过 100%；收入流失率 = 1 − GRR。回流和新客户单列。`,
      `${against[params.against].en}, for customers who had money before. NRR is their money now over their money before; for GRR each counts no more than before, so that it is 100% at most; money churn is 1 − GRR. Customers who came back and new ones stand apart.`,
    ),
    local(
      `客户流失率：期初前 ${params.lostDays} 天内购买过、而期末前 ${params.lostDays} 天内没有购买的客户占比。`,
      `Customer churn is the share of those who bought within ${params.lostDays} days before the window and did not within the last ${params.lostDays} days of it.`,
    ),
    local(
      '筛选与分组看客户进入同期群的那一刻，之后的购买全部计入。',
      'Filters and groups are read at what made a customer one of a cohort; all purchases after it count.',
    ),
  ]
}

/** What a reader has to know beside the numbers. */
export function cohortCaveats(scope: StudyScope, params: CohortsParams, facts: CohortFacts): LocalText[] {
  const { total, others, gaps, width } = facts
  const caveats: LocalText[] = []
  if (scope.isUsualPeriod) {
    const when = span(cohortDays(scope, params))
    caveats.push(local(`没有指定期间，取${when.zh}的完整期间。`, `No period was given: these are the full periods ${when.en}.`))
  }
  if (isCut(facts.days, width, scope.asOf))
    caveats.push(local('期间从中间切开了首尾的同期群，它们不完整。', 'The days cut through the first or last cohort, which is not whole.'))
  if (total.customers > 0 && total.customers < 30)
    caveats.push(
      local(
        `只有 ${total.customers} 个客户，一两个人就会让比例变动很大。`,
        `Customers: ${total.customers}. One or two of them move the shares a lot.`,
      ),
    )
  if (others.only_returns > 0)
    caveats.push(
      local(
        `${count(others.only_returns)} 个客户只有退货，不属于任何同期群。`,
        `Customers with returns only, in no cohort: ${count(others.only_returns)}.`,
      ),
    )
  if (params.start === 'lead-created' && others.unfounded > 0)
    caveats.push(
      local(
        `${count(others.unfounded)} 个客户没有线索，或首条线索晚于首次购买，未计入。`,
        `Customers without a lead, or whose first lead came after the first purchase, left out: ${count(others.unfounded)}.`,
      ),
    )
  if (gaps.p90 !== null && gaps.n >= 30 && gaps.p90 > params.lostDays)
    caveats.push(
      local(
        `十分之一的复购间隔超过 ${count(gaps.p90)} 天，按 ${params.lostDays} 天算流失偏早。`,
        `One in ten customers who buy again takes over ${count(gaps.p90)} days, so ${params.lostDays} days call some lost too early.`,
      ),
    )
  const [last] = facts.windows.slice(-1)
  if (last !== undefined && gaps.first_day !== null && gaps.first_day > last.before.from && gaps.first_day <= last.before.to)
    caveats.push(
      local(
        `数据从${dayWord(gaps.first_day).zh}开始，NRR 与 GRR 的“此前”（${dayWord(last.before.from).zh}起）不完整，比例偏高。`,
        `The data begin on ${dayWord(gaps.first_day).en}, so that what NRR and GRR are held against (since ${dayWord(last.before.from).en}) is not whole, and they come out too high.`,
      ),
    )
  return caveats
}

function isCut({ from, to }: Days, width: number, asOf: number): boolean {
  const place = (day: number): number => Math.floor(monthNumber(day) / width)
  return (from > -1_000_000 && daysOf(place(from), width).from !== from) || (to < asOf && daysOf(place(to), width).to !== to)
}
