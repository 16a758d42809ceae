import { dayOfMinute, firstDay, lastDay, officeMinute } from './calendar.ts'
import type { Minute } from './calendar.ts'
import type { Person } from './company.ts'
import type { Lead } from './leads.ts'
import type { Opportunity } from './opportunities.ts'
import { seededRandom } from './random.ts'

export interface Activity {
  readonly kind: string
  readonly direction: 'outbound' | 'inbound'
  readonly at: Minute
  readonly isAutomatic: boolean
  readonly minutes: number | null
  readonly owner: Person | null
  readonly leadId: string | null
  readonly opportunityId: string | null
}

const kinds = [
  { name: '电话', weight: 42, minutes: 12 },
  { name: '微信', weight: 26, minutes: 0 },
  { name: '邮件', weight: 12, minutes: 0 },
  { name: '上门拜访', weight: 12, minutes: 95 },
  { name: '产品演示', weight: 8, minutes: 60 },
] as const

/** An automatic reply a minute after the lead (it is no answer), then the first human touch at the lead's response time. */
function ofLead(lead: Lead): Activity[] {
  const base = { direction: 'outbound', owner: lead.owner, leadId: lead.id, opportunityId: null } as const
  const automatic: Activity[] =
    lead.autoReplyAt === null ? [] : [{ ...base, kind: '邮件', at: lead.autoReplyAt, isAutomatic: true, minutes: null }]
  const first: Activity[] =
    lead.respondedAt === null
      ? []
      : [{ ...base, kind: '电话', at: lead.respondedAt, isAutomatic: false, minutes: 1 + (lead.respondedAt % 14) }]
  return [...automatic, ...first]
}

export function makeActivities(leads: readonly Lead[], opportunities: readonly Opportunity[]): Activity[] {
  const random = seededRandom('activities')
  const ofDeals = opportunities.flatMap((deal): Activity[] => {
    const from = Math.max(deal.createdOn, firstDay)
    const to = Math.max(from, (deal.closedOn ?? lastDay) - 2)
    const calls = Math.min(12, Math.round(random.around(1.7 + (to - from) / 60)))
    return Array.from({ length: calls }, () => {
      const kind = random.weighted(kinds, (candidate) => candidate.weight)
      const at = officeMinute(random, random.int(from, to))
      return {
        kind: kind.name,
        direction: random.chance(0.82) ? ('outbound' as const) : ('inbound' as const),
        at,
        isAutomatic: false,
        owner: deal.owner,
        leadId: null,
        opportunityId: deal.id,
        minutes: kind.minutes === 0 ? null : Math.max(1, Math.round(random.around(kind.minutes))),
      }
    }).filter((activity) => dayOfMinute(activity.at) <= lastDay)
  })
  return [...leads.flatMap(ofLead), ...ofDeals].toSorted((a, b) => a.at - b.at)
}
