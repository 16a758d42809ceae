import { accountHeaders, contractHeaders, currencyHeaders, orderHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const invoiceSynonyms: EntitySynonyms = {
  fileNames: ['invoice', 'invoices', 'billing', 'bills', 'accounts receivable', '发票', '开票', '开票记录', '发票记录', '发票台账'],
  needs: [
    ['issued_on', 'source_id'],
    ['gross', 'net'],
  ],
  columns: {
    source_id: {
      telling: [
        'Invoice ID',
        'InvoiceId',
        'Invoice No',
        'Invoice No.',
        'Invoice Number',
        'InvoiceNumber',
        '发票编号',
        '发票号',
        '发票号码',
        '开票编号',
        '发票ID',
      ],
    },
    order: { plain: orderHeaders },
    contract: { plain: contractHeaders },
    account: { plain: [...accountHeaders, 'Bill To', '开票客户', '购买方'] },
    kind: { telling: ['Invoice Type', 'Invoice Kind', '发票类型', '发票种类'], plain: ['Kind', 'Type', '类型'] },
    issued_on: {
      telling: [
        'Issued On',
        'Issued At',
        'Issue Date',
        'Invoice Date',
        'Invoiced On',
        'Invoiced At',
        'Billing Date',
        '开票日期',
        '开票时间',
        '发票日期',
      ],
      plain: ['Date', '日期'],
    },
    due_on: {
      telling: ['Payment Due Date', 'Invoice Due Date', '付款到期日'],
      plain: ['Due On', 'Due Date', '到期日期', '到期日', '应收日期'],
    },
    net: { telling: ['Net', 'Net Amount', 'Untaxed Amount', 'Amount Untaxed', '不含税金额', '未税金额', '不含税价'] },
    tax: { telling: ['Tax', 'Tax Amount', 'VAT', 'VAT Amount', '税额', '税金'] },
    gross: {
      telling: [
        'Gross',
        'Gross Amount',
        'Invoice Amount',
        'Invoice Total',
        'Invoiced Amount',
        '价税合计',
        '含税金额',
        '开票金额',
        '发票金额',
      ],
      plain: ['Amount Total', 'Total Amount', 'Total', 'Amount', '金额', '总金额', '合计'],
    },
    currency: { plain: currencyHeaders },
    status: { telling: ['Invoice Status', '发票状态', '开票状态'], plain: ['Status', 'State', 'Payment Status', '状态'] },
  },
}
