import type { Contract, Instalment, Invoice, Quote, Ticket } from './later-rows.ts'
import { linkDeal, linkOrder, type Linked, type World } from './linked.ts'
import type { Account, Text } from './rows.ts'

/** Through whom a customer came that no deal tells of. */
function byFirstTouch(world: World, account: Account | null): Pick<Linked, 'channel' | 'campaign'> {
  const touch = world.firstTouch(account)
  return { channel: touch?.channel ?? null, campaign: touch?.campaign ?? null }
}

export function linkTicket(world: World, ticket: Ticket): Linked {
  const account = world.account(ticket.account)
  return { source: ticket.source, ticket, account, owner: world.person(ticket.owner), ...byFirstTouch(world, account) }
}

/** What a quote or contract has from its deal, where it says nothing itself. */
function throughDeal(
  world: World,
  row: { readonly opportunity: Text; readonly account: Text; readonly owner: Text; readonly source: string },
): Linked {
  const deal = world.deal(row.opportunity)
  const through = deal === null ? null : linkDeal(world, deal)
  const account = world.account(row.account) ?? through?.account ?? null
  const touch = byFirstTouch(world, account)
  return {
    source: row.source,
    deal,
    lead: through?.lead ?? null,
    account,
    owner: world.person(row.owner) ?? through?.owner ?? null,
    channel: through?.channel ?? touch.channel ?? null,
    campaign: through?.campaign ?? (through?.channel ? null : (touch.campaign ?? null)),
  }
}

export const linkQuote = (world: World, quote: Quote): Linked => ({ ...throughDeal(world, quote), quote })
export const linkContract = (world: World, contract: Contract): Linked => ({ ...throughDeal(world, contract), contract })

/** An instalment belongs to its contract, else to its order; an invoice to its order, else to its contract. */
function throughSale(
  world: World,
  row: { readonly order: Text; readonly contract: Text; readonly account?: Text; readonly owner: Text; readonly source: string },
  isOfContract: boolean,
): Linked {
  const order = world.order(row.order)
  const contract = world.contract(row.contract)
  const through = [order === null ? null : linkOrder(world, order), contract === null ? null : linkContract(world, contract)]
  const [first, second] = isOfContract ? through.toReversed() : through
  const account = world.account(row.account ?? null) ?? first?.account ?? second?.account ?? null
  const deal = first?.deal ?? second?.deal ?? null
  const channel = first?.channel ?? second?.channel ?? null
  const touch = byFirstTouch(world, account)
  return {
    source: row.source,
    order,
    contract: contract ?? world.contract(order?.contract ?? null),
    deal,
    lead: deal === null ? null : (world.leadOf(deal) ?? null),
    account,
    owner: world.person(row.owner) ?? first?.owner ?? second?.owner ?? null,
    channel: channel ?? touch.channel ?? null,
    campaign: first?.campaign ?? second?.campaign ?? (channel === null ? (touch.campaign ?? null) : null),
  }
}

export const linkInstalment = (world: World, instalment: Instalment): Linked => ({ ...throughSale(world, instalment, true), instalment })
export const linkInvoice = (world: World, invoice: Invoice): Linked => ({ ...throughSale(world, invoice, false), invoice })
