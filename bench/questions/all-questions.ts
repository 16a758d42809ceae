import type { Database } from '../../src/engine/database/database.ts'
import { dayNumber, dayText, firstDayOfMonth, monthNumber } from '../../src/engine/report/calendar-days.ts'
import { customerQuestions } from './customer-questions.ts'
import { dealQuestions } from './deal-questions.ts'
import { everydayQuestions } from './everyday-questions.ts'
import { leadQuestions } from './lead-questions.ts'
import type { Question, Span } from './question.ts'

/** Every question of the bench, in the order of their names; `lastOwner` is the highest code of an owner in the tables of the limit. */
export function allQuestions(until: string, lastOwner: number): Question[] {
  const [year, twoYears] = [lastMonths(until, 12), lastMonths(until, 24)]
  return [
    ...leadQuestions(lastMonths(until, 6), lastOwner),
    ...dealQuestions(twoYears),
    ...customerQuestions,
    ...everydayQuestions({ year, twoYears, pastDay: lastMonths(until, 9).from }),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function lastMonths(until: string, months: number): Span {
  const lastMonth = monthNumber(dayNumber(until))
  const firstDay = firstDayOfMonth(lastMonth - months + 1)
  return { from: dayText(firstDay), to: until, firstDay, lastDay: dayNumber(until), lastMonth }
}

/** The highest code of an owner. */
export async function lastOwner(keyed: Database): Promise<number> {
  const [owners] = await keyed.rows<{ last: number }>('select max(code) as last from word.owner')
  return owners?.last ?? 0
}
