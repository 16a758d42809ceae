import type { Random } from './random.ts'
import type { Account, Campaign, Channel, Model, Named, Person, Product, Stage, Text } from './rows.ts'

/** Who and what the rows speak of, and the texts by which they may be named. */
export interface World {
  readonly person: readonly Person[]
  readonly team: readonly Named[]
  readonly channel: readonly Channel[]
  readonly campaign: readonly Campaign[]
  readonly account: readonly Account[]
  readonly product: readonly Product[]
  readonly pipeline: readonly Named[]
  readonly stage: readonly Stage[]
  readonly spellings: Model['spellings']
  readonly names: Readonly<Record<'person' | 'channel' | 'campaign' | 'account' | 'product' | 'team', readonly Text[]>>
}

const named = (entity: string, names: readonly Text[]): Named[] =>
  names.map((name, index) => ({ source: 'crm', source_id: `${entity}-${index + 1}`, name }))
const maybe = (random: Random, values: readonly string[], empty = 0.2): Text => (random.chance(empty) ? null : random.pick(values))

export function randomWorld(random: Random): World {
  const team = named('team', random.some(['East', 'West'], random.whole(0, 2)))
  const person = named('person', random.some(['Ann', 'Bob', 'Cid', 'Dan', 'Zoe'], random.whole(1, 4))).map((one) => ({
    ...one,
    team: team.length === 0 ? null : maybe(random, ['East', 'West'], 0.3),
    manager: maybe(random, ['Zoe', 'Ann', 'Max'], 0.4),
    region: maybe(random, ['North', 'South']),
  }))
  const channel = named('channel', random.some(['Web', 'Fair', 'Ads', 'Press'], random.whole(1, 4))).map((one) => ({
    ...one,
    source_name: maybe(random, ['Search', 'Social']),
    medium: maybe(random, ['cpc', 'organic']),
    is_paid: random.chance(0.3) ? null : random.chance(0.5),
  }))
  const campaign = named('campaign', random.some(['Spring', 'Autumn'], random.whole(0, 2))).map((one) => ({
    ...one,
    channel: random.chance(0.5) ? random.pick(channel).name : null,
  }))
  const account = randomAccounts(random)
  const product = named('product', random.some(['Pump', 'Valve', 'Cloud'], random.whole(1, 3))).map((one) => ({
    ...one,
    line: maybe(random, ['Flow', 'Soft']),
    list_price: random.chance(0.2) ? null : random.pick([0, 25, 12.5]),
    currency: random.pick([null, null, 'CNY', 'USD']),
  }))
  const spellings = randomSpellings(random, { account, product })
  // A name that no file describes stands for itself.
  const texts = (entity: keyof World['names'], things: readonly Named[], undescribed: string): Text[] => [
    ...things.flatMap(({ name, source_id }) =>
      name === null || things.filter((one) => one.name === name).length > 1 ? [source_id] : [name, name, source_id],
    ),
    ...spellings.filter((one) => one.entity === entity).map(({ text }) => text),
    ...(random.chance(0.3) ? [undescribed] : []),
    null,
  ]
  return {
    person,
    team,
    channel,
    campaign,
    account,
    product,
    ...randomStages(random),
    spellings,
    names: {
      person: texts('person', person, 'Eve'),
      team: texts('team', team, 'Night'),
      channel: texts('channel', channel, 'Radio'),
      campaign: texts('campaign', campaign, 'Winter'),
      account: texts('account', account, 'Omega'),
      product: texts('product', product, 'Gauge'),
    },
  }
}

function randomAccounts(random: Random): Account[] {
  const names = random.some(['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'], random.whole(1, 5))
  // Two customers may have one name.
  if (random.chance(0.3)) names.push(random.pick(names))
  return named('account', names).map((one) => ({
    ...one,
    industry: maybe(random, ['Food', 'Steel']),
    size_band: maybe(random, ['S', 'M', 'L']),
    country: maybe(random, ['CN', 'DE']),
    region: maybe(random, ['East', 'North']),
    province: maybe(random, ['Hubei', 'Hunan']),
    city: maybe(random, ['Wuhan', 'Jena']),
  }))
}

function randomSpellings(
  random: Random,
  things: { readonly account: readonly Named[]; readonly product: readonly Named[] },
): Model['spellings'] {
  const spelled = (['account', 'product'] as const).flatMap((entity) =>
    things[entity].flatMap(({ name }) => (name === null || random.chance(0.6) ? [] : [{ entity, text: `${name.toUpperCase()} `, name }])),
  )
  return spelled.filter(({ entity, name }) => things[entity].filter((one) => one.name === name).length === 1)
}

const stageNames = ['New', 'Talk', 'Offer'] as const

function randomStages(random: Random): { readonly pipeline: readonly Named[]; readonly stage: readonly Stage[] } {
  const pipeline = named('pipeline', random.chance(0.5) ? ['Standard'] : ['Standard', 'Renewal'])
  const stages = pipeline.flatMap(({ name }) => [
    ...stageNames.map((stage, index) => ({
      pipeline: name,
      name: stage,
      position: index + 1,
      probability: random.chance(0.2) ? null : random.whole(0, 10) / 10,
      kind: 'open' as const,
      forecast_category: maybe(random, ['pipeline', 'best case', 'commit']),
    })),
    { pipeline: name, name: 'Won', position: 8, probability: 1, kind: 'won' as const, forecast_category: 'closed' },
    { pipeline: name, name: 'Lost', position: 9, probability: 0, kind: 'lost' as const, forecast_category: 'omitted' },
  ])
  return { pipeline, stage: stages.map((stage, index) => ({ source: 'crm', source_id: `stage-${index + 1}`, ...stage })) }
}
