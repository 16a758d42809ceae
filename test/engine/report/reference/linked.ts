import type { Contract, Instalment, Invoice, Quote, Ticket } from './later-rows.ts'
import type {
  Account,
  Activity,
  Campaign,
  Channel,
  Entity,
  Lead,
  Model,
  Named,
  Opportunity,
  Order,
  Payment,
  Person,
  Product,
  Spend,
  Stage,
  Text,
  Touch,
} from './rows.ts'

/** Everything one row leads to; at most one of each, since facts point to dimensions only. */
export interface Linked {
  readonly source: string
  readonly lead?: Lead | null
  readonly deal?: Opportunity | null
  readonly order?: Order | null
  readonly payment?: Payment
  readonly activity?: Activity
  readonly spend?: Spend
  readonly ticket?: Ticket
  readonly quote?: Quote
  readonly contract?: Contract | null
  readonly instalment?: Instalment
  readonly invoice?: Invoice
  /** What is owed, since when and by when. */
  readonly claim?: { readonly since: Text; readonly due: Text }
  /** When the last part of an order was accepted. */
  readonly acceptedAt?: Text
  readonly account?: Account | null
  readonly owner?: Person | null
  readonly team?: Named | null
  readonly channel?: Channel | null
  readonly campaign?: Campaign | null
  readonly product?: Product | null
  /** Where the deal stood on the day that is asked for; left out where that is now. */
  readonly stage?: Stage | null
}

/** The rows with the texts in them resolved. */
export interface World {
  readonly model: Model
  person(text: Text): Person | null
  team(text: Text): Named | null
  channel(text: Text): Channel | null
  campaign(text: Text): Campaign | null
  account(text: Text): Account | null
  product(text: Text): Product | null
  stage(pipeline: Text, name: Text): Stage | null
  deal(id: Text): Opportunity | null
  order(id: Text): Order | null
  contract(id: Text): Contract | null
  lead(id: Text): Lead | null
  leadOf(deal: Opportunity | null): Lead | null
  firstTouch(account: Account | null): { readonly channel: Channel | null; readonly campaign: Campaign | null } | null
}

export function worldOf(model: Model): World {
  const { rows } = model
  const things = <Thing extends Named>(
    entity: Entity,
    described: readonly Thing[],
    empty: Omit<Thing, keyof Named>,
  ): ((text: Text) => Thing | null) => {
    const known = new Map<string, Thing>()
    for (const thing of described) {
      const spelled = model.spellings.filter((one) => one.entity === entity && one.name === thing.name).map(({ text }) => text)
      for (const text of [thing.name, thing.source_id, ...spelled]) if (text !== null && !known.has(text)) known.set(text, thing)
    }
    return (text) => {
      if (text === null) return null
      const thing = known.get(text) ?? ({ ...empty, source: 'crm', source_id: text, name: text } as Thing)
      known.set(text, thing)
      return thing
    }
  }
  const byId = <Row extends { readonly source_id: string; readonly is_deleted: boolean }>(
    all: readonly Row[],
  ): ((id: Text) => Row | null) => {
    const known = new Map(all.filter((row) => !row.is_deleted).map((row) => [row.source_id, row]))
    return (id) => (id === null ? null : (known.get(id) ?? null))
  }
  const deal = byId(rows.opportunity)
  const lead = byId(rows.lead)
  const leads = new Map<string, Lead>()
  for (const one of rows.lead)
    if (!one.is_deleted && one.opportunity !== null && !leads.has(one.opportunity)) leads.set(one.opportunity, one)
  const channel = things('channel', rows.channel, { source_name: null, medium: null, is_paid: null })
  const campaign = things('campaign', rows.campaign, { channel: null })
  const account = things('account', rows.account, {
    industry: null,
    size_band: null,
    country: null,
    region: null,
    province: null,
    city: null,
  })
  const stages = new Map(rows.stage.map((stage) => [`${stage.pipeline ?? ''}/${stage.name}`, stage]))
  const touches = rows.touch
    .filter((touch) => !touch.is_deleted && touch.happened_at !== null)
    .toSorted((a, b) => (a.happened_at ?? '').localeCompare(b.happened_at ?? ''))
  const touched = (touch: Touch): Account | null => {
    const through = lead(touch.lead)
    return account(touch.account ?? through?.account ?? deal(through?.opportunity ?? null)?.account ?? null)
  }
  return {
    model,
    deal,
    lead,
    channel,
    campaign,
    account,
    person: things('person', rows.person, { team: null, manager: null, region: null }),
    team: things('team', rows.team, {}),
    product: things('product', rows.product, { line: null, list_price: null, currency: null }),
    order: byId(rows.order),
    contract: byId(rows.contract),
    stage: (pipeline, name) => (name === null ? null : (stages.get(`${pipeline ?? ''}/${name}`) ?? null)),
    leadOf: (of) => (of === null ? null : (lead(of.lead) ?? leads.get(of.source_id) ?? null)),
    firstTouch(of) {
      if (of === null) return null
      const first = touches.find((touch) => touch.channel !== null && touched(touch) === of)
      return first === undefined ? null : { channel: channel(first.channel), campaign: campaign(first.campaign) }
    },
  }
}

