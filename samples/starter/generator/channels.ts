export interface Channel {
  readonly name: string
  readonly source: string
  readonly medium: string
  readonly isPaid: boolean
  /** Share of leads, chance that a lead is valid, chance to pass each step (MQL, SQL, opportunity). */
  readonly leads: number
  readonly valid: number
  readonly pass: number
  /** Money a month before season; `kind` is what the finance sheet calls it. */
  readonly spend: number
  readonly kind: string
  readonly autoReply: boolean
}

export const channels: readonly Channel[] = [
  {
    name: '线上广告',
    source: '搜索引擎',
    medium: '关键词竞价',
    isPaid: true,
    leads: 24,
    valid: 0.74,
    pass: 0.71,
    spend: 42_000,
    kind: '媒体',
    autoReply: true,
  },
  {
    name: '线上广告',
    source: '短视频平台',
    medium: '信息流',
    isPaid: true,
    leads: 17,
    valid: 0.52,
    pass: 0.56,
    spend: 28_000,
    kind: '媒体',
    autoReply: true,
  },
  {
    name: '线上广告',
    source: '垂直门户',
    medium: '横幅',
    isPaid: true,
    leads: 0,
    valid: 0,
    pass: 0,
    spend: 9_000,
    kind: '媒体',
    autoReply: false,
  },
  {
    name: '内容营销',
    source: '公众号',
    medium: '白皮书下载',
    isPaid: false,
    leads: 14,
    valid: 0.8,
    pass: 0.66,
    spend: 6_500,
    kind: '代理',
    autoReply: true,
  },
  {
    name: '内容营销',
    source: '官网',
    medium: '在线咨询',
    isPaid: false,
    leads: 13,
    valid: 0.85,
    pass: 0.77,
    spend: 0,
    kind: '',
    autoReply: true,
  },
  {
    name: '线下活动',
    source: '行业展会',
    medium: '展位登记',
    isPaid: true,
    leads: 12,
    valid: 0.82,
    pass: 0.69,
    spend: 46_000,
    kind: '活动',
    autoReply: false,
  },
  {
    name: '线下活动',
    source: '技术沙龙',
    medium: '签到',
    isPaid: true,
    leads: 5,
    valid: 0.88,
    pass: 0.75,
    spend: 11_000,
    kind: '活动',
    autoReply: false,
  },
  {
    name: '转介绍',
    source: '老客户',
    medium: '客户推荐',
    isPaid: false,
    leads: 7,
    valid: 0.96,
    pass: 0.87,
    spend: 0,
    kind: '',
    autoReply: false,
  },
  {
    name: '转介绍',
    source: '合作伙伴',
    medium: '代理商',
    isPaid: false,
    leads: 5,
    valid: 0.93,
    pass: 0.8,
    spend: 8_000,
    kind: '代理',
    autoReply: false,
  },
  {
    name: '主动开发',
    source: '电话',
    medium: '外呼',
    isPaid: false,
    leads: 9,
    valid: 0.66,
    pass: 0.58,
    spend: 0,
    kind: '',
    autoReply: false,
  },
  {
    name: '老客户经营',
    source: '复购',
    medium: '客户经理',
    isPaid: false,
    leads: 0,
    valid: 0,
    pass: 0,
    spend: 0,
    kind: '',
    autoReply: false,
  },
]

export function channelNamed(name: string): Channel {
  const channel = channels.find((candidate) => candidate.name === name)
  if (!channel) throw new Error(`no channel ${name}`)
  return channel
}
