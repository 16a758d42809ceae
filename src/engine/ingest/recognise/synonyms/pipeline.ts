import type { EntitySynonyms } from './synonym-types.ts'

export const pipelineSynonyms: EntitySynonyms = {
  fileNames: ['pipelines', 'sales processes', '销售流程'],
  needs: [['name']],
  columns: {
    source_id: { telling: ['Pipeline ID', '流程编号'] },
    name: { telling: ['Pipeline Name', '流程名称', '销售流程名称'], plain: ['Pipeline', 'Label', '销售流程'] },
  },
}

export const stageSynonyms: EntitySynonyms = {
  fileNames: ['stage', 'stages', 'pipeline stages', 'deal stages', '阶段', '销售阶段', '阶段设置'],
  needs: [['name'], ['position', 'probability', 'kind']],
  columns: {
    source_id: { telling: ['Stage ID', '阶段编号', '阶段ID'] },
    pipeline: { plain: ['Pipeline', 'Pipeline ID', 'Pipeline Name', 'Sales Process', '销售流程', '流程名称', '流程'] },
    name: {
      telling: ['Stage Name', 'Stage Label', '阶段名称', 'MasterLabel'],
      plain: ['Stage', 'Name', 'Label', '阶段', '销售阶段', '名称'],
    },
    position: {
      telling: [
        'Position',
        'Display Order',
        'SortOrder',
        'Sort Order',
        'Sequence',
        'Stage Order',
        'Order',
        '顺序',
        '排序',
        '序号',
        '阶段顺序',
      ],
    },
    probability: {
      telling: ['DefaultProbability', 'Default Probability', '默认赢率'],
      plain: ['Probability', 'Probability (%)', 'Win Probability', '赢率', '概率'],
    },
    kind: { telling: ['Stage Type', 'Stage Kind', '阶段类型'], plain: ['Type', 'Kind', 'Status', '类型', '状态', 'IsClosed', 'IsWon'] },
    forecast_category: { plain: ['Forecast Category', 'ForecastCategory', 'ForecastCategoryName', '预测类别', '预测类型'] },
    valid_from: { plain: ['Valid From', 'Effective From', '生效日期', '启用日期'] },
    valid_to: { plain: ['Valid To', 'Effective To', '失效日期', '停用日期'] },
  },
}

export const stageVisitSynonyms: EntitySynonyms = {
  fileNames: [
    'stage history',
    'opportunity history',
    'opportunityhistory',
    'deal history',
    'stage changes',
    'stage visits',
    '阶段记录',
    '阶段历史',
    '商机阶段记录',
    '阶段变更',
  ],
  needs: [['opportunity'], ['stage'], ['entered_at']],
  columns: {
    source_id: { telling: ['History ID'] },
    opportunity: {
      plain: [
        'Opportunity ID',
        'OpportunityId',
        'Opportunity Name',
        'Deal ID',
        'Deal Name',
        'Opportunity',
        'Deal',
        '商机编号',
        '商机名称',
        '商机ID',
        '商机',
        '销售机会名称',
        '销售机会编号',
      ],
    },
    pipeline: { plain: ['Pipeline', 'Sales Process', '销售流程'] },
    stage: {
      telling: [
        'To Stage',
        'New Stage',
        'Stage To',
        'Stage Entered',
        '新阶段',
        '目标阶段',
        '变更后阶段',
        '进入阶段',
        '阶段变更为',
        '变更后',
      ],
      plain: ['StageName', 'Stage', 'Stage Name', 'Deal Stage', '阶段', '销售阶段'],
    },
    from_stage: {
      telling: ['From Stage', 'Old Stage', 'Previous Stage', 'Stage From', '原阶段', '变更前阶段', '上一阶段', '来源阶段', '变更前'],
    },
    entered_at: {
      telling: [
        'Entered At',
        'Entered On',
        'Date Entered',
        'Stage Entered At',
        'Changed At',
        'Change Date',
        'Changed On',
        'Stage Change Date',
        '进入时间',
        '变更时间',
        '变更日期',
        '进入日期',
        '阶段变更时间',
        '操作时间',
      ],
      plain: ['Last Modified', 'Modified Time', 'Timestamp', 'Date', '时间', '日期', 'CreatedDate', 'Created Date', '创建时间'],
    },
    left_at: { telling: ['Left At', 'Exited At', 'Date Exited', '离开时间', '结束时间'] },
    changed_by: {
      telling: ['Changed By', '变更人', '操作人', '修改人'],
      plain: ['Last Modified By', 'Modified By', 'CreatedById', 'User'],
    },
  },
}
