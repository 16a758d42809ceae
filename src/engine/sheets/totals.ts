import type { SheetName, SheetTotal } from '../../contract/sheets.ts'
import type { CheckedRow } from './check-sheet.ts'
import { fromUnits, toUnits } from './exact.ts'
import { periodText } from './read-period.ts'

interface Sum {
  units: bigint
  rows: number
}

/** Exact sums of the rows that count, by metric and currency: of all periods first, then of each. Rates and unit costs have none. */
export function totalsOf(name: SheetName, rows: readonly CheckedRow[], reportingCurrency: string | null): SheetTotal[] {
  if (name !== 'targets' && name !== 'spend') return []
  const sums = new Map<string, Sum>()
  for (const { values, counts } of rows) {
    const { period, amount, currency, metric } = values
    if (!counts || typeof amount !== 'string' || typeof period !== 'object' || period === null) continue
    const measure = typeof metric === 'string' ? metric : name
    const code = typeof currency === 'string' ? currency : (reportingCurrency ?? '')
    for (const when of ['', periodText(period)]) {
      const key = [when, measure, code].join('\u0000')
      const sum = sums.get(key) ?? { units: 0n, rows: 0 }
      sums.set(key, { units: sum.units + toUnits(amount), rows: sum.rows + 1 })
    }
  }
  return [...sums.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { units, rows: counted }]) => {
      const [period = '', measure = '', currency = ''] = key.split('\u0000')
      return { period: period === '' ? null : period, measure, currency, amount: fromUnits(units), rows: counted }
    })
}
