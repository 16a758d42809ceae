import type { Link, NodeDefinition, NodeId } from './definition.ts'
import { laterNodes } from './later-nodes.ts'
import { studyNodes } from './study-nodes.ts'
import {
  account,
  amount,
  buyers,
  campaign,
  channel,
  currency,
  dates,
  day,
  dealLinks,
  lead,
  moment,
  name,
  number,
  opportunity,
  owner,
  product,
} from './node-parts.ts'

/** Who owned a deal when it was closed, where somebody else owns it now. */
const closingOwner = { table: 'mart.closing_owner', key: 'opportunity_id', of: 'id' }

/** The star: every table a report scans or looks up, and the many-to-one steps between them. */
export const nodes: Readonly<Record<NodeId, NodeDefinition>> = {
  lead: {
    id: 'lead',
    table: 'mart.lead',
    entity: 'lead',
    links: [account, owner, channel, campaign, opportunity],
    dates: {
      created: dates('created', '创建日期', 'Created'),
      mql: dates('mql', 'MQL 日期', 'MQL date'),
      sql: dates('sql', 'SQL 日期', 'SQL date'),
      converted: dates('converted', '转换日期', 'Converted'),
      opportunity: { label: { zh: '商机创建日期', en: 'Opportunity created' }, day: 'opportunity_day', month: null, moment: null },
      won: { label: { zh: '赢单日期', en: 'Won' }, day: 'won_day', month: null, moment: 'won_at' },
    },
    detail: [
      number,
      name,
      { field: 'channel.name' },
      { field: 'owner.name' },
      { field: 'lead.status' },
      moment('created_at', '创建时间', 'Created'),
      moment('converted_at', '转换时间', 'Converted'),
    ],
  },
  opportunity: {
    id: 'opportunity',
    table: 'mart.opportunity',
    entity: 'opportunity',
    links: dealLinks.map((link) => (link.to === 'owner' ? { ...link, whenItHappened: closingOwner } : link)),
    dates: {
      created: dates('created', '创建日期', 'Created'),
      closed: dates('closed', '成交日期', 'Closed'),
      expected_close: dates('expected_close', '预计成交日期', 'Expected close', null),
    },
    lines: { table: 'mart.opportunity_line', key: 'opportunity_id', money: ['amount', 'amount_reporting'] },
    money: {
      amount: 'amount',
      converted: 'amount_reporting',
      currency: 'currency',
      day: 'coalesce(closed_day, created_day, expected_close_day)',
    },
    detail: [
      number,
      name,
      { field: 'account.name' },
      { field: 'owner.name' },
      { field: 'stage.name' },
      { field: 'opportunity.status' },
      amount,
      currency,
      moment('created_at', '创建时间', 'Created'),
      moment('closed_at', '成交时间', 'Closed'),
    ],
  },
  opportunity_state: {
    id: 'opportunity_state',
    table: 'mart.opportunity_state',
    entity: 'opportunity',
    stateOf: 'opportunity',
    links: dealLinks,
    dates: {
      created: dates('created', '创建日期', 'Created'),
      expected_close: dates('expected_close', '预计成交日期', 'Expected close', null),
    },
    lines: { table: 'mart.opportunity_line', key: 'opportunity_id', of: 'opportunity_id', money: ['amount', 'amount_reporting'] },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'coalesce(created_day, expected_close_day)' },
    detail: [
      number,
      name,
      { field: 'account.name' },
      { field: 'owner.name' },
      { field: 'stage.name' },
      amount,
      currency,
      moment('created_at', '创建时间', 'Created'),
    ],
  },
  activity: {
    id: 'activity',
    table: 'mart.activity',
    entity: 'activity',
    links: [account, owner, channel, campaign, lead, opportunity],
    dates: { happened: dates('happened', '跟进日期', 'Activity date') },
    detail: [
      { field: 'activity.kind' },
      { field: 'activity.direction' },
      { field: 'owner.name' },
      { field: 'account.name' },
      moment('happened_at', '跟进时间', 'Date and time'),
    ],
  },
  spend: {
    id: 'spend',
    table: 'mart.spend',
    entity: 'spend',
    links: [channel, campaign, owner],
    dates: { spent: dates('spent', '投入日期', 'Spend day', null) },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'spent_day' },
    detail: [
      { field: 'channel.name' },
      { field: 'campaign.name' },
      { column: 'kind', label: { zh: '费用类型', en: 'Kind' }, type: 'text' },
      amount,
      currency,
      day('spent_on', '日期', 'Date'),
    ],
  },
  target: {
    id: 'target',
    entity: 'target',
    table:
      '(select t.*, coalesce(m.name, p.team) as team_name from mart.target t left join mart.team m on m.ref = t.team_ref left join mart.person p on p.ref = t.owner_ref)',
    links: [owner],
    dates: { period: dates('period', '目标期间', 'Target period', null) },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'period_day' },
    detail: [
      { field: 'owner.name' },
      { field: 'team.name' },
      { column: 'metric', label: { zh: '指标', en: 'Metric' }, type: 'text' },
      amount,
      currency,
      day('period_start', '期间', 'Period'),
    ],
  },
  order: {
    id: 'order',
    table: 'mart."order"',
    entity: 'order',
    links: [account, owner, channel, campaign, opportunity, product],
    dates: { ordered: dates('ordered', '下单日期', 'Ordered') },
    lines: {
      table: 'mart.order_line',
      key: 'order_id',
      money: ['amount', 'amount_reporting', 'cost_reporting', 'margin_reporting', 'costed_reporting', 'unrated_margin'],
    },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'ordered_day' },
    detail: [
      number,
      { field: 'account.name' },
      { field: 'owner.name' },
      { field: 'order.status' },
      amount,
      currency,
      moment('ordered_at', '下单时间', 'Ordered'),
    ],
  },
  payment: {
    id: 'payment',
    table: 'mart.payment',
    entity: 'payment',
    links: [account, owner, channel, campaign, { to: 'order', from: 'order_id', key: 'id' }, opportunity],
    dates: { received: dates('received', '回款日期', 'Received') },
    money: { amount: 'amount', converted: 'amount_reporting', currency: 'currency', day: 'received_day' },
    detail: [{ field: 'account.name' }, { field: 'owner.name' }, amount, currency, moment('received_at', '回款时间', 'Received')],
  },
  ...laterNodes,
  ...studyNodes,
  purchase: {
    id: 'purchase',
    table: 'mart.purchase',
    madeOf: buyers,
    entity: 'opportunity',
    links: [account, owner, channel, campaign],
    dates: { purchased: dates('purchased', '购买日期', 'Purchased') },
    detail: [
      number,
      { field: 'account.name' },
      { field: 'owner.name' },
      { column: 'sequence', label: { zh: '第几次购买', en: 'Purchase number' }, type: 'integer' },
      { column: 'amount_reporting', label: { zh: '金额', en: 'Amount' }, type: 'decimal', unit: 'money' },
      moment('purchased_at', '购买时间', 'Purchased'),
    ],
  },
  customer: {
    id: 'customer',
    table: 'mart.customer',
    madeOf: buyers,
    entity: 'account',
    links: [account],
    dates: { first_purchased: dates('first_purchased', '首购日期', 'First purchase', null) },
    money: { amount: 'unrated_amount', converted: 'rated_amount', currency: 'unrated_currency', day: 'first_purchased_day' },
    detail: [{ field: 'account.name' }, { field: 'account.industry' }, { field: 'account.region' }],
  },
  account: {
    id: 'account',
    table: 'mart.account',
    entity: 'account',
    links: [],
    detail: [],
    dates: { first_won: { label: { zh: '首次赢单', en: 'First won' }, day: 'first_won_day', month: 'first_won_month', moment: null } },
  },
  owner: { id: 'owner', table: 'mart.person', entity: 'person', links: [], dates: {}, detail: [] },
  channel: { id: 'channel', table: 'mart.channel', entity: 'channel', links: [], dates: {}, detail: [] },
  campaign: { id: 'campaign', table: 'mart.campaign', entity: 'campaign', links: [], dates: {}, detail: [] },
  stage: { id: 'stage', table: 'mart.stage', entity: 'stage', links: [], dates: {}, detail: [] },
  pipeline: { id: 'pipeline', table: 'mart.pipeline', entity: 'pipeline', links: [], dates: {}, detail: [] },
  product: { id: 'product', table: 'mart.product', entity: 'product', links: [], dates: {}, detail: [] },
}

/** The shortest chain of many-to-one steps from one table to another; null where there is none. */
export function pathBetween(from: NodeId, to: NodeId): readonly Link[] | null {
  const known = paths.get(from)
  if (known !== undefined) return known.get(to) ?? null
  const found = new Map<NodeId, readonly Link[]>([[from, []]])
  const { stateOf } = nodes[from]
  if (stateOf !== undefined) found.set(stateOf, [])
  const waiting: NodeId[] = [from]
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    const before = found.get(current) ?? []
    for (const link of nodes[current].links) {
      // Lines multiply the rows of the fact they belong to, so they are only ever the first step.
      if (found.has(link.to) || (link.lines === true && before.length > 0)) continue
      found.set(link.to, [...before, link])
      waiting.push(link.to)
    }
  }
  paths.set(from, found)
  return found.get(to) ?? null
}

const paths = new Map<NodeId, Map<NodeId, readonly Link[]>>()
