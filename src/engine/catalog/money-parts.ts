import type { PartDefinition } from './definition.ts'

export const orderMoney: PartDefinition = {
  fact: 'order',
  on: 'ordered',
  sum: 'f.amount_reporting',
  money: true,
  where: 'f.is_confirmed',
}
export const signedMoney: PartDefinition = {
  fact: 'contract',
  on: 'signed',
  sum: 'f.amount_reporting',
  money: true,
  where: 'f.is_valid and f.signed_day is not null',
}
/** Net of tax, as deals and their targets are. */
export const invoicedMoney: PartDefinition = { fact: 'invoice', on: 'issued', sum: 'f.net_reporting', money: true, where: 'f.is_valid' }
export const received: PartDefinition = { fact: 'payment', on: 'received', sum: 'f.amount_reporting', money: true, where: 'f.is_valid' }
