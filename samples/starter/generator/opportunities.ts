import { bracketAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { busyDay, dayOf, dayOfMinute, firstDay, isoDay, lastDay } from './calendar.ts'
import type { DayNumber, Minute } from './calendar.ts'
import { channelNamed } from './channels.ts'
import { people, products } from './company.ts'
import type { Person, Product } from './company.ts'
import { chooseOwner } from './leads.ts'
import type { Lead } from './leads.ts'
import { seededRandom } from './random.ts'
import type { Random } from './random.ts'
import { walkStages } from './stage-walk.ts'
import type { Move } from './stage-walk.ts'

export interface Opportunity {
  readonly id: string
  readonly name: string
  readonly account: Account | null
  /** As the deal file spells it. */
  readonly accountText: string
  readonly product: Product
  readonly productText: string
  readonly amount: number | null
  readonly stage: string
  readonly createdOn: DayNumber
  readonly expectedOn: DayNumber | null
  readonly closedOn: DayNumber | null
  readonly owner: Person | null
  readonly lostReason: string | null
  readonly competitor: string | null
  readonly channel: string | null
  readonly type: string
  readonly moves: readonly Move[]
  readonly lead: Lead | null
}

interface Seed {
  readonly createdOn: DayNumber
  readonly createdAt: Minute | null
  readonly owner: Person
  readonly account: Account
  readonly lead: Lead | null
}

const total = 424

/** Deals out of leads, the rest out of the company's own accounts; those begun before the first day only if still open then. */
function seeds(random: Random, leads: readonly Lead[], accounts: readonly Account[]): Seed[] {
  const fromLeads = leads.flatMap((lead): Seed[] =>
    lead.convertedAt === null || lead.isContactOnly || !lead.account || !lead.owner
      ? []
      : [{ createdOn: dayOfMinute(lead.convertedAt), createdAt: lead.convertedAt, owner: lead.owner, account: lead.account, lead }],
  )
  const direct = (from: DayNumber, to: DayNumber): Seed => {
    const createdOn = busyDay(random, from, to)
    return { createdOn, createdAt: null, owner: chooseOwner(random, createdOn), account: random.pick(accounts), lead: null }
  }
  const early = Array.from({ length: 55 }, () => direct(dayOf('2025-01-06'), firstDay - 1))
  const own = Array.from({ length: total - fromLeads.length - 37 }, () => direct(firstDay, lastDay))
  return [...early, ...fromLeads, ...own].toSorted(
    (a, b) => a.createdOn - b.createdOn || (a.lead?.id ?? '').localeCompare(b.lead?.id ?? ''),
  )
}

function amountOf(random: Random, product: Product): number {
  const quantity = random.int(1, product.most)
  return Math.round((product.price * quantity * (100 - random.pick([0, 3, 5, 5, 8, 10, 12, 15, 18]))) / 100 / 100) * 100
}

const otherSpellings: Record<string, string> = { P01: '云擎 mes 标准版', P06: '臻测视觉检测机V2 PRO', P07: '灵动AGV300' }

function describe(
  random: Random,
  seed: Seed,
  index: number,
): Omit<Opportunity, 'stage' | 'closedOn' | 'expectedOn' | 'moves' | 'owner' | 'lostReason' | 'competitor' | 'amount'> {
  const product =
    products.find((candidate) => candidate.name === seed.lead?.product) ?? random.weighted(products, (candidate) => candidate.weight)
  const channel = seed.lead
    ? seed.lead.channel.name
    : random.weighted([channelNamed('老客户经营').name, '转介绍', '主动开发', null], (name) =>
        name === '老客户经营' ? 55 : name === '转介绍' ? 20 : name === '主动开发' ? 18 : 7,
      )
  const account = seed.lead || index % 29 !== 20 ? seed.account : null
  const isRespelt = random.chance(0.14)
  return {
    id: `SJ${isoDay(seed.createdOn).replaceAll('-', '')}${String(index + 1).padStart(4, '0')}`,
    product,
    account,
    channel,
    lead: seed.lead,
    createdOn: seed.createdOn,
    name: `${account ? account.name.replace(/(股份)?有限(责任)?公司|（苏州）/g, '') : '待确认客户'}${product.line}项目`,
    accountText:
      account === null
        ? ''
        : account.name === bracketAccount && random.chance(0.6)
          ? bracketAccount.replace('（', '(').replace('）', ')')
          : account.name,
    productText: isRespelt ? (otherSpellings[product.id] ?? product.name) : product.name,
    type: product.line === '专业服务' ? '续约' : channel === '老客户经营' ? '复购' : '新签',
  }
}

function complete(seed: Seed, index: number): Opportunity | null {
  const random = seededRandom(`project ${index}`)
  const base = describe(random, seed, index)
  const moves = walkStages(random, {
    createdOn: seed.createdOn,
    createdAt: seed.createdAt,
    skill: seed.owner.skill * (seed.lead ? 0.95 : 1.15),
    index,
  })
  const last = moves.at(-1)
  if (!last) throw new Error('a deal without a stage')
  const isClosed = last.to === '赢单' || last.to === '输单'
  const closedOn = isClosed ? dayOfMinute(last.at) : null
  if (closedOn !== null && closedOn < firstDay) return null
  const left = seed.owner.to
  const owner =
    left !== null && (closedOn ?? lastDay) > dayOf(left)
      ? (people.find((person) => person.name === seed.owner.manager) ?? null)
      : seed.owner
  const amount = amountOf(random, base.product)
  const planned = random.int(55, 120)
  return {
    ...base,
    moves,
    closedOn,
    stage: last.to,
    owner: index % 71 === 33 ? null : owner,
    amount: last.to === '初步沟通' && random.chance(0.2) ? null : amount,
    expectedOn:
      index % 97 === 50 && !isClosed
        ? null
        : closedOn !== null
          ? Math.max(seed.createdOn + planned, closedOn - 10)
          : Math.max(seed.createdOn + 25, lastDay + random.int(-25, 90)),
    lostReason:
      last.to !== '输单' || random.chance(0.06)
        ? null
        : random.pick(['价格过高', '价格过高', '选择竞品', '选择竞品', '项目取消', '预算不足', '需求不匹配', '联系不上']),
    competitor: random.chance(0.25) ? random.pick(['磐石自动化', '晨曦工控', '海鲸智造']) : null,
  }
}

export function makeOpportunities(leads: readonly Lead[], accounts: readonly Account[]): Opportunity[] {
  const random = seededRandom('opportunities')
  return seeds(random, leads, accounts).flatMap((seed, index) => complete(seed, index) ?? [])
}
