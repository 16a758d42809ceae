import { dayOf, plusDays } from './calendar.ts'
import type { Quote, QuoteLine } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import type { Opportunity } from './rows.ts'

const statuses = [null, 'Sent', 'Accepted', '已接受', 'Rejected', 'Draft', '草稿', 'Void', '未作废', 'Expired']

/** Up to three versions of a deal, some without a number, two on one day; some of no deal. */
export function randomQuotes(scene: Scene, deals: readonly Opportunity[]): { quote: Quote[]; quote_line: QuoteLine[] } {
  const { random, missing, size } = scene
  if (missing.has('quote')) return { quote: [], quote_line: [] }
  const isNumbered = random.chance(0.7)
  const quoted = deals.filter(() => random.chance(0.5))
  const quote = [...quoted, ...Array.from({ length: random.whole(1, size) }, () => null)].flatMap((deal, index) =>
    Array.from({ length: deal === null ? 1 : random.whole(1, 3) }, (_, version) =>
      randomQuote(scene, `${index + 1}-${version + 1}`, deal, isNumbered ? version + 1 : null),
    ),
  )
  return { quote, quote_line: missing.has('quote_line') ? [] : quote.flatMap((one) => randomLines(scene, one)) }
}

function randomQuote({ random, world, ...scene }: Scene, id: string, deal: Opportunity | null, version: number | null): Quote {
  const near = deal?.created_at ?? scene.moment()
  return {
    source: 'crm',
    source_id: `quote-${id}`,
    is_deleted: scene.isDeleted(),
    owner: random.pick(world.names.person),
    opportunity: deal?.source_id ?? null,
    account: random.chance(0.5) ? null : random.pick(world.names.account),
    version,
    status: random.pick(statuses),
    sent_at: random.chance(0.1)
      ? null
      : `${plusDays(dayOf(near), random.pick([0, 3, 3, 20, random.whole(0, 90)]))} ${random.pick(['00:00:00', '10:30:00'])}`,
    amount: scene.amount(),
    currency: random.pick(scene.currencies),
  }
}

/** Free lines, surcharges, lines of no list price and of unknown quantity. */
function randomLines({ random, world, ...scene }: Scene, quote: Quote): QuoteLine[] {
  return Array.from({ length: random.pick([0, 1, 1, 2]) }, (_, index) => ({
    source: 'crm',
    source_id: `${quote.source_id}-line-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: null,
    quote: quote.source_id,
    product: random.pick(world.names.product),
    quantity: random.chance(0.15) ? null : random.pick([0, 1, 2, 5, 2.5]),
    list_price: random.chance(0.2) ? null : random.pick([0, 10, 12.5, 100]),
    net_price: random.chance(0.1) ? null : random.pick([0, 8, 10, 12.5, 90, 110]),
  }))
}
