import type { LaterRows } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import type { Opportunity, Rows } from './rows.ts'

type Later = Omit<LaterRows, 'ticket'>

export function randomLater(_scene: Scene, _deals: readonly Opportunity[], _sales: Pick<Rows, 'order' | 'payment'>): Later {
  return { quote: [], quote_line: [], contract: [], delivery: [], instalment: [], invoice: [], payment_allocation: [] }
}
