import { describe, expect, it } from 'vitest'
import { findTarget } from '../../../../src/contract/targets.ts'
import { columnEvidence } from '../../../../src/engine/ingest/recognise/column-evidence.ts'
import { recogniseKind } from '../../../../src/engine/ingest/recognise/file-kind.ts'

/** A file under a name that says nothing; its header row, and the columns it has to give, in that order (`-` = a field of its own). */
const files: readonly (readonly [kind: string, headers: string, columns: string])[] = [
  [
    'touch',
    'source_id,happened_at,lead,contact,account,channel,campaign,kind',
    'source_id happened_at lead contact account channel campaign kind',
  ],
  ['touch', 'Touchpoint ID,Touch Date,Lead ID,Source,Campaign Name,Touch Type', 'source_id happened_at lead channel campaign kind'],
  ['touch', '触点编号,触达时间,线索编号,渠道,市场活动,触点类型', 'source_id happened_at lead channel campaign kind'],
  ['opportunity_contact', 'source_id,opportunity,contact,role', 'source_id opportunity contact role'],
  ['opportunity_contact', 'OpportunityContactRoleId,OpportunityId,ContactId,Role', 'source_id opportunity contact role'],
  ['opportunity_contact', '商机编号,联系人编号,角色', 'opportunity contact role'],
  [
    'quote',
    'source_id,opportunity,account,version,status,sent_at,valid_until,approved_at,approval_level,amount,currency,owner,is_deleted',
    'source_id opportunity account version status sent_at valid_until approved_at approval_level amount currency owner is_deleted',
  ],
  [
    'quote',
    'Id,QuoteNumber,OpportunityId,Status,ExpirationDate,GrandTotal,CreatedDate',
    'source_id - opportunity status valid_until amount created_at',
  ],
  [
    'quote',
    '报价单编号,商机编号,客户名称,版本,报价状态,报价日期,有效期至,报价金额,币种,负责人',
    'source_id opportunity account version status sent_at valid_until amount currency owner',
  ],
  ['quote_line', 'source_id,quote,product,quantity,list_price,net_price', 'source_id quote product quantity list_price net_price'],
  [
    'quote_line',
    'QuoteLineItemId,QuoteId,Product2Id,Quantity,ListPrice,UnitPrice,Discount',
    'source_id quote product quantity list_price net_price -',
  ],
  ['quote_line', '报价明细编号,报价单编号,产品名称,数量,标准单价,报价单价', 'source_id quote product quantity list_price net_price'],
  [
    'contract',
    'source_id,opportunity,account,signed_at,amount,currency,starts_on,ends_on,document_present,status,owner',
    'source_id opportunity account signed_at amount currency starts_on ends_on document_present status owner',
  ],
  [
    'contract',
    'Contract Number,Account Name,Contract Start Date,Contract End Date,Status,Customer Signed Date,Contract Value',
    'source_id account starts_on ends_on status signed_at amount',
  ],
  [
    'contract',
    '合同编号,客户名称,商机名称,签订日期,合同金额,合同开始日期,合同结束日期,合同状态,负责人',
    'source_id account opportunity signed_at amount starts_on ends_on status owner',
  ],
  ['contract', '合同号,客户,签约日期,合同总金额', 'source_id account signed_at amount'],
  ['delivery', 'source_id,order,promised_on,shipped_at,accepted_at,in_full', 'source_id order promised_on shipped_at accepted_at in_full'],
  [
    'delivery',
    'Shipment No,Order Number,Promised Date,Ship Date,Delivered On,Carrier',
    'source_id order promised_on shipped_at accepted_at -',
  ],
  ['delivery', '发货单号,订单编号,承诺交付日期,发货日期,签收日期,是否足量', 'source_id order promised_on shipped_at accepted_at in_full'],
  [
    'instalment',
    'source_id,contract,order,due_on,original_due_on,amount,currency,condition',
    'source_id contract order due_on original_due_on amount currency condition',
  ],
  ['instalment', '回款计划编号,合同编号,应收日期,应收金额,回款条件', 'source_id contract due_on amount condition'],
  ['instalment', '合同编号,期次,计划回款日期,计划回款金额', 'contract condition due_on amount'],
  [
    'invoice',
    'source_id,order,contract,account,kind,issued_on,due_on,net,tax,gross,currency,status',
    'source_id order contract account kind issued_on due_on net tax gross currency status',
  ],
  [
    'invoice',
    'Invoice Number,Customer,Invoice Date,Due Date,Untaxed Amount,Tax,Total,Currency,Status',
    'source_id account issued_on due_on net tax gross currency status',
  ],
  [
    'invoice',
    '发票号,客户名称,合同编号,发票类型,开票日期,不含税金额,税额,价税合计,发票状态',
    'source_id account contract kind issued_on net tax gross status',
  ],
  ['payment_allocation', 'source_id,payment,invoice,instalment,amount', 'source_id payment invoice instalment amount'],
  ['payment_allocation', 'Payment No,Invoice No,Allocated Amount', 'payment invoice amount'],
  ['payment_allocation', '核销编号,回款编号,发票号,回款计划编号,核销金额', 'source_id payment invoice instalment amount'],
  [
    'ticket',
    'source_id,account,kind,priority,opened_at,first_reply_at,solved_at,reopened_count,sla_due_at,csat,owner,is_deleted',
    'source_id account kind priority opened_at first_reply_at solved_at reopened_count sla_due_at csat owner is_deleted',
  ],
  [
    'ticket',
    'Case Number,Account Name,Case Type,Priority,Date/Time Opened,Date/Time Closed,Status,Case Owner',
    'source_id account kind priority opened_at solved_at - owner',
  ],
  [
    'ticket',
    '工单编号,客户名称,工单类型,优先级,创建时间,首次回复时间,解决时间,满意度,处理人',
    'source_id account kind priority opened_at first_reply_at solved_at csat owner',
  ],
  ['payment', 'Payment ID,Invoice No,Payment Date,Payment Amount', 'source_id - received_at amount'],
  ['order', '订单编号,合同编号,客户名称,下单日期,订单金额,发货日期', 'source_id contract account ordered_at amount -'],
  ['stage', 'Stage ID,Pipeline,Stage Name,Position,Valid From,Valid To', 'source_id pipeline name position valid_from valid_to'],
]

