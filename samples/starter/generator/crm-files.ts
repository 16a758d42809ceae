import type { Account } from './accounts.ts'
import type { Activity } from './activities.ts'
import { isoDay, isoMinute } from './calendar.ts'
import { csvText, dateCell, gb18030, utf8, workbook } from './encode.ts'
import type { Cell, Text } from './encode.ts'
import type { Lead } from './leads.ts'
import type { Opportunity } from './opportunities.ts'

const yuan = (amount: number) => `¥${String(amount).replace(/\B(?=(\d{3})+$)/g, ',')}.00`
/** 2025/4/3, as Chinese spreadsheets show a day. */
const slashDay = (day: number) => isoDay(day).split('-').map(Number).join('/')

/** Rows nobody can use, put where a person might have left them. */
function withBad<Row>(rows: readonly Row[], bad: readonly (readonly [number, Row])[]): Row[] {
  const all = [...rows]
  for (const [position, row] of bad) all.splice(position, 0, row)
  return all
}

export function accountFile(accounts: readonly Account[]): Uint8Array {
  const header = ['Account ID', 'Account Name', 'Industry', 'Size', 'Country', 'Region', 'Province', 'City', 'Phone', 'Created Date']
  return utf8(csvText(header, accounts.map((account): Text[] => [account.id, account.name, account.industry, account.size, '中国', account.region,
    account.province, account.city, account.phone, isoDay(account.createdOn)])), { bom: false })
}

export function leadFile(leads: readonly Lead[], opportunities: readonly Opportunity[]): Uint8Array {
  const header = ['线索编号', '公司名称', '联系人', '渠道', '来源', '媒介', '线索状态', '是否有效', '无效原因', '评分', '意向产品', '地区', '负责人',
    '创建时间', '分配时间', '首次响应时间', 'MQL时间', 'SQL时间', '转换时间', '商机编号']
  const dealOf = new Map(opportunities.flatMap((deal) => (deal.lead ? [[deal.lead.id, deal.id] as const] : [])))
  const at = (minute: number | null) => dateCell(minute, 'yyyy-mm-dd hh:mm')
  const rows = leads.map((lead): Cell[] => [lead.id, lead.company, lead.contact, lead.channel.name, lead.channel.source, lead.channel.medium, lead.status,
    lead.isValid ? '是' : '否', lead.invalidReason, lead.score, lead.product, lead.region, lead.owner?.name ?? null,
    at(lead.createdAt), at(lead.assignedAt), at(lead.respondedAt), at(lead.mqlAt), at(lead.sqlAt), at(lead.convertedAt), dealOf.get(lead.id) ?? null])
  const bad = (id: string | null, created: Cell): Cell[] => [id, '测试数据厂', '测试', '内容营销', '官网', '在线咨询', '待处理', '是', null, 10, '云擎看板', '华东', null, created,
    null, null, null, null, null, null]
  return workbook('线索', header, withBad(rows, [[210, bad('XS90001', '2025-13-05 10:20')], [555, bad(null, dateCell(29_500_000, 'yyyy-mm-dd hh:mm'))], [700, bad('XS90002', '上周三')]]),
    [10, 24, 10, 12, 12, 12, 10, 8, 14, 6, 22, 8, 10, 17, 17, 17, 17, 17, 17, 18])
}

export function opportunityFile(opportunities: readonly Opportunity[]): Uint8Array {
  const header = ['商机编号', '商机名称', '客户名称', '产品', '商机金额', '币种', '销售阶段', '预计成交日期', '实际成交日期', '负责人', '创建时间', '商机类型', '线索来源', '输单原因', '竞争对手']
  const rows = opportunities.map((deal): Text[] => [deal.id, deal.name, deal.accountText, deal.productText, deal.amount === null ? '' : yuan(deal.amount), 'CNY', deal.stage,
    deal.expectedOn === null ? '' : isoDay(deal.expectedOn), deal.closedOn === null ? '' : isoDay(deal.closedOn), deal.owner?.name ?? '', slashDay(deal.createdOn), deal.type,
    deal.channel, deal.lostReason, deal.competitor])
  const bad = (id: string, amount: string, created: string): Text[] => [id, '导入测试项目', '', '云擎看板', amount, 'CNY', '初步沟通', '2026-08-31', '', '许清明', created, '新签', '主动开发', '', '']
  return gb18030WithoutYen(csvText(header, withBad(rows, [[88, bad('SJ202507010999', '¥58,000.00', '2025/6/31')], [190, bad('', '¥116,000.00', '2025/11/4')], [301, bad('SJ202604090998', '面议', '2026/4/9')]])))
}

/** ¥ (U+00A5) has no two-byte code; Chinese systems write the full-width sign. */
function gb18030WithoutYen(text: string): Uint8Array {
  return gb18030(text.replaceAll('¥', '￥'))
}

/** Newest first, as many systems list their history. */
export function stageHistoryFile(opportunities: readonly Opportunity[]): Uint8Array {
  const header = ['商机编号', '原阶段', '新阶段', '变更时间', '变更人']
  const moves = opportunities.flatMap((deal) => deal.moves.map((move) => ({ deal, move }))).toSorted((a, b) => b.move.at - a.move.at)
  const rows = moves.map(({ deal, move }): Text[] => [deal.id, move.from, move.to, isoMinute(move.at), deal.owner?.name ?? ''])
  return utf8(csvText(header, withBad(rows, [[400, ['', '需求分析', '方案提供', '2026-01-12 10:05', '许清明']], [900, [opportunities[30]?.id ?? '', '初步沟通', '需求分析', '待补', '陈霜降']]])), { bom: true })
}

export function activityFile(activities: readonly Activity[]): Uint8Array {
  const header = ['Activity ID', 'Type', 'Direction', 'Lead ID', 'Opportunity ID', 'Owner', 'Activity Date', 'Duration (min)', 'Automatic']
  const rows = activities.map((activity, index): Text[] => [`HD${String(index + 1).padStart(5, '0')}`, activity.kind, activity.direction, activity.leadId, activity.opportunityId,
    activity.owner?.name ?? '', isoMinute(activity.at), activity.minutes, activity.isAutomatic ? 'yes' : 'no'])
  const bad = (id: string, at: string): Text[] => [id, '电话', 'outbound', '', '', '叶秋分', at, 5, 'no']
  return utf8(csvText(header, withBad(rows, [[620, bad('HD90001', '昨天下午')], [1500, bad('', '2026-03-11 15:20')]])), { bom: false })
}
