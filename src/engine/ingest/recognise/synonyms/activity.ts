import type { EntitySynonyms } from './synonym-types.ts'

export const activitySynonyms: EntitySynonyms = {
  fileNames: ['activity', 'activities', 'tasks', 'events', 'calls', 'meetings', 'visits', '跟进', '跟进记录', '销售记录', '活动记录', '拜访'],
  needs: [['happened_at'], ['kind', 'subject', 'direction']],
  columns: {
    source_id: { telling: ['Activity ID', 'ActivityId', 'Task ID', '活动编号', '跟进编号', '记录编号'] },
    happened_at: { telling: ['Activity Date', 'ActivityDate', 'Activity Date/Time', 'Call Start Time', 'Actual End', 'Completed Date', 'last_followed_time', '跟进时间', '跟进日期', '拜访时间', '拜访日期', '活动时间', '活动日期', '联系时间', '签到时间'], plain: ['Due Date', 'Activity - Due date', 'Start', 'Start Date', 'Date', 'Time', 'Timestamp', '日期', '时间'] },
    kind: { telling: ['Activity Type', 'TaskSubtype', 'Task Subtype', 'Call Type', 'Activity - Type', '跟进方式', '跟进类型', '活动类型', '联系方式', '拜访方式', '销售记录类型'], plain: ['Type', 'Kind', '类型', '方式'] },
    direction: { telling: ['Direction', 'Call Direction', '方向', '呼叫方向'] },
    is_automatic: { telling: ['Automatic', 'Is Automatic', 'Automated', '自动', '是否自动'] },
    duration_minutes: { telling: ['Duration', 'Duration (minutes)', 'Duration (min)', 'Call Duration', 'DurationInMinutes', '时长', '时长（分钟）', '通话时长'] },
    lead: { plain: ['Lead ID', 'Lead', 'LeadId', '线索编号', '线索', '线索ID', '关联线索'], weak: ['WhoId'] },
    opportunity: { plain: ['Opportunity ID', 'OpportunityId', 'Opportunity', 'Deal', 'Deal ID', 'Activity - Deal', 'Associated Deal', '商机编号', '商机', '商机名称', '关联商机'], weak: ['WhatId', 'Related To'] },
    account: { plain: ['Account', 'AccountId', 'Account ID', 'Account Name', 'Company', 'Organization', 'Company / Account', '客户', '客户名称', '关联客户', '客户编号'], weak: ['Regarding'] },
    contact: { plain: ['Contact', 'Contact Name', 'Contact person', '联系人'] },
    subject: { telling: ['Subject', 'Activity Subject', '跟进内容', '拜访内容', '沟通内容', '跟进记录'], plain: ['主题', 'Title', 'Description', 'Notes', '内容', '备注'] },
    status: { plain: ['Status', 'Task Status', '状态', '完成状态', 'Call outcome'] },
    owner: { plain: ['Assigned', 'Assigned To', 'Activity assigned to', '跟进人', '拜访人', '执行人', 'Created By'] },
  },
}
