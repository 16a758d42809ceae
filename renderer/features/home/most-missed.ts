import type { Missing } from '../../../src/contract/catalog.ts'

/** What a sales team asks for first, in this order; everything else comes after it. */
const wanted = ['opportunity', 'account', 'product', 'person', 'lead', 'activity', 'target', 'order', 'payment', 'spend']
const shown = 8

/** The missing things worth naming on a page with little room. */
export function mostMissed(missing: readonly Missing[]): Missing[] {
  return missing.toSorted((a, b) => rank(a) - rank(b)).slice(0, shown)
}

function rank({ need }: Missing): number {
  const index = wanted.indexOf(need.split('.')[0] ?? '')
  return index < 0 ? wanted.length : index
}
