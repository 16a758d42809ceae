/** One file of an export: the query that fills it and the name a CRM would give it. */
export interface ExportFile {
  readonly query: string
  readonly name: string
}

export interface ExportSet {
  readonly folder: string
  readonly format: 'csv' | 'quoted-csv' | 'gb18030-csv' | 'xlsx'
  readonly files: readonly ExportFile[]
  /** Reports end with lines that are no rows. */
  readonly footers?: Readonly<Record<string, (rows: number) => readonly string[]>>
}

const files = (folder: string, names: Readonly<Record<string, string>>): ExportFile[] =>
  Object.entries(names).map(([query, name]) => ({ query: `exports/${folder}/${query}.sql`, name }))

/** As Salesforce ends a report, for its readers. */
const reportFooter = (rows: number): readonly string[] => [
  '',
  `"Grand Totals (${rows} records)"`,
  '',
  '"Confidential Information - Do Not Distribute"',
  '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
]

export const exportSets: readonly ExportSet[] = [
  {
    folder: 'salesforce',
    format: 'csv',
    files: files('salesforce', {
      account: 'Account.csv',
      contact: 'Contact.csv',
      lead: 'Lead.csv',
      opportunity: 'Opportunity.csv',
      opportunity_history: 'Opportunity History Report.csv',
      opportunity_line_item: 'OpportunityLineItem.csv',
      product: 'Product2.csv',
      user: 'User.csv',
      campaign: 'Campaign.csv',
      task: 'Task.csv',
      order: 'Order.csv',
      order_item: 'OrderItem.csv',
      case: 'Case.csv',
    }),
    footers: { 'Opportunity History Report.csv': reportFooter },
  },
  {
    folder: 'hubspot',
    format: 'quoted-csv',
    files: files('hubspot', {
      companies: 'all-companies.csv',
      contacts: 'all-contacts.csv',
      deals: 'all-deals.csv',
      line_items: 'line-items.csv',
      activities: 'activities.csv',
      tickets: 'tickets.csv',
    }),
  },
  {
    folder: 'fxiaoke',
    format: 'xlsx',
    files: files('fxiaoke', {
      accounts: '客户.xlsx',
      contacts: '联系人.xlsx',
      leads: '销售线索.xlsx',
      opportunities: '商机.xlsx',
      stage_changes: '商机阶段变更.xlsx',
      opportunity_lines: '商机产品.xlsx',
      products: '产品.xlsx',
      employees: '员工.xlsx',
      sales_records: '销售记录.xlsx',
      quotes: '报价单.xlsx',
      quote_lines: '报价单明细.xlsx',
      contracts: '合同.xlsx',
      orders: '销售订单.xlsx',
      order_lines: '订单产品.xlsx',
      deliveries: '发货单.xlsx',
      instalments: '回款计划.xlsx',
      invoices: '开票.xlsx',
      payments: '回款.xlsx',
      tickets: '服务工单.xlsx',
      targets: '销售目标.xlsx',
    }),
  },
  {
    folder: 'gbk',
    format: 'gb18030-csv',
    files: files('gbk', {
      accounts: '客户资料.csv',
      leads: '线索.csv',
      opportunities: '商机.csv',
      stage_changes: '商机阶段记录.csv',
      activities: '跟进记录.csv',
      orders: '订单.csv',
      payments: '回款.csv',
      spend: '渠道投入.csv',
      targets: '销售目标.csv',
      employees: '员工.csv',
      products: '产品.csv',
      rates: '汇率.csv',
    }),
  },
]
