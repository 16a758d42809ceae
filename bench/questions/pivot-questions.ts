import { monthStart, type Question } from './question.ts'

const levels = 'case grouping(region) when 0 then 1 else 0 end + case grouping(source) when 0 then 1 else 0 end'

/** A bitmap of owners in words of 64 bits: half the time of bitstring_agg. `word` gets the code of its first bit. */
function bitmap(lastOwner: number, word: (first: number) => string): string[] {
  return Array.from({ length: Math.floor(lastOwner / 64) + 1 }, (_, index) => word(index * 64))
}

const bits = (lastOwner: number): string =>
  bitmap(
    lastOwner,
    (first) => `bit_or(case when owner between ${first} and ${first + 63} then 1::ubigint << (owner - ${first}) end) as owners_${first}`,
  ).join(', ')
const different = (lastOwner: number): string => bitmap(lastOwner, (first) => `coalesce(bit_count(bit_or(owners_${first})), 0)`).join(' + ')
const sets = 'grouping sets ((region, source, month), (region, month), (month), (region, source), (region), ())'

/** Q6: a pivot with every total; the distinct ones never summed. */
export const pivotQuestions = (lastOwner: number): readonly Question[] => [
  {
    id: 'Q6',
    title: 'leads and different owners by region, source and month with all eight totals',
    specs: null,
    keyed: [
      `with cells as (
    select region, source, created_month as month, count(*) as n, ${bits(lastOwner)}
    from lead group by all
  ), totals as (
    select region, source, month, grouping(region, source, month) as g, sum(n)::bigint as n, ${different(lastOwner)} as owners
    from cells group by cube (region, source, month)
  )
  select r.name as r0, s.name as r1, ${monthStart('month')} as r2, g as r3, n as v0, owners as v1
  from totals left join word.region r on r.code = region left join word.source s on s.code = source order by all`,
    ],
    plain: [
      `with leads as (
    select l.region, c.source_name as source, date_trunc('month', l.created_at)::date as month, p.name as owner
    from mart.lead l left join mart.channel c on c.ref = l.channel_ref left join mart.person p on p.ref = l.owner_ref
  )
  select region as r0, source as r1, month as r2, grouping(region, source, month) as r3, count(*) as v0, count(distinct owner) as v1
  from leads group by cube (region, source, month) order by all`,
    ],
  },
  {
    id: 'Q6 as a report',
    title: 'leads and different owners by region and source, months across, all totals',
    specs: [
      {
        rows: [{ field: 'lead.region' }, { field: 'channel.source' }],
        columns: [{ field: 'date' }],
        values: [{ metric: 'lead_count' }, { metric: 'user.lead_owners' }],
        totals: { rows: 'all-levels', columns: 'grand' },
      },
    ],
    keyed: [
      `with cells as (
    select region, source, created_month as month, count(*) as n, ${bits(lastOwner)} from lead group by all
  ), totals as (
    select region, source, month, ${levels} as level, 1 - grouping(month) as across, sum(n)::bigint as v0, ${different(lastOwner)} as v1
    from cells group by ${sets}
  )
  select r.name as r0, s.name as r1, ${monthStart('month')} as c0, v0, v1, level, across
  from totals left join word.region r on r.code = region left join word.source s on s.code = source order by all`,
    ],
    plain: null,
  },
]
