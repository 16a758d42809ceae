import { accountHeaders, currencyHeaders, opportunityHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const quoteSynonyms: EntitySynonyms = {
  fileNames: ['quote', 'quotes', 'quotation', 'quotations', 'proposals', '报价', '报价单'],
  needs: [
    ['version', 'sent_at', 'valid_until', 'approval_level'],
    ['source_id', 'opportunity', 'account'],
  ],
  columns: {
    source_id: {
      telling: [
        'Quote ID',
        'QuoteId',
        'Quote No',
        'Quote No.',
        'Quote Number',
        'QuoteNumber',
        'Quotation No',
        'Quotation Number',
        '报价单编号',
        '报价单号',
        '报价编号',
        '报价单ID',
      ],
    },
    opportunity: { plain: opportunityHeaders },
    account: { plain: accountHeaders },
    version: { telling: ['Version', 'Quote Version', 'Revision', '版本', '版本号', '报价版本'] },
    status: { telling: ['Quote Status', '报价状态', '报价单状态'], plain: ['Status', 'State', '状态'] },
    sent_at: {
      telling: [
        'Sent At',
        'Sent On',
        'Sent Date',
        'Date Sent',
        'Quote Date',
        'Quotation Date',
        '报价日期',
        '报价时间',
        '发送时间',
        '发送日期',
      ],
      plain: ['Date', '日期'],
    },
    valid_until: {
      telling: [
        'Valid Until',
        'ExpirationDate',
        'Expiration Date',
        'Expiry Date',
        'Quote Expiration Date',
        '有效期至',
        '报价有效期',
        '有效期',
      ],
      plain: ['Valid To', '失效日期', '截止日期'],
    },
    approved_at: { plain: ['Approved At', 'Approved Date', 'Approved On', 'Approval Date', '审批时间', '审批日期', '审核时间'] },
    approval_level: { telling: ['Approval Level', 'Approver Level', '审批级别', '审批层级'] },
    amount: {
      telling: [
        'Quote Amount',
        'Quote Total',
        'Quoted Amount',
        'Quotation Amount',
        'GrandTotal',
        'Grand Total',
        '报价金额',
        '报价总额',
        '报价总金额',
        '报价单金额',
      ],
      plain: ['Amount', 'Total', 'TotalPrice', 'Total Price', 'Total Amount', '金额', '总金额', '合计'],
    },
    currency: { plain: currencyHeaders },
  },
}
