import { closedAt, statusOf } from './deal-state.ts'
import { daysBetween } from './calendar.ts'
import { dealMoney, liveDeals } from './deals.ts'
import type { Linked, World } from './linked.ts'
import type { Fact } from './metric.ts'
import { ageingOf } from './receivables.ts'
import type { Account, Stage, Text } from './rows.ts'

export type Scalar = string | number | boolean | null

export interface Dimension {
  readonly isDate?: boolean
  /** A date dimension answers with the moment itself. */
  value(linked: Linked, world: World, asOf: string): Scalar
  readonly facts: readonly Fact[]
}

const sold: readonly Fact[] = ['instalment', 'receivable']
const later: readonly Fact[] = ['quote', 'quote line', 'order line', 'contract', 'delivered order', ...sold]
const deals: readonly Fact[] = ['lead', 'deal', 'worked deal', 'activity', 'order', 'payment', ...later]
const orders: readonly Fact[] = ['order', 'payment', 'order line', 'delivered order', ...sold]
const contracts: readonly Fact[] = ['contract', ...sold]
const channels: readonly Fact[] = [...deals, 'purchase', 'spend', 'ticket']
const owners: readonly Fact[] = [...channels, 'target']
const accounts: readonly Fact[] = [...deals, 'purchase', 'customer', 'ticket', 'retained customer']
const products: readonly Fact[] = ['deal', 'order', 'quote line', 'order line']
const all: readonly Fact[] = [...owners, 'customer', 'retained customer']

const moment = (facts: readonly Fact[], value: Dimension['value']): Dimension => ({ facts, value, isDate: true })
const text = (facts: readonly Fact[], value: Dimension['value']): Dimension => ({ facts, value })
const ofAccount = (column: keyof Account): Dimension => text(accounts, ({ account }) => account?.[column] ?? null)

function stageOf({ deal, stage }: Linked, world: World): Stage | null {
  return stage === undefined ? (deal === null || deal === undefined ? null : world.stage(deal.pipeline, deal.stage)) : stage
}

function firstWon(account: Account | null | undefined, world: World): Text {
  if (account === null || account === undefined) return null
  const days = liveDeals(world).flatMap((deal) =>
    statusOf(world, deal) === 'won' && world.account(deal.account) === account ? [closedAt(world, deal)].filter((at) => at !== null) : [],
  )
  return days.toSorted()[0]?.slice(0, 10) ?? null
}

/** As the bands are called: the last number of each that is in it. */
const sizes = ['0-9999', '10000-49999', '50000-199999', '200000-999999', '1000000+']
const ages = ['0-30', '31-60', '61-90', '91-180', '181+']
const scores = ['0-19', '20-39', '40-59', '60-79', '80+']

function bandOf(bands: readonly string[], value: number | null): Text {
  if (value === null || Number.isNaN(value)) return null
  return bands.find((_, index) => value < Number.parseInt(bands[index + 1] ?? 'Infinity', 10)) ?? bands.at(-1) ?? null
}

