import { dayOf } from './calendar.ts'
import type { Model, Text } from './rows.ts'

/** Money that no rate turns into the reporting currency: whatever it enters is refused. */
export const unconverted = Number.NaN

/** An amount in the reporting currency by the rate of the day, or of the nearest day before it; null stays null. */
export function converted(model: Model, amount: number | null, currency: Text, moment: Text): number | null {
  if (amount === null || currency === null || currency === model.reportingCurrency) return amount
  return amount * rateOn(model, currency, moment)
}

function rateOn(model: Model, currency: string, moment: Text): number {
  const latest = (from: string, to: string): number | undefined =>
    model.rows.exchange_rate
      .filter((rate) => rate.from_currency === from && rate.to_currency === to && moment !== null && rate.valid_on <= dayOf(moment))
      .toSorted((a, b) => a.valid_on.localeCompare(b.valid_on))
      .at(-1)?.rate
  const inverse = latest(model.reportingCurrency, currency)
  return latest(currency, model.reportingCurrency) ?? (inverse === undefined ? unconverted : 1 / inverse)
}
