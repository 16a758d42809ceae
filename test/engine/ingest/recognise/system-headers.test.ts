import { describe, expect, it } from 'vitest'
import { columnEvidence } from '../../../../src/engine/ingest/recognise/column-evidence.ts'
import { recogniseKind } from '../../../../src/engine/ingest/recognise/file-kind.ts'

/** Headers as the systems write them, each with the target it has to get; null = a field of its own. */
interface SystemFile {
  readonly name: string
  readonly kind: string
  readonly columns: Readonly<Record<string, string | null>>
}

const day = (row: number): string => `2025-0${1 + (row % 9)}-1${row % 9}`
const examples: Readonly<Record<string, (row: number) => string>> = {
  amount: (row) => String(1000 + row * 10),
  annual_revenue: (row) => String(row),
  employee_count: (row) => String(row),
  probability: (row) => String((row % 10) * 10),
  created_at: day,
  updated_at: day,
  closed_at: day,
  expected_close_on: day,
  entered_at: day,
  converted_at: day,
  happened_at: day,
  received_at: day,
  ordered_at: day,
  mql_at: day,
  sql_at: day,
  first_response_at: day,
  assigned_at: day,
  approved_at: day,
  is_deleted: () => 'false',
  duration_minutes: (row) => String(row),
  score: (row) => String(row),
  list_price: (row) => String(row),
  source_id: (row) => `id-${row}`,
  stage: (row) => ['Proposal', 'Negotiation', 'Closed Won'][row % 3] ?? '',
  status: (row) => ['Open', 'Won'][row % 2] ?? '',
  name: (row) => `name ${row}`,
}

