import type { EntitySynonyms } from './synonym-types.ts'

export const leadSynonyms: EntitySynonyms = {
  fileNames: ['lead', 'leads', '线索', '销售线索', '潜在客户'],
  needs: [
    ['status', 'channel', 'source_id', 'mql_at', 'converted_at'],
    ['name', 'company', 'source_id'],
  ],
  columns: {
    source_id: { telling: ['Lead ID', 'LeadId', 'Lead - ID', '(Do Not Modify) Lead', '线索编号', '线索ID', '销售线索编号'] },
    name: {
      telling: ['Lead Name', 'Lead', '线索名称', '线索姓名'],
      plain: ['Name', 'Full Name', 'Last Name', 'Contact Name', '姓名', '联系人', 'Subject', 'Topic'],
      weak: ['First Name'],
    },
    company: { plain: ['Company', 'Company / Account', 'Company Name', 'Organization', '公司', '公司名称', '企业名称', '单位名称'] },
    account: {
      plain: ['ConvertedAccountId', 'Converted Account', 'Account Name', 'Account', '客户名称', '转换客户', '客户'],
      weak: ['Associated Company IDs', 'Associated Company'],
    },
    contact: { plain: ['ConvertedContactId', 'Converted Contact', '转换联系人'] },
    opportunity: {
      telling: ['ConvertedOpportunityId', 'Converted Opportunity', 'Converted Opportunity ID', '转换商机', '转化商机'],
      plain: ['Opportunity ID', 'Deal ID', '商机编号', '关联商机', 'Associated Deal IDs'],
    },
    channel: {
      telling: ['Lead Source', 'LeadSource', '线索来源', '来源渠道', '线索渠道'],
      plain: ['Original Traffic Source', 'Channel', 'Source', '渠道', '渠道名称', '渠道来源'],
      weak: ['来源'],
    },
    campaign: { plain: ['Campaign', 'Source Campaign', 'Campaign Name', '市场活动', '来源活动', '营销活动'] },
    status: {
      telling: ['Lead Status', 'hs_lead_status', '线索状态', '跟进状态'],
      plain: ['Status', 'Lifecycle Stage', '状态'],
      weak: ['Status Reason'],
    },
    is_valid: { telling: ['Is Valid', 'Valid Lead', '是否有效', '有效线索', '有效'], plain: ['Valid', 'Qualified'] },
    mql_at: {
      telling: ['MQL Date', 'MQL At', 'Became a Marketing Qualified Lead Date', 'Became an MQL date', 'MQL时间', 'MQL日期', '成为MQL时间'],
    },
    sql_at: {
      telling: ['SQL Date', 'SQL At', 'Became a Sales Qualified Lead Date', 'Became an SQL date', 'SQL时间', 'SQL日期', '成为SQL时间'],
    },
    first_response_at: {
      telling: [
        'First Response',
        'First Response At',
        'First Response Time',
        'First Responded At',
        'First Contacted',
        'First Touch Date',
        '首次响应时间',
        '首次跟进时间',
        '首次联系时间',
      ],
    },
    assigned_at: { telling: ['Assigned At', 'Assigned Date', 'Assigned On', '分配时间', '分配日期', '领取时间'] },
    converted_at: {
      telling: [
        'ConvertedDate',
        'Converted Date',
        'Converted Date Time',
        'Converted At',
        'Conversion Date',
        '转换时间',
        '转化时间',
        '转换日期',
        '转化日期',
      ],
    },
    score: { telling: ['Lead Score', '线索评分', '线索得分'], plain: ['Score', 'HubSpot Score', '评分', '得分'] },
    disqualified_reason: {
      telling: ['Disqualified Reason', 'Unqualified Reason', 'Disqualification Reason', 'Junk Reason', '无效原因', '退回原因', '关闭原因'],
    },
    product_interest: {
      telling: ['Product Interest', 'Interested Product', '意向产品', '感兴趣产品', '需求产品'],
      plain: ['Product', '产品'],
    },
    industry: { plain: ['Industry', 'Sector', '行业', '所属行业'] },
    region: {
      plain: ['Region', 'Country', 'State/Province', 'State', 'State/Region', 'Country/Region', '地区', '区域', '大区', '省份'],
      weak: ['城市', 'City'],
    },
    phone: { plain: ['Phone', 'MobilePhone', 'Mobile', 'Phone Number', 'Business Phone', '电话', '手机', '手机号', '联系电话'] },
    email: { plain: ['Email', 'E-mail', 'Email Address', '邮箱', '电子邮箱'] },
    owner: { telling: ['Lead Owner', '线索负责人', '线索所有人'], plain: ['Contact owner'] },
    created_at: { telling: ['线索创建时间', '获取时间', '留资时间'] },
  },
}
