import type { Contract, LaterRows } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import { randomDeliveries } from './random-contracts.ts'
import { randomClaims } from './random-receivables.ts'
import { randomQuotes } from './random-quotes.ts'
import type { Opportunity, Rows } from './rows.ts'

type Later = Omit<LaterRows, 'ticket'>

export function randomLater(
  scene: Scene,
  deals: readonly Opportunity[],
  contract: readonly Contract[],
  { order, payment }: Pick<Rows, 'order' | 'payment'>,
): Later {
  return {
    ...randomQuotes(scene, deals),
    contract,
    delivery: randomDeliveries(scene, order),
    ...randomClaims(scene, { contract, order, payment }),
  }
}
