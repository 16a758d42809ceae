import { accountHeaders, contactHeaders, leadHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const touchSynonyms: EntitySynonyms = {
  fileNames: ['touch', 'touches', 'touchpoint', 'touchpoints', 'marketing touches', 'campaign touches', '触点', '触点记录', '营销触点'],
  needs: [['happened_at'], ['lead', 'contact', 'account'], ['channel', 'campaign']],
  columns: {
    source_id: { telling: ['Touch ID', 'Touchpoint ID', 'Interaction ID', '触点编号', '触点ID'] },
    happened_at: {
      telling: [
        'Touch Date',
        'Touched At',
        'Touch Time',
        'Touchpoint Date',
        'Interaction Date',
        'Happened At',
        '触达时间',
        '触点时间',
        '触达日期',
        '互动时间',
      ],
      plain: ['Date', 'Time', 'Timestamp', '时间', '日期'],
    },
    lead: { plain: leadHeaders },
    contact: { plain: contactHeaders },
    account: { plain: accountHeaders },
    channel: {
      telling: ['Touch Channel', 'Touchpoint Source', '触点渠道', '触达渠道'],
      plain: ['Channel', 'Channel Name', 'Source', 'UTM Source', '渠道', '渠道名称', '来源渠道', '来源'],
    },
    campaign: { plain: ['Campaign', 'Campaign Name', 'UTM Campaign', '市场活动', '活动', '活动名称'] },
    kind: {
      telling: ['Touch Type', 'Touchpoint Type', 'Interaction Type', '触点类型', '触达方式', '互动类型'],
      plain: ['Kind', 'Type', '类型', '方式'],
    },
  },
}
