import { contractHeaders, currencyHeaders, orderHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const instalmentSynonyms: EntitySynonyms = {
  fileNames: ['instalment', 'instalments', 'installment', 'installments', 'payment plan', 'payment schedule', 'billing schedule', '回款计划', '收款计划', '应收计划', '付款计划'],
  needs: [['due_on'], ['amount'], ['contract', 'order']],
  columns: {
    source_id: { telling: ['Instalment ID', 'Installment ID', 'Instalment No', 'Installment No', 'Payment Plan ID', '回款计划编号', '收款计划编号', '应收编号', '分期编号', '期次编号'] },
    contract: { plain: contractHeaders },
    order: { plain: orderHeaders },
    due_on: { telling: ['Instalment Due Date', 'Installment Due Date', 'Planned Payment Date', '计划回款日期', '计划回款时间', '计划收款日期', '预计回款日期', '应收日期', '应收款日期', '应回款日期', '约定付款日期', '应付款日期'], plain: ['Due On', 'Due Date', '到期日期', '到期日'] },
    original_due_on: { telling: ['Original Due On', 'Original Due Date', '原计划日期', '原计划回款日期', '原应收日期', '原定日期'] },
    amount: { telling: ['Instalment Amount', 'Installment Amount', 'Planned Amount', 'Amount Due', 'Due Amount', '计划回款金额', '计划收款金额', '应收金额', '应回款金额', '应收款'], plain: ['Amount', '金额'] },
    currency: { plain: currencyHeaders },
    condition: { telling: ['Condition', 'Payment Condition', 'Payment Milestone', '回款条件', '付款条件', '收款条件', '款项类型', '款项性质'], plain: ['Milestone', '期次'] },
  },
}
