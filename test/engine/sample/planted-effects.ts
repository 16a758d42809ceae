export interface PlantedEffect {
  readonly title: string
  /** Asks the model alone, by names and dates that a reader of samples/PLANTED.md knows. */
  readonly sql: string
  /** Worked out from the sizes in samples/PLANTED.md, not from the generator's output. */
  readonly expected: number
  readonly tolerance: number
}

const winRate = (where: string): string =>
  `select count(*) filter (where o.status = 'won') / count(*) from model.opportunity o join model.product p on p.source_id = o.product where o.status in ('won', 'lost') and ${where}`
const repOf = (place: string): string => `((right(o.owner, 8)::integer - 8) // 6) % 5 = ${place} and o.type = '新购'`
const dealRate = (source: string): string =>
  `select avg((l.opportunity is not null)::integer) from model.lead l join model.channel h on h.source_id = l.channel where h.source_name = '${source}' and l.created_at < '2026-08-15'`
const lostLate = `select v.opportunity from model.stage_visit v where v.stage = '输单' and v.from_stage in ('方案提供', '商务谈判')`
const ofLost = (share: string, product: string): string =>
  `select count(*) filter (where ${share}) / count(*) from model.opportunity o join model.product p on p.source_id = o.product
   where o.status = 'lost' and o.source_id in (${lostLate}) and p.name ${product} '锐视检测机 V3 Pro'`
const stay = (where: string): string =>
  `select median(date_diff('second', entered_at, left_at)) from model.stage_visit where stage = '方案提供' and from_stage in ('初步沟通', '需求分析') and ${where}`
const speed = (test: string): string =>
  `(select avg((opportunity is not null)::integer) from model.lead where sql_at < '2026-08-15' and date_diff('second', created_at, first_response_at) ${test} 3600)`
const delay = (industry: string): string =>
  `(select median(date_diff('day', i.due_on, f.first_paid)) from model.instalment i
    join (select a.instalment, min(p.received_at)::date as first_paid from model.payment_allocation a join model.payment p on p.source_id = a.payment group by 1) f on f.instalment = i.source_id
    join model.contract c on c.source_id = i.contract join model.account a on a.source_id = c.account where i.due_on < '2026-04-01' and a.industry ${industry} '建筑工程')`
const late = (line: string): string =>
  `select avg((f.shipped > d.promised_on)::integer) from (select "order", min(promised_on) as promised_on from model.delivery group by 1) d
   join (select "order", min(shipped_at)::date as shipped from model.delivery group by 1) f on f."order" = d."order"
   join model."order" o on o.source_id = d."order" join model.opportunity p on p.source_id = o.opportunity join model.product r on r.source_id = p.product
   where f.shipped is not null and d.promised_on < '2026-08-01' and r.line ${line} '星图软件'`
const breach = (products: string): string =>
  `select avg((t.solved_at > t.sla_due_at)::integer) from model.ticket t
   join (select o.account, list_distinct(list(p.name)) as products from model.opportunity o join model.product p on p.source_id = o.product where o.status = 'won' group by 1) b on b.account = t.account
   where t.opened_at < '2026-09-01' and ${products}`
const perLead = (source: string): string =>
  `(select sum(s.amount) from model.spend s join model.channel h on h.source_id = s.channel where h.source_name = '${source}')
   / (select count(*) from model.lead l join model.channel h on h.source_id = l.channel where h.source_name = '${source}')`
const leadsADay = (from: string, to: string): string =>
  `(select count(*) / (date '${to}' - date '${from}' + 1) from model.lead where created_at::date between '${from}' and '${to}')`

