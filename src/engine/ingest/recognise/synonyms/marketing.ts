import type { EntitySynonyms } from './synonym-types.ts'

export const channelSynonyms: EntitySynonyms = {
  fileNames: ['channel', 'channels', 'lead sources', '渠道', '渠道列表', '来源'],
  needs: [['name'], ['source_name', 'medium', 'is_paid']],
  columns: {
    source_id: { telling: ['Channel ID', '渠道编号', '渠道编码'] },
    name: { telling: ['Channel Name', '渠道名称'], plain: ['Channel', 'Name', 'Lead Source', '渠道', '名称', '线索来源'] },
    source_name: { plain: ['Source', 'UTM Source', '来源', '来源名称', '一级渠道'] },
    medium: { telling: ['Medium', 'UTM Medium', '媒介'], plain: ['媒体'] },
    is_paid: { telling: ['Paid', 'Is Paid', '付费', '是否付费', '是否付费渠道'] },
  },
}

export const campaignSynonyms: EntitySynonyms = {
  fileNames: ['campaign', 'campaigns', '市场活动', '营销活动'],
  needs: [['name'], ['starts_on', 'ends_on', 'channel']],
  columns: {
    source_id: { telling: ['Campaign ID', 'CampaignId', '活动编号', '市场活动编号'] },
    name: { telling: ['Campaign Name', 'Campaign', '活动名称', '市场活动名称', '市场活动'], plain: ['Name', '名称'] },
    channel: { plain: ['Channel', 'Source', 'Campaign Type', '渠道', '活动渠道'] },
    starts_on: { plain: ['Start Date', 'StartDate', 'Starts On', 'Start', '开始日期', '开始时间', '活动开始日期'] },
    ends_on: { plain: ['End Date', 'EndDate', 'Ends On', 'End', '结束日期', '结束时间', '活动结束日期'] },
  },
}

export const spendSynonyms: EntitySynonyms = {
  fileNames: [
    'spend',
    'spends',
    'cost',
    'costs',
    'ad spend',
    'marketing spend',
    'budget',
    '投入',
    '渠道投入',
    '费用',
    '花费',
    '广告费',
    '渠道费用',
    '市场费用',
  ],
  needs: [['amount'], ['channel', 'campaign'], ['spent_on']],
  columns: {
    source_id: { telling: ['Spend ID', '费用编号'] },
    spent_on: {
      telling: ['Spend Date', 'Spent On', 'Spend Day', '投放日期', '费用日期', '花费日期', '消费日期', '投入日期', '费用月份', '投放月份'],
      plain: ['Date', 'Day', 'Month', 'Period', '日期', '月份', '时间', '期间'],
    },
    channel: {
      plain: ['Channel', 'Channel Name', 'Source', 'Lead Source', 'Platform', '渠道', '渠道名称', '媒体', '平台', '投放渠道', '来源渠道'],
    },
    campaign: { plain: ['Campaign', 'Campaign Name', '市场活动', '活动', '推广计划', '活动名称'] },
    kind: { telling: ['Spend Type', 'Cost Type', '费用类型', '费用类别', '投入类型'], plain: ['Kind', 'Type', 'Category', '类型', '类别'] },
    amount: {
      telling: [
        'Spend',
        'Ad Spend',
        'Marketing Spend',
        'Cost',
        'Spend Amount',
        'Amount Spent',
        '投入',
        '投入金额',
        '花费',
        '费用',
        '费用金额',
        '消耗',
        '渠道投入',
        '广告费',
        '消费金额',
        '推广费',
      ],
      plain: ['Amount', '金额'],
    },
    currency: { plain: ['Currency', 'Currency Code', '币种', '货币'] },
  },
}
