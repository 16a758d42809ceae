import { studyClasses } from '../../contract/study-classes.ts'
import type { LocalText, ValueWords } from '../../contract/text.ts'
import { segmentDimension } from '../report/segment-dimension.ts'
import type { DimensionDefinition, NodeId } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

interface Extra {
  readonly alias?: NonNullable<DimensionDefinition['alias']>
  readonly type?: DimensionDefinition['type']
  readonly order?: string
  readonly own?: NonNullable<DimensionDefinition['own']>
  readonly needs?: readonly string[]
  readonly words?: ValueWords
}

function text(id: string, zh: string, en: string, node: NodeId, value: string, needs: string, extra: Extra = {}): DimensionDefinition {
  return { id, group: groupOf(id), label: { zh, en }, type: 'text', node, value: `{n}.${value}`, needs: [needs], ...extra }
}

function date(id: string, label: LocalText, node: NodeId, basis: string, needs: string): DimensionDefinition {
  return { id, group: groupOf(id), label, type: 'date', node, value: '', date: basis, needs: [needs] }
}

function groupOf(id: string): string {
  return id.split('.')[0] ?? id
}

const leadingNumber = dialect.text.leadingNumber

const amountBand = `case when {n}.amount_reporting is null then null when {n}.amount_reporting < 10000 then '0-9999' when {n}.amount_reporting < 50000 then '10000-49999'
  when {n}.amount_reporting < 200000 then '50000-199999' when {n}.amount_reporting < 1000000 then '200000-999999' else '1000000+' end`
const age = 'coalesce({n}.closed_day, {as_of}) - {n}.created_day'
const ageBand = `case when {n}.created_day is null then null when ${age} <= 30 then '0-30' when ${age} <= 60 then '31-60' when ${age} <= 90 then '61-90'
  when ${age} <= 180 then '91-180' else '181+' end`
const scoreBand = `case when {n}.score is null then null when {n}.score < 20 then '0-19' when {n}.score < 40 then '20-39' when {n}.score < 60 then '40-59'
  when {n}.score < 80 then '60-79' else '80+' end`

const late = '{as_of} - {n}.due_day'
const ageing = `case when {n}.due_day is null then null when ${late} <= 0 then 'not due' when ${late} <= 30 then '1-30' when ${late} <= 60 then '31-60'
  when ${late} <= 90 then '61-90' when ${late} <= 180 then '91-180' else '>180' end`

function band(id: string, zh: string, en: string, node: NodeId, value: string, needs: string): DimensionDefinition {
  return { id, group: groupOf(id), label: { zh, en }, type: 'text', node, value, order: leadingNumber('{value}'), needs: [needs] }
}

