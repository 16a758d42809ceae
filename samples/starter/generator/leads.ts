import type { Account } from './accounts.ts'
import { busyDay, dayOfMinute, firstDay, isWorkday, lastDay, nextWorkday, officeMinute } from './calendar.ts'
import type { DayNumber, Minute } from './calendar.ts'
import { channels } from './channels.ts'
import type { Channel } from './channels.ts'
import { isActive, people, products } from './company.ts'
import type { Person } from './company.ts'
import { seededRandom } from './random.ts'
import type { Random } from './random.ts'

export interface Lead {
  readonly id: string
  readonly company: string
  readonly contact: string
  readonly channel: Channel
  readonly owner: Person | null
  readonly isValid: boolean
  readonly invalidReason: string | null
  readonly status: '待处理' | '跟进中' | '已转换' | '无效'
  readonly createdAt: Minute
  readonly assignedAt: Minute | null
  readonly autoReplyAt: Minute | null
  readonly respondedAt: Minute | null
  readonly mqlAt: Minute | null
  readonly sqlAt: Minute | null
  readonly convertedAt: Minute | null
  /** Converted into a contact only, without a deal. */
  readonly isContactOnly: boolean
  readonly account: Account | null
  readonly product: string
  readonly region: string
  readonly score: number
}

const count = 905
const end = (lastDay + 1) * 1440 - 1
const surnames = ['金', '木', '水', '火', '土', '风', '雷', '云', '石', '谷']

export function chooseOwner(random: Random, day: DayNumber): Person {
  return random.weighted(
    people.filter((person) => isActive(person, day)),
    (person) => person.load,
  )
}

/** Within the hour when the office is open, next morning otherwise; some late, some never. */
function responseTime(random: Random, owner: Person, createdAt: Minute): Minute | null {
  const isRecent = dayOfMinute(createdAt) > lastDay - 8
  if (!isRecent && random.chance(0.16 - owner.skill * 0.06)) return null
  const day = dayOfMinute(createdAt)
  const minuteOfDay = createdAt % 1440
  const isOpen = isWorkday(day) && minuteOfDay >= 540 && minuteOfDay < 1080
  const start = isOpen ? createdAt : nextWorkday(minuteOfDay < 540 ? day : day + 1) * 1440 + 545
  const waited = Math.max(2, Math.round(random.around(48 / owner.skill)))
  const late = !isRecent && random.chance(0.07) ? random.int(3, 20) * 1440 : 0
  // Nothing answered between the 6th and the 9th day: whether "7 days" counts days or hours must not decide a figure.
  const answered = start + waited + late
  const age = answered - createdAt
  const clear = age > 6 * 1440 && age < 9 * 1440 ? answered - 4 * 1440 : answered
  return clear > end ? null : Math.max(clear, createdAt + 2)
}

interface Progress {
  readonly mqlAt: Minute | null
  readonly sqlAt: Minute | null
  readonly convertedAt: Minute | null
}

function progress(random: Random, channel: Channel, respondedAt: Minute, createdAt: Minute): Progress {
  const past = (minute: Minute | null) => (minute !== null && minute > end ? null : minute)
  const step = (from: Minute, days: number) => officeMinute(random, dayOfMinute(from) + 1 + Math.round(random.around(days)))
  if (!random.chance(channel.pass)) return { mqlAt: null, sqlAt: null, convertedAt: null }
  const mqlAt = past(step(respondedAt, 2))
  if (mqlAt === null || !random.chance(channel.pass)) return { mqlAt, sqlAt: null, convertedAt: null }
  const sqlAt = past(step(mqlAt, 6))
  const skipsMql = random.chance(0.06)
  const reported = skipsMql ? null : mqlAt
  if (sqlAt === null || !random.chance(channel.pass * 0.94)) return { mqlAt: reported, sqlAt, convertedAt: null }
  const days = random.chance(0.08) ? 75 : 8
  const raw = step(sqlAt, days)
  const age = dayOfMinute(raw) - dayOfMinute(createdAt)
  // No conversion near the 90-day edge, for the same reason.
  const convertedAt = past(age >= 87 && age <= 93 ? officeMinute(random, dayOfMinute(raw) + 8) : raw)
  return { mqlAt: reported, sqlAt, convertedAt }
}

function makeLead(random: Random, createdAt: Minute, id: string, accounts: readonly Account[]): Lead {
  const channel = random.weighted(channels, (candidate) => candidate.leads)
  const day = dayOfMinute(createdAt)
  const owner = day < lastDay - 8 && random.chance(0.018) ? null : chooseOwner(random, day)
  const isValid = random.chance(channel.valid)
  const respondedAt = owner ? responseTime(random, owner, createdAt) : null
  const steps =
    isValid && respondedAt !== null ? progress(random, channel, respondedAt, createdAt) : { mqlAt: null, sqlAt: null, convertedAt: null }
  const account = steps.convertedAt === null ? null : random.pick(accounts)
  const isContactOnly = steps.convertedAt !== null && random.chance(0.03)
  const status = !isValid ? '无效' : steps.convertedAt !== null ? '已转换' : respondedAt === null ? '待处理' : '跟进中'
  const product = random.weighted(products, (candidate) => candidate.weight)
  return {
    id,
    channel,
    owner,
    isValid,
    status,
    createdAt,
    respondedAt,
    ...steps,
    isContactOnly,
    account,
    company: account?.name ?? `${random.pick(accounts).name.slice(0, 2)}${random.pick(['机械', '塑胶', '包装', '纺织', '五金', '环保'])}厂`,
    contact: `${random.pick(surnames)}${random.pick(['先生', '女士', '经理', '工'])}`,
    invalidReason: isValid ? null : random.pick(['空号', '非目标行业', '学生咨询', '重复提交', '同行打探']),
    assignedAt: owner ? createdAt + random.int(1, 2) : null,
    autoReplyAt: channel.autoReply && random.chance(0.55) ? createdAt + 1 : null,
    product: product.name,
    region: random.pick(['华东', '华东', '华北', '华南']),
    score: Math.min(99, Math.round(random.int(20, 60) + channel.pass * 40)),
  }
}

export function makeLeads(accounts: readonly Account[]): Lead[] {
  const random = seededRandom('leads')
  const times = Array.from({ length: count }, () => busyDay(random, firstDay, lastDay - 1) * 1440 + random.int(7 * 60 + 30, 21 * 60 + 30))
  return times
    .toSorted((a, b) => a - b)
    .map((createdAt, index) => makeLead(random, createdAt, `XS${String(index + 1).padStart(5, '0')}`, accounts))
}
