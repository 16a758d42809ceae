import { accountHeaders, currencyHeaders, opportunityHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const contractSynonyms: EntitySynonyms = {
  fileNames: ['contract', 'contracts', 'agreements', '合同', '销售合同', '合同台账'],
  needs: [
    ['signed_at', 'starts_on', 'ends_on', 'source_id'],
    ['amount', 'signed_at'],
    ['source_id', 'opportunity', 'account'],
  ],
  columns: {
    source_id: {
      telling: [
        'Contract ID',
        'ContractId',
        'Contract No',
        'Contract No.',
        'Contract Number',
        'ContractNumber',
        'Contract Code',
        'Agreement No',
        '合同编号',
        '合同号',
        '合同编码',
        '合同ID',
      ],
    },
    opportunity: { plain: opportunityHeaders },
    account: { plain: accountHeaders },
    signed_at: {
      telling: [
        'Signed At',
        'Signed On',
        'Signed Date',
        'Date Signed',
        'Signing Date',
        'Signature Date',
        'Contract Date',
        'CustomerSignedDate',
        'Customer Signed Date',
        '签订日期',
        '签订时间',
        '签署日期',
        '签约日期',
        '签约时间',
        '合同日期',
      ],
    },
    amount: {
      telling: ['Contract Amount', 'Contract Value', 'Contract Total', '合同金额', '合同总金额', '合同额', '签约金额', '合同总额'],
      plain: ['Amount', 'Total', 'Total Amount', '金额', '总金额'],
    },
    currency: { plain: currencyHeaders },
    starts_on: {
      telling: ['Contract Start Date', 'ContractStartDate', '合同开始日期', '合同生效日期'],
      plain: ['Starts On', 'Start Date', 'StartDate', 'Effective Date', '开始日期', '生效日期'],
    },
    ends_on: {
      telling: ['Contract End Date', 'ContractEndDate', '合同结束日期', '合同到期日期', '合同到期日'],
      plain: ['Ends On', 'End Date', 'EndDate', '结束日期', '到期日期', '终止日期'],
    },
    document_present: { telling: ['Document Present', 'Signed Copy', '附件是否齐全', '附件齐全', '是否有附件', '是否归档', '合同原件'] },
    status: { telling: ['Contract Status', '合同状态'], plain: ['Status', 'State', '状态'] },
  },
}
