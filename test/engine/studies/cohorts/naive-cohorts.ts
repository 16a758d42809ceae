/** One purchase: the day as text, money in whole units; a return is below zero. */
export interface Bought {
  readonly account: string
  readonly on: string
  readonly amount: number
}

export interface NaiveCell {
  readonly n: number
  readonly bought: number
  readonly later: number
  readonly amount: number
  readonly cumulative: number
}

const width = { month: 1, quarter: 3, year: 12 } as const
export type Grain = keyof typeof width
const placeOf = (day: string, grain: Grain): number =>
  Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / width[grain])
/** The first day after a period. */
const endOf = (place: number, grain: Grain): string => {
  const month = (place + 1) * width[grain]
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

/** Cells by `cohort place/age` of periods that have ended by the end of `asOf`, from plain rows and customer by customer. */
export function naiveCells(bought: readonly Bought[], asOf: string, grain: Grain): Map<string, NaiveCell> {
  const next = new Date(Date.parse(asOf) + 86_400_000).toISOString().slice(0, 10)
  const known = bought.filter(({ on }) => on <= asOf)
  const cells = new Map<string, NaiveCell>()
  for (const account of new Set(known.map((one) => one.account))) {
    const own = known.filter((one) => one.account === account)
    const days = own.filter(({ amount }) => amount > 0).map(({ on }) => on)
    if (days.length === 0) continue
    const cohort = placeOf(days.toSorted()[0] ?? '', grain)
    for (let age = 0; endOf(cohort + age, grain) <= next; age += 1) {
      const ageOf = (day: string): number => Math.max(0, placeOf(day, grain) - cohort)
      const sum = (fits: (age: number) => boolean): number =>
        own.filter(({ on }) => fits(ageOf(on))).reduce((all, { amount }) => all + amount, 0)
      const cell = cells.get(`${cohort}/${age}`) ?? { n: 0, bought: 0, later: 0, amount: 0, cumulative: 0 }
      cells.set(`${cohort}/${age}`, {
        n: cell.n + 1,
        bought: cell.bought + (days.some((day) => ageOf(day) === age) ? 1 : 0),
        later: cell.later + (days.some((day) => ageOf(day) >= age) ? 1 : 0),
        amount: cell.amount + sum((at) => at === age),
        cumulative: cell.cumulative + sum((at) => at <= age),
      })
    }
  }
  return cells
}
