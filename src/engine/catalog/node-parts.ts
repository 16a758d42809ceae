import type { DateKeys, Link } from './definition.ts'

/** The keys of a date that a mart stores as NAME_day, NAME_month and NAME_at. */
export function dates(name: string, zh: string, en: string, moment: string | null = `${name}_at`): DateKeys {
  return { label: { zh, en }, day: `${name}_day`, month: `${name}_month`, moment }
}

export const account: Link = { to: 'account', from: 'account_ref', key: 'ref' }
export const owner: Link = { to: 'owner', from: 'owner_ref', key: 'ref' }
export const channel: Link = { to: 'channel', from: 'channel_ref', key: 'ref' }
export const campaign: Link = { to: 'campaign', from: 'campaign_ref', key: 'ref' }
export const opportunity: Link = { to: 'opportunity', from: 'opportunity_id', key: 'id' }
export const lead: Link = { to: 'lead', from: 'lead_id', key: 'id' }
export const product: Link = { to: 'product', from: 'product_ref', key: 'ref', lines: true }

export const dealLinks: readonly Link[] = [
  account,
  owner,
  channel,
  campaign,
  { to: 'stage', from: 'stage_ref', key: 'ref' },
  { to: 'pipeline', from: 'pipeline_ref', key: 'ref' },
  lead,
  product,
]

export const amount = { column: 'amount', label: { zh: '金额', en: 'Amount' }, type: 'decimal', unit: 'money' } as const
export const currency = { column: 'currency', label: { zh: '币种', en: 'Currency' }, type: 'text' } as const
export const number = { column: 'source_id', label: { zh: '编号', en: 'ID' }, type: 'text' } as const
export const name = { column: 'name', label: { zh: '名称', en: 'Name' }, type: 'text' } as const
export const day = (column: string, zh: string, en: string) => ({ column, label: { zh, en }, type: 'date' }) as const
export const moment = (column: string, zh: string, en: string) => ({ column, label: { zh, en }, type: 'timestamp' }) as const

/** Deals and orders of somebody: without any, nobody is a customer. */
export const buyers =
  '(select id from mart.opportunity where account_ref is not null union all select id from mart."order" where account_ref is not null)'
