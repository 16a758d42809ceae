import type { FileKind } from '../../../../contract/imports.ts'
import type { LocalText } from '../../../../contract/text.ts'
import type { ObjectColumn, PullObject } from '../../connector.ts'

interface Declared {
  readonly name: string
  readonly label: LocalText
  readonly kind: FileKind
  readonly columns: readonly ObjectColumn[]
}

/** Names of a field differ between editions and years: the first that holds something counts. */
const column = (header: string, target: string | null, ...fields: readonly string[]): ObjectColumn => ({
  header,
  from: fields.map((field) => [field]),
  target,
})

const declared: readonly Declared[] = [
  {
    name: 'AccountObj',
    label: { zh: '客户', en: 'Accounts' },
    kind: 'account',
    columns: [
      column('客户名称', 'account.name', 'name'),
      column('行业', 'account.industry', 'industry_level1', 'industry'),
      column('国家', 'account.country', 'country'),
      column('省', 'account.province', 'province'),
      column('市', 'account.city', 'city'),
      column('电话', 'account.phone', 'tel'),
      column('邮件', 'account.email', 'email'),
      column('客户级别', null, 'account_level'),
    ],
  },
  {
    name: 'ContactObj',
    label: { zh: '联系人', en: 'Contacts' },
    kind: 'contact',
    columns: [
      column('姓名', 'contact.name', 'name'),
      column('客户', 'contact.account', 'account_id'),
      column('职务', 'contact.title', 'job_title'),
      column('手机', 'contact.phone', 'mobile1', 'tel1', 'mobile', 'tel'),
      column('邮件', 'contact.email', 'email'),
    ],
  },
  {
    name: 'LeadsObj',
    label: { zh: '销售线索', en: 'Leads' },
    kind: 'lead',
    columns: [
      column('姓名', 'lead.name', 'name'),
      column('公司', 'lead.company', 'company'),
      column('来源', 'lead.channel', 'source'),
      column('线索状态', 'lead.status', 'biz_status', 'leads_status'),
      column('手机', 'lead.phone', 'mobile', 'tel'),
      column('邮件', 'lead.email', 'email'),
      column('转换时间', 'lead.converted_at', 'transform_time'),
      column('客户', 'lead.account', 'account_id'),
      column('商机', 'lead.opportunity', 'new_opportunity_id', 'opportunity_id'),
    ],
  },
  {
    name: 'ProductObj',
    label: { zh: '产品', en: 'Products' },
    kind: 'product',
    columns: [
      column('产品名称', 'product.name', 'name'),
      column('分类', 'product.line', 'category', 'product_category_id__r'),
      column('标准价格', 'product.list_price', 'price'),
    ],
  },
  opportunities('NewOpportunityObj', { zh: '商机', en: 'Opportunities' }),
  opportunities('OpportunityObj', { zh: '商机（旧版）', en: 'Opportunities (older edition)' }),
  {
    name: 'ContractObj',
    label: { zh: '合同', en: 'Contracts' },
    kind: 'contract',
    columns: [
      column('合同编号', null, 'name'),
      column('客户', 'contract.account', 'account_id'),
      column('商机', 'contract.opportunity', 'new_opportunity_id', 'opportunity_id'),
      column('合同金额', 'contract.amount', 'contract_amount', 'amount'),
      column('开始日期', 'contract.starts_on', 'start_date', 'begin_time'),
      column('结束日期', 'contract.ends_on', 'end_date', 'end_time'),
    ],
  },
  {
    name: 'SalesOrderObj',
    label: { zh: '销售订单', en: 'Sales orders' },
    kind: 'order',
    columns: [
      column('销售订单编号', null, 'name'),
      column('客户', 'order.account', 'account_id'),
      column('商机', 'order.opportunity', 'new_opportunity_id', 'opportunity_id'),
      column('下单日期', 'order.ordered_at', 'order_time'),
      column('销售订单金额', 'order.amount', 'order_amount'),
      column('币种', 'order.currency', 'mc_currency'),
      column('状态', 'order.status', 'order_status', 'status'),
    ],
  },
  {
    name: 'SalesOrderProductObj',
    label: { zh: '订单产品', en: 'Order products' },
    kind: 'order_line',
    columns: [
      column('销售订单', 'order_line.order', 'order_id'),
      column('产品', 'order_line.product', 'product_id'),
      column('数量', 'order_line.quantity', 'quantity'),
      column('销售单价', 'order_line.net_price', 'sales_price', 'product_price'),
      column('小计', 'order_line.amount', 'subtotal'),
    ],
  },
  {
    name: 'PaymentObj',
    label: { zh: '回款', en: 'Payments' },
    kind: 'payment',
    columns: [
      column('回款编号', null, 'name'),
      column('客户', 'payment.account', 'account_id'),
      column('销售订单', 'payment.order', 'order_id'),
      column('回款日期', 'payment.received_at', 'payment_time'),
      column('回款金额', 'payment.amount', 'payment_amount', 'amount'),
      column('币种', 'payment.currency', 'mc_currency'),
    ],
  },
]

