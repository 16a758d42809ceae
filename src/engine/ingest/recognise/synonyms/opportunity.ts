import type { EntitySynonyms } from './synonym-types.ts'

export const opportunitySynonyms: EntitySynonyms = {
  fileNames: ['opportunity', 'opportunities', 'deal', 'deals', 'pipeline', 'sales pipeline', '商机', '销售机会', '项目商机'],
  needs: [['stage', 'status', 'amount'], ['source_id', 'name', 'account', 'amount']],
  columns: {
    source_id: { telling: ['Opportunity ID', 'OpportunityId', 'Deal ID', 'Deal Id', 'Deal - ID', 'Deal - System ID', 'Deal - Pipedrive System ID', '(Do Not Modify) Opportunity', '商机编号', '商机ID', '销售机会编号', '机会编号', '项目编号'] },
    name: { telling: ['Opportunity Name', 'Deal Name', 'Deal - Title', 'Deal Title', 'Topic', '商机名称', '销售机会名称', '机会名称', '商机标题', '商机主题'], plain: ['Name', 'Title', '名称', '主题'], weak: ['Opportunity', 'Deal', '商机', '销售机会', '项目名称'] },
    account: {
      plain: ['Account Name', 'AccountId', 'Account ID', 'Account', 'Company Name', 'Company', 'Customer', 'Customer Name', 'Client', 'Account Name.id', 'account_id', 'account_id__r', 'Organization', 'Associated Company', 'partner_id', '客户名称', '客户', '公司名称', '客户编号', '客户ID', '最终客户', '企业名称'],
      telling: ['Deal - Organization', 'Potential Customer', 'Associated Company IDs (Primary)'],
      weak: ['Associated Company IDs', 'Partner'],
    },
    contact: { plain: ['Contact Name', 'Contact', 'Contact person', 'Deal - Contact person', 'Associated Contact', 'Contact Name.id', 'Primary Contact', '联系人', '客户联系人'], weak: ['Associated Contact IDs'] },
    lead: { plain: ['Lead ID', 'LeadId', 'Originating Lead', '线索编号', '来源线索', '线索ID', '关联线索'] },
    owner: { telling: ['Opportunity Owner', 'Deal Owner', 'Deal - Owner', 'Deal Owner.id', '商机负责人', '商机所有人'] },
    pipeline: { plain: ['Pipeline', 'Deal - Pipeline', 'sales_process_name', 'Sales Process', 'Process', 'RecordType', 'Record Type', 'Opportunity Record Type', 'Pipeline.id', '销售流程', '业务类型', '商机流程', '所属流程'], weak: ['Sub-Pipeline'] },
    stage: {
      telling: ['Deal Stage', 'StageName', 'Deal - Stage', 'Deal - Stage (pipeline)', 'oppo_stage_id', 'Sales Stage', 'Pipeline Phase', 'Opportunity Stage', '销售阶段', '商机阶段', 'stage_id'],
      plain: ['Stage', '阶段', '当前阶段', 'Stage Name', 'Current Stage'],
    },
    status: { plain: ['Status', 'Deal - Status', 'Deal Status', 'biz_status', 'State', 'Opportunity Status', '状态', '商机状态', '成交状态', '赢单状态'], weak: ['Status Reason', 'IsWon', '输赢'] },
    amount: {
      telling: ['Deal - Value', 'Deal Value', 'Deal Amount', 'Opportunity Amount', 'Est. Revenue', 'Estimated Revenue', 'Close Value', '商机金额', '销售金额', '预计金额', '预计销售金额', '预计成交金额', '商机预估金额', '成交金额'],
      plain: ['Amount', 'Value', 'ACV', 'TCV', 'Total Value', '金额', '总金额'],
      weak: ['Actual Revenue', 'Revenue', 'Price', '预算', 'planned_revenue', 'Amount in company currency', 'Amount (converted)'],
    },
    currency: { plain: ['Currency', 'CurrencyIsoCode', 'Amount Currency', 'Deal - Currency of Value', 'Currency Code', '币种', '货币', '本位币'] },
    probability: { plain: ['Probability', 'Probability (%)', 'Deal probability', 'Deal - Probability', 'Win Probability', '赢率', '成交概率', '赢单概率', '可能性', '赢单率'] },
    created_at: { telling: ['Deal - Deal created', 'Deal - Creation date', 'Deal created'], plain: ['Open Date', 'Opened', '商机创建时间', '立项日期', '发现日期', '发现时间'], weak: ['Engage Date', 'Start Date', '开始日期'] },
    updated_at: { plain: ['Deal - Update time'] },
    expected_close_on: {
      telling: ['Deal - Expected close date', 'Est. Close Date', 'Estimated Close Date', 'Closing Date', 'expected_deal_closed_date', '预计成交日期', '预计成交时间', '结单日期', '预计结单日期', '预计签约日期', '预计签单日期', '预计关闭日期'],
      plain: ['Close Date', 'CloseDate', 'Expected Close Date', 'Expected Close', 'Expected Closing', 'date_deadline'],
    },
    closed_at: {
      telling: ['Deal - Closed on', 'Deal - Won time', 'Actual Close Date', '实际成交日期', '实际成交时间', '赢单时间', '赢单日期', '成交日期', '成交时间', '实际结单日期', '关单日期', '签约日期'],
      plain: ['Close Date', 'CloseDate', 'Closed Date', 'Closed At', 'Closed On', 'Won Date', 'Date Closed', 'date_closed', '关闭日期', '关闭时间'],
      weak: ['Deal - Lost time', '输单时间', '输单日期'],
    },
    won_reason: { plain: ['Closed Won Reason', 'Won Reason', 'Win Reason', 'Reason for Win', '赢单原因', '成交原因'] },
    lost_reason: { telling: ['Closed Lost Reason', 'Deal - Lost reason', 'Reason For Loss', 'Loss Reason', 'Lost Reason', 'Reason Lost', '输单原因', '丢单原因', '失败原因'], weak: ['Reason', '原因'] },
    competitor: { plain: ['Competitor', 'Main Competitor', 'Main Competitors', 'Competitors', '竞争对手', '主要竞争对手', '竞品', '友商'] },
    forecast_category: { plain: ['ForecastCategoryName', 'ForecastCategory', 'Forecast Category', 'Forecast Type', '预测类型', '预测类别'] },
    type: { plain: ['Type', 'Deal Type', 'Opportunity Type', '商机类型', '业务类型', '类型', '机会类型', '订单类型'] },
    channel: { plain: ['Lead Source', 'LeadSource', 'Original Traffic Source', 'Source', 'Deal - Source channel', 'Channel', '线索来源', '来源渠道', '渠道', '商机来源', '来源', '客户来源', '渠道来源'], weak: ['Record source', 'Original Source'] },
    campaign: { plain: ['Campaign', 'CampaignId', 'Source Campaign', 'Primary Campaign Source', 'Campaign Name', '市场活动', '来源活动', '营销活动'] },
    product: { plain: ['Product', 'Product Name', 'Product Interest', 'Products', '产品', '产品名称', '意向产品', '商品', '产品型号', '商机产品'], weak: ['Product Family', 'Item', '产品线'] },
  },
}
