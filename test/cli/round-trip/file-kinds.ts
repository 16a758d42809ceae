/** What each file is about, as a person would say. */
export const kindsOfFiles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  salesforce: {
    'Account.csv': 'account',
    'Campaign.csv': 'campaign',
    'Case.csv': 'ticket',
    'Contact.csv': 'contact',
    'Lead.csv': 'lead',
    'Opportunity History Report.csv': 'stage_visit',
    'Opportunity.csv': 'opportunity',
    'OpportunityLineItem.csv': 'opportunity_line',
    'Order.csv': 'order',
    'OrderItem.csv': 'order_line',
    'Product2.csv': 'product',
    'Task.csv': 'activity',
    'User.csv': 'person',
  },
  hubspot: {
    'activities.csv': 'activity',
    'all-companies.csv': 'account',
    'all-contacts.csv': 'lead',
    'all-deals.csv': 'opportunity',
    'line-items.csv': 'opportunity_line',
    'tickets.csv': 'ticket',
  },
  fxiaoke: {
    '产品.xlsx': 'product',
    '发货单.xlsx': 'delivery',
    '合同.xlsx': 'contract',
    '员工.xlsx': 'person',
    '商机.xlsx': 'opportunity',
    '商机产品.xlsx': 'opportunity_line',
    '商机阶段变更.xlsx': 'stage_visit',
    '回款.xlsx': 'payment',
    '回款计划.xlsx': 'instalment',
    '客户.xlsx': 'account',
    '开票.xlsx': 'invoice',
    '报价单.xlsx': 'quote',
    '报价单明细.xlsx': 'quote_line',
    '服务工单.xlsx': 'ticket',
    '联系人.xlsx': 'contact',
    '订单产品.xlsx': 'order_line',
    '销售目标.xlsx': 'target',
    '销售线索.xlsx': 'lead',
    '销售订单.xlsx': 'order',
    '销售记录.xlsx': 'activity',
  },
  gbk: {
    '产品.csv': 'product',
    '员工.csv': 'person',
    '商机.csv': 'opportunity',
    '商机阶段记录.csv': 'stage_visit',
    '回款.csv': 'payment',
    '客户资料.csv': 'account',
    '汇率.csv': 'exchange_rate',
    '渠道投入.csv': 'spend',
    '线索.csv': 'lead',
    '订单.csv': 'order',
    '跟进记录.csv': 'activity',
    '销售目标.csv': 'target',
  },
}

const words = (text: string): readonly string[] => text.split(' ')

/** What the company has and no file of the set is about; some of it comes back by name alone, where other files name it. */
export const absentKinds: Readonly<Record<string, readonly string[]>> = {
  salesforce: words(
    'channel contract delivery exchange_rate field_change instalment invoice opportunity_contact payment payment_allocation pipeline quote quote_line spend stage target team touch',
  ),
  hubspot: words(
    'campaign channel contact contract delivery exchange_rate field_change instalment invoice opportunity_contact order order_line payment payment_allocation person pipeline product quote quote_line spend stage target team touch',
  ),
  fxiaoke: words('campaign channel exchange_rate field_change opportunity_contact pipeline spend stage team touch'),
  gbk: words(
    'campaign channel contact contract delivery field_change instalment invoice opportunity_contact opportunity_line order_line payment_allocation pipeline quote quote_line stage team ticket touch',
  ),
}