function opportunities(name: string, label: LocalText): Declared {
  return {
    name,
    label,
    kind: 'opportunity',
    columns: [
      column('商机名称', 'opportunity.name', 'name'),
      column('客户', 'opportunity.account', 'account_id'),
      column('来源线索', 'opportunity.lead', 'leads_id'),
      column('销售流程', 'opportunity.pipeline', 'sales_process_id__r', 'sales_process_name'),
      column('商机阶段', 'opportunity.stage', 'sales_stage', 'stage'),
      column('状态', 'opportunity.status', 'sales_status', 'status'),
      column('商机金额', 'opportunity.amount', 'amount', 'expected_deal_amount'),
      column('币种', 'opportunity.currency', 'mc_currency'),
      column('预计成交日期', 'opportunity.expected_close_on', 'close_date', 'expected_deal_closed_date'),
      column('输单原因', 'opportunity.lost_reason', 'lost_reason', 'lose_reason'),
      column('来源', 'opportunity.channel', 'source'),
    ],
  }
}

/** Days and moments come as milliseconds since 1970; a description of the object outranks these names. */
export const dayFields: ReadonlySet<string> = new Set([
  'close_date',
  'expected_deal_closed_date',
  'start_date',
  'end_date',
  'order_time',
  'payment_time',
])
export const momentFields: ReadonlySet<string> = new Set(['create_time', 'last_modified_time', 'transform_time', 'begin_time', 'end_time'])

/** Record ids are unique without a prefix; employees are small numbers. */
export function fxiaokeObjects(name: string, wanted: readonly string[]): readonly PullObject[] {
  const prefix = `${name}:`
  const person: PullObject = {
    name: 'PersonnelObj',
    label: { zh: '人员', en: 'Employees' },
    kind: 'person',
    key: ['$employee'],
    stamp: [['last_modified_time']],
    columns: [
      { header: '员工编号', from: [['$employee']], target: 'person.source_id', prefix },
      column('姓名', 'person.name', 'full_name', 'name'),
      column('邮箱', 'person.email', 'email'),
      column('主属部门', 'person.team', 'main_department__r', 'main_department'),
      column('创建时间', 'person.created_at', 'create_time'),
    ],
    prefix,
    comparesWhole: true,
  }
  const custom = wanted.filter((one) => /^[A-Za-z0-9_]{1,80}__c$/.test(one)).map(customObject)
  return [person, ...declared.map((one) => declaredObject(one, prefix)), ...custom]
}

function declaredObject({ name, label, kind, columns }: Declared, prefix: string): PullObject {
  return {
    name,
    label,
    kind,
    key: ['_id'],
    stamp: [['last_modified_time'], ['create_time']],
    columns: [
      column('数据ID', `${kind}.source_id`, '_id'),
      ...columns,
      { header: '负责人', from: [['owner']], target: `${kind}.owner`, prefix },
      column('创建时间', `${kind}.created_at`, 'create_time'),
      column('最后修改时间', `${kind}.updated_at`, 'last_modified_time'),
      column('生命状态', null, 'life_status'),
      // Made invalid (作废) is the first of two steps of deleting: such a record counts no more.
      { header: '$gone', from: [['$invalid']], as: 'flag', target: `${kind}.is_deleted` },
    ],
    prefix: '',
    deleted: ['$invalid'],
    comparesWhole: true,
  }
}

function customObject(name: string): PullObject {
  return {
    name,
    label: { zh: name, en: name },
    kind: null,
    key: ['_id'],
    stamp: [['last_modified_time'], ['create_time']],
    columns: null,
    prefix: '',
    deleted: ['$invalid'],
    comparesWhole: false,
  }
}