const shipped: readonly DimensionDefinition[] = [
  { id: 'date', group: 'date', label: { zh: '日期', en: 'Date' }, type: 'date', node: null, value: '', needs: [] },
  date('lead.created_at', { zh: '线索创建日期', en: 'Lead created' }, 'lead', 'created', 'lead.created_at'),
  date(
    'lead.converted_at',
    { zh: '线索转换日期', en: 'Lead converted' },
    'lead',
    'converted',
    'lead.converted_at|lead.opportunity|opportunity.lead',
  ),
  date('opportunity.created_at', { zh: '商机创建日期', en: 'Opportunity created' }, 'opportunity', 'created', 'opportunity.created_at'),
  date(
    'opportunity.closed_at',
    { zh: '成交日期', en: 'Closed' },
    'opportunity',
    'closed',
    'opportunity.closed_at|opportunity.expected_close_on',
  ),
  date(
    'opportunity.expected_close_on',
    { zh: '预计成交日期', en: 'Expected close' },
    'opportunity',
    'expected_close',
    'opportunity.expected_close_on',
  ),
  date('activity.happened_at', { zh: '跟进日期', en: 'Activity date' }, 'activity', 'happened', 'activity'),
  date('spend.spent_on', { zh: '投入日期', en: 'Spend day' }, 'spend', 'spent', 'spend'),
  date('order.ordered_at', { zh: '下单日期', en: 'Ordered' }, 'order', 'ordered', 'order'),
  date('quote.sent_at', { zh: '报价发送日期', en: 'Quote sent' }, 'quote', 'sent', 'quote.sent_at|quote.status'),
  date('contract.signed_at', { zh: '合同签订日期', en: 'Contract signed' }, 'contract', 'signed', 'contract.signed_at'),
  date('delivery.accepted_at', { zh: '验收日期', en: 'Accepted' }, 'fulfilment', 'accepted', 'delivery.accepted_at|delivery.shipped_at'),
  date(
    'instalment.due_on',
    { zh: '计划回款日期', en: 'Instalment due' },
    'instalment',
    'due',
    'instalment.due_on|instalment.original_due_on',
  ),
  date('invoice.issued_on', { zh: '开票日期', en: 'Invoice issued' }, 'claim', 'start', 'invoice.issued_on'),
  date('ticket.opened_at', { zh: '工单创建日期', en: 'Ticket opened' }, 'ticket', 'opened', 'ticket.opened_at'),
  date('ticket.solved_at', { zh: '工单解决日期', en: 'Ticket solved' }, 'ticket', 'solved', 'ticket.solved_at'),
  date('payment.received_at', { zh: '回款日期', en: 'Received' }, 'payment', 'received', 'payment'),

  text('channel.name', '渠道', 'Channel', 'channel', 'name', 'channel|lead.channel|opportunity.channel|spend.channel|touch.channel'),
  text('channel.source', '来源', 'Source', 'channel', 'source_name', 'channel.source_name'),
  text('channel.medium', '媒介', 'Medium', 'channel', 'medium', 'channel.medium'),
  text('channel.is_paid', '付费渠道', 'Paid channel', 'channel', 'is_paid', 'channel.is_paid', { type: 'boolean' }),
  text(
    'campaign.name',
    '市场活动',
    'Campaign',
    'campaign',
    'name',
    'campaign|lead.campaign|opportunity.campaign|spend.campaign|touch.campaign',
  ),

  text('owner.name', '负责人', 'Owner', 'owner', 'name', 'person|opportunity.owner|lead.owner|order.owner'),
  text('owner.manager', '主管', 'Manager', 'owner', 'manager', 'person.manager'),
  text('owner.region', '负责人大区', 'Owner’s region', 'owner', 'region', 'person.region|team.region'),
  text('team.name', '团队', 'Team', 'owner', 'team', 'person.team|target.team', { own: { target: 'team_name' } }),

  text('account.name', '客户', 'Account', 'account', 'name', 'account|opportunity.account|lead.account|order.account'),
  text('account.industry', '行业', 'Industry', 'account', 'industry', 'account.industry', { alias: 'industry' }),
  text('account.size_band', '客户规模', 'Account size', 'account', 'size_band', 'account.size_band|account.employee_count', {
    order: leadingNumber('{value}'),
  }),
  text('account.country', '国家', 'Country', 'account', 'country', 'account.country', { alias: 'region' }),
  text('account.region', '客户大区', 'Account’s region', 'account', 'region', 'account.region', { alias: 'region' }),
  text('account.province', '省份', 'State or province', 'account', 'province', 'account.province', { alias: 'region' }),
  text('account.city', '城市', 'City', 'account', 'city', 'account.city', { alias: 'region' }),
  date('account.first_won_cohort', { zh: '首次赢单批次', en: 'First-won cohort' }, 'account', 'first_won', 'opportunity.account'),

  text(
    'product.name',
    '产品',
    'Product',
    'product',
    'name',
    'product|opportunity.product|opportunity_line.product|order_line.product|order.product',
  ),
  text('product.line', '产品线', 'Product line', 'product', 'line', 'product.line'),

  text('pipeline.name', '销售流程', 'Pipeline', 'pipeline', 'name', 'pipeline|opportunity.pipeline'),
  text('stage.name', '阶段', 'Stage', 'stage', 'name', 'stage|opportunity.stage', {
    // Stages that are not valid on the day of the answer, any more or yet, stand behind those of their kind that are.
    order: `coalesce({n}.position, 0) + case {n}.kind when 'won' then 100000 when 'lost' then 200000 else 0 end
      + case when ${dialect.calendar.date('{as_of}')} between coalesce({n}.valid_from, ${dialect.calendar.literal('0001-01-01')}) and coalesce({n}.valid_to, ${dialect.calendar.literal('9999-12-31')}) then 0 else 50000 end`,
  }),

  text('opportunity.name', '商机', 'Opportunity', 'opportunity', 'name', 'opportunity.name'),
  text('opportunity.status', '商机状态', 'Deal status', 'opportunity', 'status', 'opportunity', {
    order: "case {value} when 'open' then 1 when 'won' then 2 else 3 end",
    words: { open: { zh: '进行中', en: 'Open' }, won: { zh: '赢单', en: 'Won' }, lost: { zh: '输单', en: 'Lost' } },
  }),
  {
    ...text(
      'opportunity.forecast_category',
      '预测类别',
      'Forecast category',
      'opportunity',
      'forecast_category',
      'opportunity.forecast_category|stage.forecast_category',
    ),
    value: 'coalesce({n}.forecast_category, (select s.forecast_category from mart.stage s where s.ref = {n}.stage_ref))',
  },
  text('opportunity.type', '商机类型', 'Deal type', 'opportunity', 'type', 'opportunity.type'),
  text('opportunity.won_reason', '赢单原因', 'Won reason', 'opportunity', 'won_reason', 'opportunity.won_reason'),
  text('opportunity.lost_reason', '输单原因', 'Lost reason', 'opportunity', 'lost_reason', 'opportunity.lost_reason'),
  text('opportunity.competitor', '竞争对手', 'Competitor', 'opportunity', 'competitor', 'opportunity.competitor'),
  band('opportunity.size_band', '商机规模', 'Deal size', 'opportunity', amountBand, 'opportunity.amount'),
  band('opportunity.age_band', '商机年龄（天）', 'Deal age (days)', 'opportunity', ageBand, 'opportunity.created_at'),

  text('lead.status', '线索状态', 'Lead status', 'lead', 'status', 'lead.status'),
  band('lead.score_band', '线索评分', 'Lead score', 'lead', scoreBand, 'lead.score'),
  text('lead.disqualified_reason', '无效原因', 'Disqualified reason', 'lead', 'disqualified_reason', 'lead.disqualified_reason'),
  text('lead.product_interest', '意向产品', 'Product interest', 'lead', 'product_interest', 'lead.product_interest', { alias: 'product' }),
  text('lead.region', '线索地区', 'Lead region', 'lead', 'region', 'lead.region', { alias: 'region' }),
  text('lead.industry', '线索行业', 'Lead industry', 'lead', 'industry', 'lead.industry', { alias: 'industry' }),

  text('activity.kind', '跟进方式', 'Activity type', 'activity', 'kind', 'activity.kind'),
  text('activity.direction', '跟进方向', 'Direction', 'activity', 'direction', 'activity.direction'),
  text('order.status', '订单状态', 'Order status', 'order', 'status', 'order.status'),
  text('quote.status', '报价状态', 'Quote status', 'quote', 'status', 'quote.status'),
  text('contract.status', '合同状态', 'Contract status', 'contract', 'status', 'contract.status'),
  text('ticket.kind', '工单类型', 'Ticket type', 'ticket', 'kind', 'ticket.kind'),
  text('ticket.priority', '工单优先级', 'Ticket priority', 'ticket', 'priority', 'ticket.priority'),
  {
    ...text('instalment.ageing_bucket', '账龄（逾期天数）', 'Days overdue', 'receivable', '', 'invoice.due_on|instalment.due_on'),
    value: ageing,
    order: `coalesce(${leadingNumber('{value}')}, 0)`,
    words: { 'not due': { zh: '未到期', en: 'Not due' } },
  },
  text('spend.kind', '费用类型', 'Spend kind', 'spend', 'kind', 'spend.kind'),

  {
    id: 'source.system',
    group: 'source',
    label: { zh: '来源系统', en: 'Source system' },
    type: 'text',
    node: null,
    value: 'f.source',
    needs: [],
  },
  { id: 'load.id', group: 'source', label: { zh: '导入批次', en: 'Load' }, type: 'integer', node: null, value: 'f.load_id', needs: [] },
]

const segments: readonly DimensionDefinition[] = Object.entries(studyClasses).flatMap(([study, classes]) =>
  classes.map(({ id, label, of: [of = 'account'], words }) => ({ ...segmentDimension(`segment.${study}.${id}`, label, of), words })),
)

/** Every dimension this version ships, by id, in the order in which they are offered. */
export const dimensions: ReadonlyMap<string, DimensionDefinition> = new Map(
  [...shipped, ...segments].map((dimension) => [dimension.id, dimension]),
)
