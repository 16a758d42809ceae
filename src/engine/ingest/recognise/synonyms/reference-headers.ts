// Headers by which files name a thing that another file describes.
export const accountHeaders = [
  'Account Name',
  'Account',
  'AccountId',
  'Account ID',
  'Customer',
  'Customer Name',
  'Customer ID',
  'Company',
  'Client',
  'Partner',
  '客户名称',
  '客户',
  '客户编号',
  '公司名称',
]
export const opportunityHeaders = [
  'Opportunity ID',
  'OpportunityId',
  'Opportunity',
  'Opportunity Name',
  'Deal ID',
  'Deal',
  'Deal Name',
  '商机编号',
  '商机',
  '商机名称',
  '销售机会',
  '关联商机',
]
export const contractHeaders = [
  'Contract ID',
  'Contract No',
  'Contract Number',
  'ContractId',
  'Contract',
  '合同编号',
  '合同',
  '合同号',
  '合同名称',
]
export const productHeaders = [
  'Product',
  'Product Name',
  'Product ID',
  'Product2Id',
  'Product Code',
  'Item',
  'SKU',
  '产品',
  '产品名称',
  '商品',
  '商品名称',
  '产品编号',
]
export const orderHeaders = [
  'Order ID',
  'OrderId',
  'Order No',
  'Order Number',
  'Order',
  '订单编号',
  '订单号',
  '订单',
  '销售订单编号',
  '关联订单',
]
export const quoteHeaders = ['Quote ID', 'QuoteId', 'Quote No', 'Quote Number', 'Quote', '报价单编号', '报价单号', '报价编号', '报价单']
export const invoiceHeaders = [
  'Invoice ID',
  'InvoiceId',
  'Invoice No',
  'Invoice Number',
  'Invoice',
  '发票编号',
  '发票号',
  '发票号码',
  '发票',
  '核销发票',
]
export const instalmentHeaders = [
  'Instalment ID',
  'Installment ID',
  'Instalment',
  'Installment',
  '回款计划编号',
  '收款计划编号',
  '回款计划',
  '应收编号',
]
export const paymentHeaders = [
  'Payment ID',
  'PaymentId',
  'Payment No',
  'Payment Number',
  'Payment',
  '回款编号',
  '收款编号',
  '收款单号',
  '回款单号',
  '回款',
  '收款',
]
export const leadHeaders = ['Lead ID', 'LeadId', 'Lead', '线索编号', '线索ID', '线索', '销售线索编号', '关联线索']
export const contactHeaders = ['Contact ID', 'ContactId', 'Contact', 'Contact Name', '联系人编号', '联系人ID', '联系人', '联系人姓名']
export const currencyHeaders = ['Currency', 'CurrencyIsoCode', 'Currency Code', '币种', '货币']