export const dimensions: Readonly<Record<string, Dimension>> = {
  'lead.created_at': moment(deals, ({ lead }) => lead?.created_at ?? null),
  'lead.converted_at': moment(deals, ({ lead }) => lead?.converted_at ?? null),
  'opportunity.created_at': moment(deals, ({ deal }) => deal?.created_at ?? null),
  'opportunity.closed_at': moment(deals, ({ deal, stage }, world) => (deal && stage === undefined ? closedAt(world, deal) : null)),
  'opportunity.expected_close_on': moment(deals, ({ deal }) => deal?.expected_close_on ?? null),
  'activity.happened_at': moment(['activity'], ({ activity }) => activity?.happened_at ?? null),
  'spend.spent_on': moment(['spend'], ({ spend }) => spend?.spent_on ?? null),
  'order.ordered_at': moment(orders, ({ order }) => order?.ordered_at ?? null),
  'payment.received_at': moment(['payment'], ({ payment }) => payment?.received_at ?? null),
  'channel.name': text(channels, ({ channel }) => channel?.name ?? null),
  'channel.source': text(channels, ({ channel }) => channel?.source_name ?? null),
  'channel.medium': text(channels, ({ channel }) => channel?.medium ?? null),
  'channel.is_paid': text(channels, ({ channel }) => channel?.is_paid ?? null),
  'campaign.name': text(channels, ({ campaign }) => campaign?.name ?? null),
  'owner.name': text(owners, ({ owner }) => owner?.name ?? null),
  'owner.manager': text(owners, ({ owner }, world) => world.person(owner?.manager ?? null)?.name ?? null),
  'owner.region': text(owners, ({ owner }) => owner?.region ?? null),
  'team.name': text(owners, ({ owner, team }, world) => (team ?? world.team(owner?.team ?? null))?.name ?? null),
  'account.name': ofAccount('name'),
  'account.industry': ofAccount('industry'),
  'account.size_band': ofAccount('size_band'),
  'account.country': ofAccount('country'),
  'account.region': ofAccount('region'),
  'account.province': ofAccount('province'),
  'account.city': ofAccount('city'),
  'account.first_won_cohort': moment(accounts, ({ account }, world) => firstWon(account, world)),
  'product.name': text(products, ({ product }) => product?.name ?? null),
  'product.line': text(products, ({ product }) => product?.line ?? null),
  'pipeline.name': text(deals, ({ deal }) => deal?.pipeline ?? null),
  'stage.name': text(deals, (linked, world) => stageOf(linked, world)?.name ?? null),
  'opportunity.name': text(deals, ({ deal }) => deal?.name ?? null),
  'opportunity.status': text(deals, ({ deal, stage }, world) => (stage !== undefined ? 'open' : deal ? statusOf(world, deal) : null)),
  'opportunity.forecast_category': text(
    deals,
    (linked, world) => linked.deal?.forecast_category ?? stageOf(linked, world)?.forecast_category ?? null,
  ),
  'opportunity.type': text(deals, ({ deal }) => deal?.type ?? null),
  'opportunity.won_reason': text(deals, ({ deal }) => deal?.won_reason ?? null),
  'opportunity.lost_reason': text(deals, ({ deal }) => deal?.lost_reason ?? null),
  'opportunity.competitor': text(deals, ({ deal }) => deal?.competitor ?? null),
  'opportunity.size_band': text(deals, ({ deal }, world) =>
    deal ? bandOf(sizes, dealMoney(world, deal, deal.amount, deal.currency)) : null,
  ),
  'opportunity.age_band': text(deals, ({ deal, stage }, world, asOf) => {
    if (!deal || deal.created_at === null) return null
    return bandOf(ages, daysBetween(deal.created_at, (stage === undefined ? closedAt(world, deal) : null) ?? asOf))
  }),
  'lead.score_band': text(deals, ({ lead }) => bandOf(scores, lead?.score ?? null)),
  'lead.status': text(deals, ({ lead }) => lead?.status ?? null),
  'lead.disqualified_reason': text(deals, ({ lead }) => lead?.disqualified_reason ?? null),
  'lead.product_interest': text(deals, ({ lead }) => lead?.product_interest ?? null),
  'lead.region': text(deals, ({ lead }) => lead?.region ?? null),
  'lead.industry': text(deals, ({ lead }) => lead?.industry ?? null),
  'quote.sent_at': moment(['quote'], ({ quote }) => quote?.sent_at ?? null),
  'quote.status': text(['quote'], ({ quote }) => quote?.status ?? null),
  'contract.signed_at': moment(contracts, ({ contract }) => contract?.signed_at ?? null),
  'contract.status': text(contracts, ({ contract }) => contract?.status ?? null),
  'delivery.accepted_at': moment(['delivered order'], ({ acceptedAt }) => acceptedAt ?? null),
  'instalment.due_on': moment(['instalment'], ({ instalment }) => instalment?.due_on ?? instalment?.original_due_on ?? null),
  'invoice.issued_on': moment(['receivable'], ({ claim }) => claim?.since ?? null),
  'instalment.ageing_bucket': text(['receivable'], ({ claim }, _, asOf) => (claim === undefined ? null : ageingOf(claim.due, asOf))),
  'ticket.opened_at': moment(['ticket'], ({ ticket }) => ticket?.opened_at ?? null),
  'ticket.solved_at': moment(['ticket'], ({ ticket }) => ticket?.solved_at ?? null),
  'ticket.kind': text(['ticket'], ({ ticket }) => ticket?.kind ?? null),
  'ticket.priority': text(['ticket'], ({ ticket }) => ticket?.priority ?? null),
  'activity.kind': text(['activity'], ({ activity }) => activity?.kind ?? null),
  'activity.direction': text(['activity'], ({ activity }) => activity?.direction ?? null),
  'order.status': text(orders, ({ order }) => order?.status ?? null),
  'spend.kind': text(['spend'], ({ spend }) => spend?.kind ?? null),
  'source.system': text(all, ({ source }) => source),
  'load.id': text(all, () => 1),
}
