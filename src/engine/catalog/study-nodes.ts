import { quoteIdentifier } from '../database/identifier.ts'
import { dialect } from '../dialect/in-use.ts'
import type { NodeDefinition } from './definition.ts'
import { account, buyers, campaign, channel, dates, day, number, opportunity, owner } from './node-parts.ts'

/** The name of a derived table as SQL reads it. */
export const derivedTable = (name: string): string => quoteIdentifier(`derived ${name}`)

/**
 * Every purchase beside the customer's first: what customers of a cohort brought by which month of their age. A purchase whose cost nobody knows
 * takes the measured margin of the others, as the study of customer value does.
 */
const purchasesByAge = `(
  select
    p.id, b.account_ref, b.owner_ref, b.channel_ref, b.campaign_ref, b.purchased_day as first_purchased_day, b.purchased_month as first_purchased_month,
    greatest(${dialect.calendar.wholeMonths('b.purchased_day', 'p.purchased_day')}, 0) + 1 as age_month,
    p.purchased_day, ${dialect.calendar.date('p.purchased_day')} as purchased_on, p.amount, p.currency, p.amount_reporting,
    ${dialect.cast(`coalesce(o.margin_reporting, ${dialect.cast('p.amount_reporting', 'double')} * r.rate)`, 'money')} as margin_reporting, p.source, p.source_id, p.load_id, p.file_id, p.row_number
  from mart.purchase p
  join mart.purchase b on b.account_id = p.account_id and b.sequence = 1
  left join mart."order" o on o.id = case when p.entity = 'order' then p.id end
  cross join (
    select ${dialect.ratio('sum(o.margin_reporting)', 'sum(o.costed_reporting)')} as rate
    from mart.purchase p join mart."order" o on o.id = case when p.entity = 'order' then p.id end) r)`

/** Accounts one by one, whether they bought or not; mart.account has a row for each text that names one. */
const parties = `(
  select a.id, min(a.ref) as account_ref, min(m.source) as source, min(m.load_id) as load_id, min(m.file_id) as file_id, min(m.row_number) as row_number
  from mart.account a join model.account m on m.id = a.id
  group by a.id)`

/** Facts that studies stand on, or make. */
export const studyNodes: Readonly<Record<'worth' | 'credit' | 'foretold' | 'party', NodeDefinition>> = {
  worth: {
    id: 'worth',
    table: purchasesByAge,
    madeOf: buyers,
    entity: 'opportunity',
    links: [account, owner, channel, campaign],
    dates: { first_purchased: dates('first_purchased', '首购日期', 'First purchase', null) },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'purchased_day' },
    detail: [
      number,
      { field: 'account.name' },
      day('purchased_on', '购买日期', 'Purchased'),
      { column: 'age_month', label: { zh: '客户第几个月', en: 'Month of the customer' }, type: 'integer' },
      { column: 'amount_reporting', label: { zh: '金额', en: 'Amount' }, type: 'decimal', unit: 'money' },
      { column: 'margin_reporting', label: { zh: '毛利', en: 'Margin' }, type: 'decimal', unit: 'money' },
    ],
  },
  credit: {
    id: 'credit',
    table: derivedTable('credit'),
    derived: 'credit',
    madeOf: 'mart.opportunity',
    entity: 'opportunity',
    links: [channel, opportunity],
    dates: { closed: dates('closed', '成交日期', 'Closed', null) },
    money: { amount: 'unrated_amount', converted: 'amount', currency: 'currency', day: 'closed_day' },
    detail: [
      number,
      { field: 'opportunity.name' },
      { field: 'channel.name' },
      day('touched_on', '触点日期', 'Touched'),
      { column: 'amount', label: { zh: '归因金额', en: 'Credited' }, type: 'decimal', unit: 'money' },
      { column: 'margin', label: { zh: '归因毛利', en: 'Credited margin' }, type: 'decimal', unit: 'money' },
    ],
  },
  foretold: {
    id: 'foretold',
    table: derivedTable('foretold'),
    derived: 'foretold',
    madeOf: 'mart.opportunity',
    entity: 'opportunity',
    links: [],
    dates: { period: dates('period', '预测期', 'Period', null) },
    detail: [
      day('period_on', '期初', 'Period from'),
      day('said_on', '预测日', 'Said on'),
      { column: 'method', label: { zh: '方法', en: 'Method' }, type: 'text' },
      { column: 'value', label: { zh: '预测值', en: 'Forecast' }, type: 'double', unit: 'money' },
      { column: 'actual', label: { zh: '实际值', en: 'What came' }, type: 'double', unit: 'money' },
    ],
  },
  party: {
    id: 'party',
    table: parties,
    entity: 'account',
    links: [account],
    dates: {},
    detail: [{ field: 'account.name' }, { field: 'account.industry' }, { field: 'account.region' }],
  },
}
