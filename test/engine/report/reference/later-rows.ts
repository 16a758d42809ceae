import type { Base, Text } from './rows.ts'

/** What follows a deal: quotes, contracts, deliveries, the payment plan, invoices, service. */
export interface Quote extends Base {
  readonly opportunity: Text
  readonly account: Text
  readonly version: number | null
  readonly status: Text
  readonly sent_at: Text
  readonly amount: number | null
  readonly currency: Text
}
export interface QuoteLine extends Base {
  readonly quote: Text
  readonly product: Text
  readonly quantity: number | null
  readonly list_price: number | null
  readonly net_price: number | null
}
export interface Contract extends Base {
  readonly opportunity: Text
  readonly account: Text
  readonly signed_at: Text
  readonly amount: number | null
  readonly currency: Text
  readonly status: Text
}
export interface Delivery extends Base {
  readonly order: Text
  readonly promised_on: Text
  readonly shipped_at: Text
  readonly accepted_at: Text
  readonly in_full: boolean | null
}
export interface Instalment extends Base {
  readonly contract: Text
  readonly order: Text
  readonly due_on: Text
  readonly original_due_on: Text
  readonly amount: number | null
  readonly currency: Text
}
export interface Invoice extends Base {
  readonly order: Text
  readonly contract: Text
  readonly account: Text
  readonly kind: Text
  readonly issued_on: Text
  readonly due_on: Text
  readonly net: number | null
  readonly tax: number | null
  readonly gross: number | null
  readonly currency: Text
  readonly status: Text
}
export interface Allocation extends Base {
  readonly payment: Text
  readonly invoice: Text
  readonly instalment: Text
  readonly amount: number | null
}
export interface Ticket extends Base {
  readonly account: Text
  readonly kind: Text
  readonly priority: Text
  readonly opened_at: Text
  readonly first_reply_at: Text
  readonly solved_at: Text
  readonly sla_due_at: Text
  readonly csat: number | null
}

export interface LaterRows {
  readonly quote: readonly Quote[]
  readonly quote_line: readonly QuoteLine[]
  readonly contract: readonly Contract[]
  readonly delivery: readonly Delivery[]
  readonly instalment: readonly Instalment[]
  readonly invoice: readonly Invoice[]
  readonly payment_allocation: readonly Allocation[]
  readonly ticket: readonly Ticket[]
}
