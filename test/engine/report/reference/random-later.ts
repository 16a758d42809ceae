import type { LaterRows } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import { randomQuotes } from './random-quotes.ts'
import type { Opportunity, Rows } from './rows.ts'

type Later = Omit<LaterRows, 'ticket'>

export function randomLater(scene: Scene, deals: readonly Opportunity[], _sales: Pick<Rows, 'order' | 'payment'>): Later {
  return {
    ...randomQuotes(scene, deals),
    contract: [],
    delivery: [],
    instalment: [],
    invoice: [],
    payment_allocation: [],
  }
}
