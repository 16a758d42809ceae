import type { Account } from './accounts.ts'
import type { Activity } from './activities.ts'
import { withBad } from './bad-rows.ts'
import { isoDay, isoMinute } from './calendar.ts'
import { csvText, dateCell, utf8, workbook } from './encode.ts'
import type { Cell, Text } from './encode.ts'
import type { Lead } from './leads.ts'
import type { Opportunity } from './opportunities.ts'

export function accountFile(accounts: readonly Account[]): Uint8Array {
  const header = ['Account ID', 'Account Name', 'Industry', 'Size', 'Country', 'Region', 'Province', 'City', 'Phone', 'Created Date']
  const rows = accounts.map(({ id, name, industry, size, region, province, city, phone, createdOn }): Text[] => [
    id,
    name,
    industry,
    size,
    '中国',
    region,
    province,
    city,
    phone,
    isoDay(createdOn),
  ])
  return utf8(csvText(header, rows), { bom: false })
}

const at = (minute: number | null) => dateCell(minute, 'yyyy-mm-dd hh:mm')

const leadColumns: readonly (readonly [string, number, (lead: Lead, dealOf: ReadonlyMap<string, string>) => Cell])[] = [
  ['线索编号', 10, (lead) => lead.id],
  ['公司名称', 24, (lead) => lead.company],
  ['联系人', 10, (lead) => lead.contact],
  ['渠道', 12, (lead) => lead.channel.name],
  ['来源', 12, (lead) => lead.channel.source],
  ['媒介', 12, (lead) => lead.channel.medium],
  ['线索状态', 10, (lead) => lead.status],
  ['是否有效', 8, (lead) => (lead.isValid ? '是' : '否')],
  ['无效原因', 14, (lead) => lead.invalidReason],
  ['评分', 6, (lead) => lead.score],
  ['意向产品', 22, (lead) => lead.product],
  ['地区', 8, (lead) => lead.region],
  ['负责人', 10, (lead) => lead.owner?.name ?? null],
  ['创建时间', 17, (lead) => at(lead.createdAt)],
  ['分配时间', 17, (lead) => at(lead.assignedAt)],
  ['首次响应时间', 17, (lead) => at(lead.respondedAt)],
  ['MQL时间', 17, (lead) => at(lead.mqlAt)],
  ['SQL时间', 17, (lead) => at(lead.sqlAt)],
  ['转换时间', 17, (lead) => at(lead.convertedAt)],
  ['商机编号', 18, (lead, dealOf) => dealOf.get(lead.id) ?? null],
]

export function leadFile(leads: readonly Lead[], opportunities: readonly Opportunity[]): Uint8Array {
  const dealOf = new Map(opportunities.flatMap((deal) => (deal.lead ? [[deal.lead.id, deal.id] as const] : [])))
  const rows = leads.map((lead) => leadColumns.map(([, , cell]) => cell(lead, dealOf)))
  const bad = (id: string | null, created: Cell): Cell[] => {
    const cells: Record<string, Cell> = {
      线索编号: id,
      公司名称: '测试数据厂',
      联系人: '测试',
      渠道: '内容营销',
      来源: '官网',
      媒介: '在线咨询',
      线索状态: '待处理',
      是否有效: '是',
      评分: 10,
      意向产品: '云擎看板',
      地区: '华东',
      创建时间: created,
    }
    return leadColumns.map(([header]) => cells[header] ?? null)
  }
  const all = withBad(rows, [
    [210, bad('XS90001', '2025-13-05 10:20')],
    [555, bad(null, at(29_500_000))],
    [700, bad('XS90002', '上周三')],
  ])
  return workbook(
    '线索',
    leadColumns.map(([header]) => header),
    all,
    leadColumns.map(([, width]) => width),
  )
}

export function activityFile(activities: readonly Activity[]): Uint8Array {
  const header = ['Activity ID', 'Type', 'Direction', 'Lead ID', 'Opportunity ID', 'Owner', 'Activity Date', 'Duration (min)', 'Automatic']
  const rows = activities.map(({ kind, direction, leadId, opportunityId, owner, at: time, minutes, isAutomatic }, index): Text[] => [
    `HD${String(index + 1).padStart(5, '0')}`,
    kind,
    direction,
    leadId,
    opportunityId,
    owner?.name ?? '',
    isoMinute(time),
    minutes,
    isAutomatic ? 'yes' : 'no',
  ])
  const bad = (id: string, time: string): Text[] => [id, '电话', 'outbound', '', '', '叶秋分', time, 5, 'no']
  const all = withBad(rows, [
    [620, bad('HD90001', '昨天下午')],
    [1500, bad('', '2026-03-11 15:20')],
  ])
  return utf8(csvText(header, all), { bom: false })
}