export function linkLead(world: World, lead: Lead): Linked {
  const deal = world.deal(lead.opportunity)
  return {
    source: lead.source,
    lead,
    deal,
    account: world.account(lead.account) ?? world.account(deal?.account ?? null),
    owner: world.person(lead.owner),
    channel: world.channel(lead.channel),
    campaign: world.campaign(lead.campaign),
  }
}

/** Where nothing names a channel, the first touch says which channel and campaign it was. */
function cameBy(world: World, channel: Text, campaign: Text, touch: ReturnType<World['firstTouch']>): Pick<Linked, 'channel' | 'campaign'> {
  return {
    channel: world.channel(channel) ?? touch?.channel ?? null,
    campaign: world.campaign(campaign) ?? (channel === null ? (touch?.campaign ?? null) : null),
  }
}

export function linkDeal(world: World, deal: Opportunity): Linked {
  const lead = world.leadOf(deal)
  const account = world.account(deal.account)
  return {
    source: deal.source,
    lead,
    deal,
    account,
    owner: world.person(deal.owner),
    ...cameBy(world, deal.channel ?? lead?.channel ?? null, deal.campaign ?? lead?.campaign ?? null, world.firstTouch(account)),
  }
}

export function linkOrder(world: World, order: Order): Linked {
  const deal = world.deal(order.opportunity)
  const through = deal === null ? null : linkDeal(world, deal)
  const account = world.account(order.account) ?? through?.account ?? null
  const touch = world.firstTouch(account)
  return {
    source: order.source,
    order,
    deal,
    lead: through?.lead ?? null,
    account,
    owner: world.person(order.owner ?? deal?.owner ?? null),
    channel: through?.channel ?? touch?.channel ?? null,
    campaign: through?.campaign ?? (through?.channel ? null : (touch?.campaign ?? null)),
  }
}

export function linkPayment(world: World, payment: Payment): Linked {
  const order = world.order(payment.order)
  const through = order === null ? null : linkOrder(world, order)
  const account = world.account(payment.account) ?? through?.account ?? null
  const touch = world.firstTouch(account)
  return {
    source: payment.source,
    payment,
    order,
    deal: through?.deal ?? null,
    lead: through?.lead ?? null,
    account,
    owner: world.person(payment.owner) ?? through?.owner ?? null,
    channel: through?.channel ?? touch?.channel ?? null,
    campaign: through?.campaign ?? (through?.channel ? null : (touch?.campaign ?? null)),
  }
}

/** An activity belongs to the lead, the deal and the customer that it names, or that its deal names. */
export function linkActivity(world: World, activity: Activity): Linked {
  const deal = world.deal(activity.opportunity)
  const lead = world.lead(activity.lead)
  const throughDeal = deal === null ? null : linkDeal(world, deal)
  const throughLead = lead === null ? null : linkLead(world, lead)
  const account = world.account(activity.account) ?? throughDeal?.account ?? null
  const touch = world.firstTouch(account)
  return {
    source: activity.source,
    activity,
    deal,
    lead,
    account,
    owner: world.person(activity.owner),
    channel: throughDeal?.channel ?? throughLead?.channel ?? touch?.channel ?? null,
    campaign:
      throughDeal?.campaign ?? throughLead?.campaign ?? (throughDeal?.channel || throughLead?.channel ? null : (touch?.campaign ?? null)),
  }
}

export function linkSpend(world: World, spend: Spend): Linked {
  return {
    source: spend.source,
    spend,
    owner: world.person(spend.owner),
    channel: world.channel(spend.channel),
    campaign: world.campaign(spend.campaign),
  }
}
