import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { LocalText } from '../../../contract/text.ts'
import { dayText } from '../../report/calendar-days.ts'
import type { StudyScope } from '../scope.ts'
import { count, local, percent } from '../words.ts'
import type { ChainRow, ChannelFacts } from './channel-facts.ts'
import { figure, modelInSentence, modelLabels } from './channels-words.ts'
import { quotient, totalCost } from './costs.ts'
import type { ModelCredits } from './credit-sums.ts'
import { wholeOf } from './returns-tables.ts'

/** What the channels brought for what they cost, and which of them brought the most. */
export function channelsHeadline(scope: StudyScope, params: ChannelsParams, facts: ChannelFacts, credits: ModelCredits): LocalText {
  const { range } = scope
  const [from, to] = [range.from === null ? '' : dayText(range.from), range.to === null ? '' : dayText(range.to)]
  const total = facts.chain.find(({ kind }) => kind === 'total')
  const cost = totalCost(facts)?.amount ?? 0n
  const whole = wholeOf(facts)
  const leads = total?.leads ?? 0
  if (whole.deals === 0 && whole.worth === 0n) return withoutRevenue(from, to, leads, cost)
  const best = credits.channels.toSorted((one, other) => Number(other.worth - one.worth))[0]
  const share = best === undefined ? null : quotient(best.worth, whole.worth)
  const most =
    best === undefined || best.worth <= 0n || share === null
      ? local('没有渠道可归', 'none of it can be credited to a channel')
      : local(
          `贡献最大的是“${best.name}”，占 ${percent(share)}（${modelLabels[credits.model].zh}）`,
          `${best.name} brought the most, ${percent(share)} of it (${modelInSentence(credits.model)})`,
        )
  const revenue = count(Number(whole.worth) / 10_000)
  const of = sources(params.basis, from, to, revenue, total)
  const roas = cost > 0n ? quotient(whole.worth, cost) : null
  const earned = roas === null ? local('', '') : local(`，是投入的 ${figure(roas)} 倍`, `, ${figure(roas)} for each 1 spent`)
  return local(`${of.zh}${earned.zh}；${most.zh}。`, `${of.en}${earned.en}; ${most.en}.`)
}

function sources(basis: ChannelsParams['basis'], from: string, to: string, revenue: string, total: ChainRow | undefined): LocalText {
  const won = count(total?.won ?? 0)
  if (basis === 'lead-created')
    return local(
      `${from} 至 ${to} 创建的 ${count(total?.leads ?? 0)} 条线索已带来收入 ${revenue}（赢单 ${won} 个）`,
      `${count(total?.leads ?? 0)} leads created between ${from} and ${to} have brought ${revenue} in ${won} won deals`,
    )
  if (basis === 'closed')
    return local(`${from} 至 ${to} 赢单 ${won} 个，收入 ${revenue}`, `${won} deals won between ${from} and ${to} brought ${revenue}`)
  return local(`${from} 至 ${to} 回款 ${revenue}`, `${revenue} was received between ${from} and ${to}`)
}

function withoutRevenue(from: string, to: string, leads: number, cost: bigint): LocalText {
  if (leads === 0 && cost === 0n)
    return local(`${from} 至 ${to} 没有线索，也没有渠道投入。`, `There were no leads and no spend between ${from} and ${to}.`)
  const spent = count(Number(cost) / 10_000)
  const each = cost === 0n || leads === 0 ? null : count(quotient(cost, leads) ?? 0)
  return local(
    `${from} 至 ${to} 的 ${count(leads)} 条线索还没有带来收入${cost === 0n ? '' : `，投入 ${spent}`}${each === null ? '' : `，平均每条 ${each}`}。`,
    `No revenue yet from the ${count(leads)} leads between ${from} and ${to}${cost === 0n ? '' : `; spend was ${spent}`}${each === null ? '' : `, ${each} a lead`}.`,
  )
}