/** How each planted effect shows to somebody who only sees the data. Win rates follow from the losses a stage: 22, 22, 26, 24, 6 %. */
export const plantedEffects: readonly PlantedEffect[] = [
  {
    title: 'leads in the weeks of Spring Festival 2026 fall to a fifth of the weekday level of the weeks after, season aside',
    sql: `${leadsADay('2026-02-10', '2026-02-23')} / ${leadsADay('2026-03-02', '2026-03-29')}`,
    expected: (0.2 * 90) / 115,
    tolerance: 0.03,
  },
  {
    title: 'leads grow by a fifth of the first level a year',
    sql: `${leadsADay('2025-04-01', '2026-03-31')} / ${leadsADay('2024-04-01', '2025-03-31')}`,
    expected: 1.45 / 1.25,
    tolerance: 0.04,
  },
  { title: 'the strong fifth of the reps wins half of its new deals', sql: winRate(repOf('0')), expected: 0.524, tolerance: 0.05 },
  { title: 'usual reps win a third', sql: winRate(repOf('1')), expected: 0.323, tolerance: 0.06 },
  { title: 'the weak fifth wins a fifth', sql: winRate(repOf('4')), expected: 0.19, tolerance: 0.06 },
  {
    title: 'an answer within the hour makes a deal of a lead 1.6 times as often',
    sql: `${speed('<')} / ${speed('>=')}`,
    expected: 125 / 78,
    tolerance: 0.15,
  },
  {
    title: 'proposals that began in the slow quarter took 2.2 times as long',
    sql: `(${stay(`entered_at between '2025-10-01' and '2025-12-31 23:59:59'`)}) / (${stay(`entered_at < '2025-10-01'`)})`,
    expected: 2.2,
    tolerance: 0.35,
  },
  {
    title: 'the stay is back to what it was in the quarter after',
    sql: `(${stay(`entered_at between '2026-01-01' and '2026-03-31 23:59:59'`)}) / (${stay(`entered_at < '2025-10-01'`)})`,
    expected: 1,
    tolerance: 0.25,
  },
  {
    title: 'new deals of the product that loses on price are won less often',
    sql: winRate(`p.name = '锐视检测机 V3 Pro' and o.type = '新购'`),
    expected: 0.271,
    tolerance: 0.07,
  },
  {
    title: '… than those of the others',
    sql: winRate(`p.name <> '锐视检测机 V3 Pro' and o.type = '新购'`),
    expected: 0.381,
    tolerance: 0.04,
  },
  {
    title: 'a plan is pushed by a month when it is ten days past',
    sql: `select avg((new_value::date - old_value::date = 30 and changed_at::date - old_value::date = 10)::integer) from model.field_change
          where field = 'expected_close_on' and new_value > old_value and changed_at::date <> new_value::date and new_value < '2100'`,
    expected: 1,
    tolerance: 0.03,
  },
  { title: 'its late losses name price', sql: ofLost(`o.lost_reason = '价格过高'`, '='), expected: 0.65, tolerance: 0.11 },
  { title: '… which a quarter of the others do', sql: ofLost(`o.lost_reason = '价格过高'`, '<>'), expected: 0.25, tolerance: 0.05 },
  { title: 'its late losses name the one rival', sql: ofLost(`o.competitor = '海拓智能'`, '='), expected: 0.7, tolerance: 0.11 },
  { title: 'repeat business is won more often than new business', sql: winRate(`o.type <> '新购'`), expected: 0.59, tolerance: 0.07 },
  {
    title: 'fewer than half of the customers ever come back',
    sql: `select avg((r.n > 0)::integer) from (select w.account, w.at, (select count(*) from model.opportunity o where o.account = w.account and o.type <> '新购') as n from (select account, min(closed_at) as at from model.opportunity where status = 'won' and type = '新购' group by 1) w) r where r.at < '2025-07-01'`,
    expected: 0.45,
    tolerance: 0.06,
  },
  {
    title: 'a share of the leads is of a company that is there already',
    sql: `select 1 - count(distinct right(phone, 11)) / count(*) from model.lead`,
    expected: 0.015,
    tolerance: 0.004,
  },
  { title: 'the construction trade pays a month later than the others', sql: `${delay('=')} - ${delay('<>')}`, expected: 30, tolerance: 7 },
  { title: 'first deliveries of equipment come late', sql: late('<>'), expected: 0.28, tolerance: 0.06 },
  { title: '… and of software seldom', sql: late('='), expected: 0.1, tolerance: 0.05 },
  {
    title: 'tickets of customers who bought only the dear product break their deadline',
    sql: breach(`b.products = ['锐视检测机 V3 Pro']`),
    expected: 0.3,
    tolerance: 0.13,
  },
  {
    title: '… and those of customers who never bought it seldom',
    sql: breach(`not list_contains(b.products, '锐视检测机 V3 Pro')`),
    expected: 0.12,
    tolerance: 0.04,
  },
  { title: 'two in five leads that customers recommend become a deal', sql: dealRate('老客户'), expected: 0.406, tolerance: 0.05 },
  { title: 'one lead in twenty of the short-video channel becomes a deal', sql: dealRate('抖音'), expected: 0.0525, tolerance: 0.015 },
  { title: 'search leads are in between', sql: dealRate('百度'), expected: 0.151, tolerance: 0.022 },
  { title: 'a lead of a trade fair costs 900', sql: perLead('行业展会'), expected: 900, tolerance: 70 },
  { title: 'a lead of the search channel costs 260', sql: perLead('百度'), expected: 260, tolerance: 20 },
]
