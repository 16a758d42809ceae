import { withBad } from './bad-rows.ts'
import { isoDay, isoMinute } from './calendar.ts'
import { csvText, gb18030, utf8 } from './encode.ts'
import type { Text } from './encode.ts'
import type { Opportunity } from './opportunities.ts'

// The full-width sign: the half-width one has no two-byte GB18030 code.
const yuan = (amount: number) => `￥${String(amount).replace(/\B(?=(\d{3})+$)/g, ',')}.00`
const orEmpty = <T>(value: T | null, show: (value: T) => string) => (value === null ? '' : show(value))
/** 2025/4/3, as Chinese spreadsheets show a day. */
const slashDay = (day: number) => isoDay(day).split('-').map(Number).join('/')

const columns: readonly (readonly [string, (deal: Opportunity) => Text])[] = [
  ['商机编号', (deal) => deal.id],
  ['商机名称', (deal) => deal.name],
  ['客户名称', (deal) => deal.accountText],
  ['产品', (deal) => deal.productText],
  ['商机金额', (deal) => orEmpty(deal.amount, yuan)],
  ['币种', () => 'CNY'],
  ['销售阶段', (deal) => deal.stage],
  ['预计成交日期', (deal) => orEmpty(deal.expectedOn, isoDay)],
  ['实际成交日期', (deal) => orEmpty(deal.closedOn, isoDay)],
  ['负责人', (deal) => deal.owner?.name ?? ''],
  ['创建时间', (deal) => slashDay(deal.createdOn)],
  ['商机类型', (deal) => deal.type],
  ['线索来源', (deal) => deal.channel],
  ['输单原因', (deal) => deal.lostReason],
  ['竞争对手', (deal) => deal.competitor],
]

export function opportunityFile(opportunities: readonly Opportunity[]): Uint8Array {
  const rows = opportunities.map((deal) => columns.map(([, cell]) => cell(deal)))
  const bad = (id: string, amount: string, created: string): Text[] => {
    const cells: Record<string, string> = {
      商机编号: id,
      商机名称: '导入测试项目',
      产品: '云擎看板',
      商机金额: amount,
      币种: 'CNY',
      销售阶段: '初步沟通',
      预计成交日期: '2026-08-31',
      负责人: '许清明',
      创建时间: created,
      商机类型: '新签',
      线索来源: '主动开发',
    }
    return columns.map(([header]) => cells[header] ?? '')
  }
  const all = withBad(rows, [
    [88, bad('SJ202507010999', '￥58,000.00', '2025/6/31')],
    [190, bad('', '￥116,000.00', '2025/11/4')],
    [301, bad('SJ202604090998', '面议', '2026/4/9')],
  ])
  return gb18030(
    csvText(
      columns.map(([header]) => header),
      all,
    ),
  )
}

/** Newest first, as many systems list their history. */
export function stageHistoryFile(opportunities: readonly Opportunity[]): Uint8Array {
  const moves = opportunities.flatMap((deal) => deal.moves.map((move) => ({ deal, move }))).toSorted((a, b) => b.move.at - a.move.at)
  const rows = moves.map(({ deal, move }): Text[] => [deal.id, move.from, move.to, isoMinute(move.at), deal.owner?.name ?? ''])
  const all = withBad(rows, [
    [400, ['', '需求分析', '方案提供', '2026-01-12 10:05', '许清明']],
    [900, [opportunities[30]?.id ?? '', '初步沟通', '需求分析', '待补', '陈霜降']],
  ])
  return utf8(csvText(['商机编号', '原阶段', '新阶段', '变更时间', '变更人'], all), { bom: true })
}
