import { instalmentHeaders, invoiceHeaders, paymentHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const paymentAllocationSynonyms: EntitySynonyms = {
  fileNames: [
    'payment allocations',
    'allocations',
    'applied payments',
    'payment applications',
    '核销',
    '回款核销',
    '核销记录',
    '回款明细',
    '收款核销',
  ],
  needs: [['payment'], ['invoice', 'instalment'], ['amount']],
  columns: {
    source_id: { telling: ['Allocation ID', 'Allocation No', '核销编号', '核销单号', '分配编号'] },
    payment: { plain: paymentHeaders },
    invoice: { plain: invoiceHeaders },
    instalment: { plain: instalmentHeaders },
    amount: {
      telling: [
        'Allocated Amount',
        'Applied Amount',
        'Allocation Amount',
        'Amount Applied',
        '核销金额',
        '本次核销金额',
        '分配金额',
        '冲抵金额',
      ],
      plain: ['Amount', '金额'],
    },
  },
}
