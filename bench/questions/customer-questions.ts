import { monthStart, type Question } from './question.ts'

const fifths = '[0.2, 0.4, 0.6, 0.8]'
const score = (value: string, cuts: string): string =>
  `1 + ${[1, 2, 3, 4].map((cut) => `(${value} > ${cuts}[${cut}])::integer`).join(' + ')}`
const slowScore = (value: string, cuts: string): string => `1 + len(list_filter(${cuts}, lambda cut: ${value} > cut))`

/** Q4: customers by fifths of last payment, number and money; what equals a threshold is below it. */
const rfm: Question = {
  id: 'Q4',
  title: 'RFM, thresholds by quantile_disc: customers and money of each cell',
  specs: null,
  keyed: [
    `with customers as (
    select account, max(received_day) as last_day, count(*) as payments, sum(amount) as money from payment group by account
  ), cuts as (
    select quantile_disc(last_day, ${fifths}) as r, quantile_disc(payments, ${fifths}) as f, quantile_disc(money, ${fifths}) as m from customers
  )
  select ${score('last_day', 'r')} as r0, ${score('payments', 'f')} as r1, ${score('money', 'm')} as r2, count(*) as v0, sum(money) as v1
  from customers cross join cuts group by all order by all`,
  ],
  plain: [
    `with customers as (
    select a.id, max(p.received_at)::date as last_day, count(*) as payments, sum(p.amount_reporting) as money
    from mart.payment p join mart.account a on a.ref = p.account_ref where p.is_valid group by a.id
  ), cuts as (
    select quantile_disc(last_day, ${fifths}) as r, quantile_disc(payments, ${fifths}) as f, quantile_disc(money, ${fifths}) as m from customers
  )
  select ${slowScore('last_day', 'r')} as r0, ${slowScore('payments', 'f')} as r1, ${slowScore('money', 'm')} as r2, count(*) as v0, sum(money) as v1
  from customers cross join cuts group by all order by all`,
  ],
}

/** Customers one by one, of which few are shown. */
const payers: Question = {
  id: 'Q4 of customers',
  title: 'the hundred customers who paid most, of all of them',
  specs: [
    {
      rows: [{ field: 'account.name' }],
      values: [{ metric: 'received_amount' }],
      sort: [{ by: 'received_amount', direction: 'desc' }],
      limit: 100,
    },
  ],
  keyed: [
    `select w.name as r0, v0 from (select customer, sum(amount) as v0 from payment group by customer)
  left join word.account w on w.code = customer order by v0 desc, r0 limit 100`,
  ],
  plain: null,
}

/** Q5: what becomes of those who first paid in a month; and the money of the same triangle, which the catalogue has. */
const cohorts: readonly Question[] = [
  {
    id: 'Q5',
    title: 'cohort triangle: paying customers and money by first month and months since',
    specs: null,
    keyed: [
      `select ${monthStart('first_month')} as r0, (received_month - first_month)::bigint as r1, count(distinct account) as v0, sum(amount) as v1
  from payment group by all order by all`,
    ],
    plain: [
      `with paid as (
    select a.id, date_trunc('month', p.received_at)::date as month, p.amount_reporting as money
    from mart.payment p join mart.account a on a.ref = p.account_ref where p.is_valid
  ), first as (
    select id, min(month) as first_month from paid group by id
  )
  select first_month as r0, datediff('month', first_month, month) as r1, count(distinct id) as v0, sum(money) as v1
  from paid join first using (id) group by all order by all`,
    ],
  },
  {
    id: 'Q5 of money',
    title: 'money received by first-won month and month',
    specs: [{ rows: [{ field: 'account.first_won_cohort' }, { field: 'date' }], values: [{ metric: 'received_amount' }] }],
    keyed: [
      `select ${monthStart('won_month')} as r0, ${monthStart('received_month')} as r1, v0
  from (select won_month, received_month, sum(amount) as v0 from payment group by all) order by all`,
    ],
    plain: null,
  },
]

export const customerQuestions: readonly Question[] = [rfm, payers, ...cohorts]
