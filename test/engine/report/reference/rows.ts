import type { LaterRows } from './later-rows.ts'

/** The model as plain rows: what an import would have left, parents still named by text, moments as `YYYY-MM-DD HH:MM:SS`, days as `YYYY-MM-DD`. */
export type Cell = string | number | boolean | null
export type Text = string | null

export interface Base {
  readonly source: string
  readonly source_id: string
  readonly is_deleted: boolean
  readonly owner: Text
}

export interface Person {
  readonly source: string
  readonly source_id: string
  readonly name: Text
  readonly team: Text
  readonly manager: Text
  readonly region: Text
}
export interface Named {
  readonly source: string
  readonly source_id: string
  readonly name: Text
}
export interface Channel extends Named {
  readonly source_name: Text
  readonly medium: Text
  readonly is_paid: boolean | null
}
export interface Campaign extends Named {
  readonly channel: Text
}
export interface Account extends Named {
  readonly industry: Text
  readonly size_band: Text
  readonly country: Text
  readonly region: Text
  readonly province: Text
  readonly city: Text
}
export interface Product extends Named {
  readonly line: Text
  readonly list_price: number | null
  readonly currency: Text
}
export interface Stage extends Named {
  readonly pipeline: Text
  readonly position: number
  readonly probability: number | null
  readonly kind: 'open' | 'won' | 'lost'
  readonly forecast_category: Text
}
export interface Lead extends Base {
  readonly created_at: Text
  readonly account: Text
  readonly opportunity: Text
  readonly channel: Text
  readonly campaign: Text
  readonly status: Text
  readonly is_valid: boolean | null
  readonly mql_at: Text
  readonly sql_at: Text
  readonly first_response_at: Text
  readonly converted_at: Text
  readonly score: number | null
  readonly disqualified_reason: Text
  readonly product_interest: Text
  readonly industry: Text
  readonly region: Text
}
export interface Opportunity extends Base {
  readonly created_at: Text
  readonly name: Text
  readonly account: Text
  readonly lead: Text
  readonly pipeline: Text
  readonly stage: Text
  readonly status: Text
  readonly amount: number | null
  readonly currency: Text
  readonly probability: number | null
  readonly expected_close_on: Text
  readonly closed_at: Text
  readonly won_reason: Text
  readonly lost_reason: Text
  readonly competitor: Text
  readonly forecast_category: Text
  readonly type: Text
  readonly channel: Text
  readonly campaign: Text
}
export interface StageVisit extends Base {
  readonly opportunity: Text
  readonly pipeline: Text
  readonly stage: Text
  readonly entered_at: Text
}
export interface OpportunityLine extends Base {
  readonly opportunity: Text
  readonly product: Text
  readonly quantity: number | null
  readonly net_price: number | null
  readonly amount: number | null
  readonly currency: Text
}
export interface Activity extends Base {
  readonly happened_at: Text
  readonly kind: Text
  readonly direction: Text
  readonly is_automatic: boolean | null
  readonly lead: Text
  readonly opportunity: Text
  readonly account: Text
}
export interface Touch extends Base {
  readonly happened_at: Text
  readonly lead: Text
  readonly account: Text
  readonly channel: Text
  readonly campaign: Text
}
export interface Order extends Base {
  readonly contract: Text
  readonly approved_at: Text
  readonly opportunity: Text
  readonly account: Text
  readonly ordered_at: Text
  readonly amount: number | null
  readonly cost: number | null
  readonly currency: Text
  readonly status: Text
}
export interface OrderLine extends Base {
  readonly order: Text
  readonly product: Text
  readonly quantity: number | null
  readonly net_price: number | null
  readonly amount: number | null
  readonly cost: number | null
  readonly currency: Text
}
export interface Payment extends Base {
  readonly account: Text
  readonly order: Text
  readonly received_at: Text
  readonly amount: number | null
  readonly currency: Text
  readonly status: Text
}
export interface Spend extends Base {
  readonly spent_on: Text
  readonly channel: Text
  readonly campaign: Text
  readonly kind: Text
  readonly amount: number | null
  readonly currency: Text
}
export interface Target extends Base {
  readonly period_start: Text
  readonly period_end: Text
  readonly team: Text
  readonly metric: Text
  readonly amount: number | null
  readonly currency: Text
}
export interface ExchangeRate {
  readonly source: string
  readonly source_id: string
  readonly from_currency: string
  readonly to_currency: string
  readonly valid_on: string
  readonly rate: number
}

export interface Rows extends LaterRows {
  readonly person: readonly Person[]
  readonly team: readonly Named[]
  readonly channel: readonly Channel[]
  readonly campaign: readonly Campaign[]
  readonly account: readonly Account[]
  readonly product: readonly Product[]
  readonly pipeline: readonly Named[]
  readonly stage: readonly Stage[]
  readonly lead: readonly Lead[]
  readonly opportunity: readonly Opportunity[]
  readonly stage_visit: readonly StageVisit[]
  readonly opportunity_line: readonly OpportunityLine[]
  readonly activity: readonly Activity[]
  readonly touch: readonly Touch[]
  readonly order: readonly Order[]
  readonly order_line: readonly OrderLine[]
  readonly payment: readonly Payment[]
  readonly spend: readonly Spend[]
  readonly target: readonly Target[]
  readonly exchange_rate: readonly ExchangeRate[]
}
export type Entity = keyof Rows

export interface Model {
  readonly rows: Rows
  /** Another way in which a source writes a name: kind, text, and the name it stands for. */
  readonly spellings: readonly { readonly entity: Entity; readonly text: string; readonly name: string }[]
  readonly reportingCurrency: string
  readonly clock: string
  readonly firstDayOfWeek: number
  readonly fiscalYearStartMonth: number
}