const files: readonly SystemFile[] = [
  {
    name: 'report1719.csv',
    kind: 'opportunity',
    columns: {
      'Opportunity Name': 'name',
      'Account Name': 'account',
      Type: 'type',
      'Lead Source': 'channel',
      Amount: 'amount',
      'Expected Revenue': null,
      'Close Date': 'expected_close_on',
      'Next Step': null,
      Stage: 'stage',
      'Probability (%)': 'probability',
      'Fiscal Period': null,
      Age: null,
      'Created Date': 'created_at',
      'Opportunity Owner': 'owner',
      'Owner Role': null,
    },
  },
  {
    name: 'extract.csv',
    kind: 'opportunity',
    columns: {
      Id: 'source_id',
      IsDeleted: 'is_deleted',
      AccountId: 'account',
      Name: 'name',
      StageName: 'stage',
      Amount: 'amount',
      Probability: 'probability',
      CloseDate: 'expected_close_on',
      Type: 'type',
      LeadSource: 'channel',
      ForecastCategoryName: 'forecast_category',
      CampaignId: 'campaign',
      CurrencyIsoCode: 'currency',
      OwnerId: 'owner',
      CreatedDate: 'created_at',
      SystemModstamp: 'updated_at',
    },
  },
  {
    name: 'extract (2).csv',
    kind: 'lead',
    columns: {
      Id: 'source_id',
      IsDeleted: 'is_deleted',
      LastName: 'name',
      Company: 'company',
      Phone: 'phone',
      Email: 'email',
      LeadSource: 'channel',
      Status: 'status',
      Industry: 'industry',
      OwnerId: 'owner',
      ConvertedDate: 'converted_at',
      ConvertedAccountId: 'account',
      ConvertedOpportunityId: 'opportunity',
      CreatedDate: 'created_at',
    },
  },
  {
    name: 'leads report.csv',
    kind: 'lead',
    columns: {
      'Lead Owner': 'owner',
      'Last Name': 'name',
      Title: null,
      'Company / Account': 'company',
      'Lead Source': 'channel',
      Rating: null,
      Street: null,
      Email: 'email',
      'Lead Status': 'status',
      'Created Date': 'created_at',
    },
  },
  {
    name: 'history.csv',
    kind: 'stage_visit',
    columns: {
      'Opportunity Name': 'opportunity',
      'From Stage': 'from_stage',
      'To Stage': 'stage',
      Amount: null,
      'Last Modified': 'entered_at',
      'Last Modified By': 'changed_by',
    },
  },
  {
    name: 'OpportunityHistory.csv',
    kind: 'stage_visit',
    columns: {
      Id: 'source_id',
      OpportunityId: 'opportunity',
      CreatedById: 'changed_by',
      CreatedDate: 'entered_at',
      StageName: 'stage',
      Amount: null,
      IsDeleted: 'is_deleted',
    },
  },
  {
    name: 'hubspot-crm-exports-all-deals-2025-06-01.csv',
    kind: 'opportunity',
    columns: {
      'Record ID': 'source_id',
      'Deal Name': 'name',
      Pipeline: 'pipeline',
      'Deal Stage': 'stage',
      Amount: 'amount',
      Currency: 'currency',
      'Close Date': 'expected_close_on',
      'Create Date': 'created_at',
      'Deal owner': 'owner',
      'Deal Type': 'type',
      'Closed Lost Reason': 'lost_reason',
      'Closed Won Reason': 'won_reason',
      'Deal probability': 'probability',
      'Original Traffic Source': 'channel',
      'Last Modified Date': 'updated_at',
      'Associated Company': 'account',
    },
  },
  {
    name: 'deals-1234-5.csv',
    kind: 'opportunity',
    columns: {
      'Deal - ID': 'source_id',
      'Deal - Title': 'name',
      'Deal - Owner': 'owner',
      'Deal - Value': 'amount',
      'Deal - Currency of Value': 'currency',
      'Deal - Probability': 'probability',
      'Deal - Organization': 'account',
      'Deal - Contact person': 'contact',
      'Deal - Pipeline': 'pipeline',
      'Deal - Stage': 'stage',
      'Deal - Status': 'status',
      'Deal - Deal created': 'created_at',
      'Deal - Expected close date': 'expected_close_on',
      'Deal - Closed on': 'closed_at',
      'Deal - Lost reason': 'lost_reason',
    },
  },
  {
    name: 'Deals_001.csv',
    kind: 'opportunity',
    columns: {
      'Record Id': 'source_id',
      'Deal Owner': 'owner',
      Amount: 'amount',
      'Deal Name': 'name',
      'Closing Date': 'expected_close_on',
      'Account Name': 'account',
      Stage: 'stage',
      Pipeline: 'pipeline',
      'Probability (%)': 'probability',
      'Lead Source': 'channel',
      'Reason For Loss': 'lost_reason',
      Currency: 'currency',
      'Created Time': 'created_at',
      'Modified Time': 'updated_at',
    },
  },
  {
    name: 'My Open Opportunities 2025-06-01.csv',
    kind: 'opportunity',
    columns: {
      '(Do Not Modify) Opportunity': 'source_id',
      '(Do Not Modify) Row Checksum': null,
      '(Do Not Modify) Modified On': 'updated_at',
      Topic: 'name',
      'Potential Customer': 'account',
      'Est. Close Date': 'expected_close_on',
      'Est. Revenue': 'amount',
      'Actual Close Date': 'closed_at',
      Probability: 'probability',
      'Pipeline Phase': 'stage',
      Status: 'status',
      Owner: 'owner',
      'Created On': 'created_at',
      Currency: 'currency',
    },
  },
  {
    name: '商机导出.csv',
    kind: 'opportunity',
    columns: {
      商机名称: 'name',
      客户名称: 'account',
      商机金额: 'amount',
      预计成交日期: 'expected_close_on',
      销售阶段: 'stage',
      赢率: 'probability',
      负责人: 'owner',
      负责人主属部门: null,
      创建时间: 'created_at',
      最后修改时间: 'updated_at',
      生命状态: null,
      输单原因: 'lost_reason',
    },
  },
  {
    name: '导出数据.csv',
    kind: 'opportunity',
    columns: {
      销售机会名称: 'name',
      客户: 'account',
      销售金额: 'amount',
      结单日期: 'expected_close_on',
      销售阶段: 'stage',
      赢率: 'probability',
      所有人: 'owner',
      所属部门: null,
      创建日期: 'created_at',
    },
  },
  {
    name: 'query.csv',
    kind: 'opportunity',
    columns: {
      _id: 'source_id',
      name: 'name',
      account_id: 'account',
      owner: 'owner',
      create_time: 'created_at',
      oppo_stage_id: 'stage',
      sales_process_name: 'pipeline',
      probability: 'probability',
      expected_deal_closed_date: 'expected_close_on',
      biz_status: 'status',
      amount: 'amount',
    },
  },
  {
    name: '线索.csv',
    kind: 'lead',
    columns: {
      线索编号: 'source_id',
      姓名: 'name',
      公司: 'company',
      手机: 'phone',
      邮箱: 'email',
      线索来源: 'channel',
      线索状态: 'status',
      负责人: 'owner',
      创建时间: 'created_at',
      转换时间: 'converted_at',
    },
  },
  {
    name: '回款.csv',
    kind: 'payment',
    columns: {
      回款编号: 'source_id',
      客户名称: 'account',
      订单编号: 'order',
      回款金额: 'amount',
      回款日期: 'received_at',
      负责人: 'owner',
    },
  },
  {
    name: 'query2.csv',
    kind: 'payment',
    columns: {
      _id: 'source_id',
      account_id: 'account',
      order_id: 'order',
      payment_amount: 'amount',
      payment_time: 'received_at',
      owner: 'owner',
    },
  },
  {
    name: '销售记录.csv',
    kind: 'activity',
    columns: { 客户: 'account', 跟进方式: 'kind', 跟进时间: 'happened_at', 跟进内容: 'subject', 跟进人: 'owner' },
  },
]

describe('headers of the systems people export from', () => {
  it.each(files)('$name is a file of kind $kind and its columns are known', ({ name, kind, columns }) => {
    const evidence = Object.entries(columns).map(([header, target], index) => {
      const example = examples[target ?? ''] ?? ((row: number) => `text ${row % 4}`)
      return columnEvidence(
        header,
        index,
        Array.from({ length: 40 }, (_, row) => example(row)),
      )
    })
    const verdict = recogniseKind(name, null, evidence)
    expect(verdict.kind).toBe(kind)
    const found = Object.fromEntries((verdict.assignment?.columns ?? []).map(({ evidence: { header }, target }) => [header, target]))
    expect(found).toEqual(
      Object.fromEntries(Object.entries(columns).map(([header, target]) => [header, target === null ? null : `${kind}.${target}`])),
    )
    expect(verdict.confidence).toBeGreaterThan(0.7)
  })

  it('is a table of its own where nothing is known', () => {
    const evidence = ['colour', 'weather', 'mood'].map((header, index) => columnEvidence(header, index, ['a', 'b', 'c']))
    expect(recogniseKind('diary.csv', null, evidence).kind).toBe('custom')
  })
})