const day = (row: number): string => `2025-0${1 + (row % 9)}-1${row % 9}`
const byType: Readonly<Record<string, (row: number) => string>> = {
  date: day,
  timestamp: (row) => `${day(row)} 10:0${row % 10}`,
  decimal: (row) => String(1000 + row * 10.5),
  integer: (row) => String(1 + (row % 3)),
  boolean: (row) => (row % 2 === 0 ? 'true' : 'false'),
}

function exampleOf(target: string, row: number): string {
  if (target.endsWith('.source_id') || target.endsWith('.-')) return `X-${1000 + row}`
  if (/\.(name)$/.test(target)) return `name ${row}`
  const type = findTarget(target)?.type ?? 'text'
  return byType[type]?.(row) ?? `text ${row % 8}`
}

function verdictOf(name: string, headers: readonly string[], valueOf: (index: number, row: number) => string) {
  const evidence = headers.map((header, index) =>
    columnEvidence(
      header,
      index,
      Array.from({ length: 40 }, (_, row) => valueOf(index, row)),
    ),
  )
  return recogniseKind(name, null, evidence)
}

describe('headers of what stands before a lead and after a deal', () => {
  it.each(files)('%s: %s', (kind, header, columns) => {
    const headers = header.split(',')
    const wanted = columns.split(' ').map((column) => `${kind}.${column}`)
    const verdict = verdictOf('export 3.csv', headers, (index, row) => exampleOf(wanted[index] ?? '', row))
    expect(verdict.kind).toBe(kind)
    const found = (verdict.assignment?.columns ?? []).map(({ target }) => target ?? `${kind}.-`)
    expect(Object.fromEntries(headers.map((name, index) => [name, found[index]]))).toEqual(
      Object.fromEntries(headers.map((name, index) => [name, wanted[index]])),
    )
  })

  it('takes campaigns with their days for campaigns, not for people who come and go', () => {
    const columns = ['source_id', 'name', '-', '-', 'starts_on', 'ends_on']
    const verdict = verdictOf('Campaign.csv', ['Id', 'Name', 'Type', 'Status', 'StartDate', 'EndDate'], (index, row) =>
      exampleOf(`campaign.${columns[index] ?? ''}`, row),
    )
    expect(verdict.kind).toBe('campaign')
  })

  it.each([
    ['changes.csv', 'deal_id,name,timestamp,source,source_id,value'],
    ['people of companies.csv', 'company_id,deal_id,type_id,category'],
    ['links.csv', 'ticket_id,company_id,synced'],
    ['scores.csv', 'Lead,Model,Probability of default,Scored,Band,Comment'],
  ])('%s only faintly looks like something known and becomes a table of its own', (name, header) => {
    const headers = header.split(',')
    expect(verdictOf(name, headers, (index, row) => (index === 0 ? `${row}` : `text ${row % 8}`)).kind).toBe('custom')
  })
})
