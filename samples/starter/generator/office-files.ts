import { dayOf, isoDay } from './calendar.ts'
import { channels } from './channels.ts'
import { people, products, stages, teams } from './company.ts'
import { csvText, dateCell, utf16, utf8, workbook } from './encode.ts'
import type { Cell, Text } from './encode.ts'
import type { Order, Payment } from './orders.ts'
import type { Spend, Target } from './plans.ts'

const money = (cents: number) =>
  `${cents < 0 ? '-' : ''}${String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
const plain = (cents: number) =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
/** Day first: 03/04/2026 is the third of April, which only the days after the twelfth tell. */
const dayFirst = (day: number) => isoDay(day).split('-').toReversed().join('/')

export function peopleFile(): Uint8Array {
  return utf8(
    csvText(
      ['User ID', 'Name', 'Email', 'Title', 'Team', 'Manager', 'Active From', 'Active To'],
      people.map((person): Text[] => [
        person.id,
        person.name,
        `${person.id.toLowerCase()}@example.com`,
        person.title,
        person.team,
        person.manager,
        person.from,
        person.to,
      ]),
    ),
    { bom: false },
  )
}

export function teamFile(): Uint8Array {
  return utf8(
    csvText(
      ['Team ID', 'Team Name', 'Region'],
      teams.map((team) => [team.id, team.name, team.region]),
    ),
    { bom: false },
  )
}

export function productFile(): Uint8Array {
  return utf8(
    csvText(
      ['Product ID', 'Product Name', 'Product Line', 'List Price', 'Cost'],
      products.map((product): Text[] => [product.id, product.name, product.line, product.price, product.cost]),
    ),
    { bom: false },
  )
}

export function stageFile(): Uint8Array {
  return utf8(
    csvText(
      ['Pipeline', 'Stage Name', 'Position', 'Probability (%)', 'Stage Type'],
      stages.map((stage, index): Text[] => ['标准销售流程', stage.name, index + 1, stage.probability, stage.kind]),
    ),
    { bom: false },
  )
}

export function channelFile(): Uint8Array {
  const rows = channels.map((channel, index): Text[] => [
    `CH${String(index + 1).padStart(2, '0')}`,
    channel.name,
    channel.source,
    channel.medium,
    channel.isPaid ? '是' : '否',
  ])
  return utf8(csvText(['渠道编号', '渠道', '来源', '媒介', '是否付费'], rows), { bom: true })
}

/** Finance closes its sheet with a sum: read as a row it would double the spend. */
export function spendFile(spend: readonly Spend[]): Uint8Array {
  const rows = spend.map((row): Cell[] => [
    dateCell(dayOf(`${row.month}-01`) * 1440, 'yyyy-mm'),
    row.channel.name,
    row.channel.source,
    row.channel.medium,
    row.channel.kind,
    row.amount,
  ])
  const sum = spend.reduce((cents, row) => cents + Math.round(row.amount * 100), 0) / 100
  return workbook(
    '渠道投入',
    ['月份', '渠道', '来源', '媒介', '费用类型', '投入金额'],
    [...rows, ['合计', null, null, null, null, sum]],
    [10, 12, 12, 14, 10, 14],
  )
}

export function targetFile(targets: readonly Target[]): Uint8Array {
  return utf16(
    csvText(
      ['目标月份', '负责人', '目标金额'],
      targets.map((target): Text[] => [`${target.month.replace('-0', '-').replace('-', '/')}/1`, target.owner.name, target.amount]),
      '\t',
    ),
  )
}

export function orderFile(orders: readonly Order[]): Uint8Array {
  const rows = orders.map((order): Text[] => [
    order.id,
    order.opportunityId,
    order.account?.name ?? '',
    order.owner?.name ?? '',
    dayFirst(order.orderedOn),
    money(order.cents),
    order.status,
  ])
  rows.splice(60, 0, ['SO-2026-9001', '', '', '何立冬', '31/02/2026', '12,000.00', 'confirmed'])
  return utf8(csvText(['Order No', 'Opportunity ID', 'Account Name', 'Owner', 'Order Date', 'Order Amount', 'Status'], rows), {
    bom: false,
  })
}

export function paymentFile(payments: readonly Payment[]): Uint8Array {
  const rows = payments.map((payment): Text[] => [
    payment.id,
    payment.order.id,
    payment.order.account?.name ?? '',
    payment.order.owner?.name ?? '',
    isoDay(payment.receivedOn),
    plain(payment.cents),
    payment.method,
    payment.note,
  ])
  rows.splice(120, 0, ['', '', '', '方芒种', '2026-04-20', '8800.00', '电汇', '来源不明'])
  rows.splice(200, 0, ['HK26069001', '', '', '方芒种', '2026-06-31', '5000.00', '电汇', '日期待核'])
  return utf8(csvText(['回款编号', '订单编号', '客户名称', '负责人', '回款日期', '回款金额', '回款方式', '备注'], rows), { bom: true })
}
