import { dayOf, isoDay, months, season } from './calendar.ts'
import { channels } from './channels.ts'
import type { Channel } from './channels.ts'
import { people } from './company.ts'
import type { Person } from './company.ts'
import { seededRandom } from './random.ts'

export interface Spend {
  readonly month: string
  readonly channel: Channel
  readonly amount: number
}
export interface Target {
  readonly month: string
  readonly owner: Person
  readonly amount: number
}

/** Fairs and the portal banner are booked in some months only; the banner brings no lead at all. */
export function makeSpend(): Spend[] {
  const random = seededRandom('spend')
  const isBooked = (channel: Channel, month: string) => {
    if (channel.spend === 0) return false
    if (channel.source === '行业展会') return ['03', '06', '09', '11'].includes(month.slice(5))
    if (channel.source === '技术沙龙') return Number(month.slice(5)) % 2 === 0
    return channel.source !== '垂直门户' || (month >= '2025-10' && month <= '2025-12')
  }
  return months().flatMap((month) =>
    channels
      .filter((channel) => isBooked(channel, month))
      .map((channel) => ({
        month,
        channel,
        amount: Math.round(channel.spend * season(month) * (0.9 + random.next() * 0.2) * 100) / 100,
      })),
  )
}

/** Reps carry a quota while they are with the company; managers' own deals come on top. */
export function makeTargets(): Target[] {
  return months().flatMap((month) =>
    people
      .filter((person) => person.title !== '销售总监' && person.title !== '团队经理')
      .filter((person) => month >= person.from.slice(0, 7) && (person.to === null || month <= isoDay(dayOf(person.to)).slice(0, 7)))
      .map((owner) => ({
        month,
        owner,
        amount: Math.round(46 * owner.load * season(month) * (owner.title === '销售代表' ? 0.85 : 1.15)) * 10_000,
      })),
  )
}
