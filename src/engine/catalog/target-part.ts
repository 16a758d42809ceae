import type { ParamDefinition, PartDefinition } from './definition.ts'

const basisNames = {
  won_value: ['won_value', 'won', 'revenue', 'sales', 'closed', 'amount', '赢单金额', '销售额', '销售额目标', '业绩', '成交额'],
  order_value: ['order_value', 'orders', 'order', 'bookings', '订单额', '订单金额'],
  contract_value: ['contract_value', 'contracts', 'contract', 'signed', '合同额', '合同金额', '签约额'],
  invoiced_amount: ['invoiced_amount', 'invoiced', 'invoice', 'invoices', 'billing', '开票额', '开票金额'],
  won_count: ['won_count', 'deals', '赢单数', '成交数', '签单数'],
  lead_count: ['lead_count', 'leads', '线索数', '新增线索数'],
  received_amount: ['received_amount', 'cash', 'payments', 'collection', '回款', '回款额', '回款金额'],
} as const
export type TargetMeasure = keyof typeof basisNames

export const levelParam: ParamDefinition = {
  id: 'level',
  label: { zh: '目标层级', en: 'Targets of' },
  default: 'finest',
  choices: [
    { value: 'finest', label: { zh: '有数据的最细一层', en: 'The finest level there is' } },
    { value: 'owner', label: { zh: '个人', en: 'Owners' } },
    { value: 'team', label: { zh: '团队', en: 'Teams' } },
    { value: 'company', label: { zh: '公司', en: 'The company' } },
  ],
}

/** What a target of a measure may be called, in lower case. */
export function targetNames(metric: TargetMeasure): readonly string[] {
  return basisNames[metric]
}

/** Targets of one measure. Owner, team and company targets are three statements of the same goal: only one is summed, the finest that exists or the level asked for. */
export function targetMoney(metric: TargetMeasure, isLevelAsked = false): PartDefinition {
  const level = (row: string): string => `case when ${row}.owner_ref is not null then 1 when ${row}.team_ref is not null then 2 else 3 end`
  const named = `in (${basisNames[metric].map((name) => `'${name}'`).join(', ')})`
  const finest = `(select min(${level('t')}) from mart.target t where lower(t.metric) ${named})`
  return {
    fact: 'target',
    on: 'period',
    sum: 'f.amount_reporting',
    money: true,
    where: `lower(f.metric) ${named} and ${level('f')} = ${isLevelAsked ? `case {level} when 'owner' then 1 when 'team' then 2 when 'company' then 3 else ${finest} end` : finest}`,
  }
}
