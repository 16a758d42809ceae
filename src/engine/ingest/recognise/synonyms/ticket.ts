import { accountHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const ticketSynonyms: EntitySynonyms = {
  fileNames: ['ticket', 'tickets', 'case', 'cases', 'support tickets', 'service cases', '工单', '服务工单', '售后工单', '客户服务', '报修'],
  needs: [
    ['opened_at', 'source_id'],
    ['opened_at', 'solved_at', 'priority'],
    ['priority', 'kind', 'solved_at', 'first_reply_at', 'csat', 'sla_due_at'],
    ['source_id', 'account', 'solved_at'],
  ],
  columns: {
    source_id: {
      telling: [
        'Ticket ID',
        'Ticket No',
        'Ticket Number',
        'Case ID',
        'CaseNumber',
        'Case Number',
        'Case No',
        '工单编号',
        '工单号',
        '工单ID',
        '服务单编号',
        '服务单号',
        '报修单号',
      ],
    },
    account: { plain: [...accountHeaders, 'Associated Company IDs', 'Associated Company', 'Requester'] },
    kind: {
      telling: ['Ticket Type', 'Case Type', 'Ticket Category', '工单类型', '问题类型', '服务类型', '报修类型'],
      plain: ['Kind', 'Type', 'Category', '类型', '类别'],
    },
    owner: { telling: ['Ticket owner', 'Case Owner', '工单负责人', '处理人', '受理人'] },
    priority: { telling: ['Ticket Priority', 'Case Priority', '紧急程度'], plain: ['Priority', '优先级'] },
    opened_at: {
      telling: ['Opened At', 'Opened On', 'Date Opened', 'Date/Time Opened', 'Ticket Created', '受理时间', '报修时间', '工单创建时间'],
      plain: ['Create date', 'Created Date', 'CreatedDate', 'Created At', 'Created', 'Opened', '创建时间', '创建日期', '提交时间'],
    },
    first_reply_at: {
      telling: [
        'First Reply At',
        'First Reply',
        'First_Reply__c',
        'First Reply Time',
        'First Response At',
        'First Response',
        'First agent email response date',
        '首次回复时间',
        '首次响应时间',
        '首次处理时间',
      ],
    },
    solved_at: {
      telling: [
        'Solved At',
        'Resolved At',
        'Resolved On',
        'Resolution Date',
        'Date/Time Closed',
        'Solved',
        'Resolved',
        '解决时间',
        '解决日期',
        '结案时间',
        '办结时间',
        '处理完成时间',
      ],
      plain: ['Closed Date', 'ClosedDate', 'Close date', 'Closed At', '完成时间', '关闭时间'],
    },
    reopened_count: { telling: ['Reopened Count', 'Reopened_Count__c', 'Reopens', 'Times Reopened', '重开次数', '重新打开次数'] },
    sla_due_at: {
      telling: ['SLA Due At', 'SLA Due', 'SLA_Due__c', 'SLA Deadline', 'Resolution Due', 'SLA截止时间', '要求解决时间', '承诺解决时间'],
      plain: ['Due By', '截止时间'],
    },
    csat: {
      telling: [
        'CSAT',
        'CSAT score',
        'CSAT__c',
        'Satisfaction',
        'Satisfaction Score',
        'Satisfaction Rating',
        '满意度',
        '满意度评分',
        '客户满意度',
      ],
    },
  },
}
