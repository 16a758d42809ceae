import type { Formula, PartDefinition } from './definition.ts'
import { ofSource, openBefore, openOf, planNotes, type ClaimSource } from './receivable-parts.ts'
import { dialect } from '../dialect/in-use.ts'

/** How far back countback takes invoices off the balance; what is older is not answered. */
const mostMonths = 36

const snapshotOf = (from: ClaimSource): Pick<PartDefinition, 'fact' | 'on' | 'where' | 'snapshot'> => {
  const { fact, on, where = '' } = openOf(from)
  return { fact, on, where, snapshot: true }
}
const days = (from: ClaimSource): PartDefinition => ({ ...snapshotOf(from), stat: 'b.as_of_day - b.start_day + 1', as: 'max', scale: 1 })
const claims = (from: ClaimSource): PartDefinition => ({ fact: 'claim', on: 'start', count: 'rows', where: ofSource(from) })
const claimed = (from: ClaimSource): PartDefinition => ({
  fact: 'claim',
  on: 'start',
  sum: 'f.amount_reporting',
  money: true,
  where: ofSource(from),
})

/** Balance ÷ what was invoiced in the period × its days; `open` is SQL over the parts given. */
function timesDays(from: ClaimSource, open: string, parts: Formula['parts']): Formula {
  const balance = `coalesce(${open}, 0)`
  return {
    parts: { ...parts, days: days(from), sales: claimed(from), claims: claims(from) },
    value: `case when {sales} > 0 then case when ${balance} = 0 then 0 else ${dialect.cast(balance, 'double')} * {days} / ${dialect.cast('{sales}', 'double')} end end`,
    population: 'claims',
    notes: planNotes(from),
  }
}

/** Takes one month of invoices after another off the balance, the latest first; the last one counts by the part that it takes. */
function countback(from: ClaimSource, length: 'calendar' | 'thirty'): Formula {
  const names = Array.from({ length: mostMonths }, (_, back) => `month_${letter(Math.floor(back / 26))}${letter(back % 26)}`)
  const months = names.map((name, back): [string, PartDefinition] => [
    name,
    {
      ...claimed(from),
      snapshot: true,
      where: `${ofSource(from)} and f.start_day <= b.as_of_day and f.start_month = b.as_of_month - ${back}`,
    },
  ])
  const sold = names.map((name) => dialect.cast(`coalesce({${name}}, 0)`, 'double'))
  const lengths = names.map((_, back) => (length === 'thirty' ? '30' : monthDays(back)))
  return {
    parts: {
      open: openOf(from),
      claims: {
        ...claims(from),
        snapshot: true,
        where: `${ofSource(from)} and f.start_day <= b.as_of_day and f.start_day > b.as_of_day - 365`,
      },
      day: { ...snapshotOf(from), stat: 'b.as_of_day', as: 'max', scale: 1 },
      ...Object.fromEntries(months),
    },
    value: dialect.among.countback(dialect.cast('coalesce({open}, 0)', 'double'), sold, lengths),
    population: 'claims',
    isAsOf: true,
    notes: planNotes(from),
  }
}

const letter = (place: number): string => String.fromCharCode(97 + place)

/** Days of the month so many months before that of {day}; the month of the day itself ends with it. */
function monthDays(back: number): string {
  return dialect.calendar.daysOfMonth(dialect.cast('{day}', 'integer'), back)
}

function casesOf(from: ClaimSource): Readonly<Record<string, Formula>> {
  const late = ' and f.due_day < b.as_of_day'
  return {
    [`simple ${from}`]: timesDays(from, '{open}', { open: openOf(from) }),
    [`average ${from}`]: timesDays(from, `${dialect.cast('coalesce({open}, 0) + coalesce({earlier}, 0)', 'double')} / 2`, {
      open: openOf(from),
      earlier: openBefore(from),
    }),
    [`best-possible ${from}`]: timesDays(from, '{current}', { current: openOf(from, ' and f.due_day >= b.as_of_day') }),
    [`delinquent ${from}`]: timesDays(from, '{late}', { late: openOf(from, late) }),
    [`countback ${from}`]: countback(from, 'calendar'),
    [`countback-30 ${from}`]: countback(from, 'thirty'),
  }
}

export const dsoCases: Readonly<Record<string, Formula>> = { ...casesOf('invoices'), ...casesOf('plan') }
