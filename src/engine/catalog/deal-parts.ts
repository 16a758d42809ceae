import type { ParamDefinition, PartDefinition } from './definition.ts'

export const openOn = '(f.from_day is null or f.from_day <= b.as_of_day) and (f.to_day is null or f.to_day > b.as_of_day)'
const isClosed = "f.status in ('won', 'lost')"

export const createdDeals: PartDefinition = { fact: 'opportunity', on: 'created', count: 'rows' }
export const wonDeals: PartDefinition = { fact: 'opportunity', on: 'closed', atEvent: true, count: 'rows', where: "f.status = 'won'" }
export const wonMoney: PartDefinition = {
  fact: 'opportunity',
  on: 'closed',
  atEvent: true,
  sum: 'f.amount_reporting',
  money: true,
  where: "f.status = 'won'",
}
export const closedDeals: PartDefinition = { fact: 'opportunity', on: 'closed', atEvent: true, count: 'rows', where: isClosed }
export const closedMoney: PartDefinition = {
  fact: 'opportunity',
  on: 'closed',
  atEvent: true,
  sum: 'f.amount_reporting',
  money: true,
  where: isClosed,
}
export const createdWon: PartDefinition = { fact: 'opportunity', on: 'created', count: 'rows', where: "f.status = 'won'" }
export const openDeals: PartDefinition = { fact: 'opportunity_state', on: 'created', snapshot: true, count: 'rows', where: openOn }
export const openMoney: PartDefinition = {
  fact: 'opportunity_state',
  on: 'created',
  snapshot: true,
  sum: 'f.amount_reporting',
  money: true,
  where: openOn,
}

export const ownerParam: ParamDefinition = {
  id: 'owner',
  label: { zh: '负责人', en: 'Owner' },
  default: 'event',
  choices: [
    { value: 'event', label: { zh: '结束时的负责人', en: 'Who owned it when it closed' } },
    { value: 'now', label: { zh: '现在的负责人', en: 'Who owns it now' } },
  ],
}
