import type { PartDefinition } from './definition.ts'

const basisNames: Readonly<Record<string, string>> = {
  won_value: "'won_value', 'won', 'revenue', 'sales', 'closed', 'amount', '赢单金额', '销售额', '销售额目标', '业绩', '成交额'",
  order_value: "'order_value', 'orders', 'order', 'bookings', '订单额', '订单金额'",
  received_amount: "'received_amount', 'cash', 'payments', 'collection', '回款', '回款额', '回款金额'",
}

/** Targets of one measure. Owner, team and company targets are three statements of the same goal: only the finest that exists is summed. */
export function targetMoney(metric: string): PartDefinition {
  const level = (row: string): string => `case when ${row}.owner_ref is not null then 1 when ${row}.team_ref is not null then 2 else 3 end`
  const named = `in (${basisNames[metric]})`
  return {
    fact: 'target',
    on: 'period',
    sum: 'f.amount_reporting',
    money: true,
    where: `lower(f.metric) ${named} and ${level('f')} = (select min(${level('t')}) from mart.target t where lower(t.metric) ${named})`,
  }
}
