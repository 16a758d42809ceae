import { dayOf, dayOfMinute, lastDay, nextWorkday, officeMinute } from './calendar.ts'
import type { DayNumber, Minute } from './calendar.ts'
import { openStages } from './company.ts'
import type { Random } from './random.ts'

export interface Move {
  readonly from: string | null
  readonly to: string
  readonly at: Minute
}

export interface Walk {
  readonly createdOn: DayNumber
  readonly createdAt: Minute | null
  readonly skill: number
  readonly index: number
}

const festival = { from: dayOf('2026-02-09'), to: dayOf('2026-02-26') }

/** Customers sign little around Spring Festival: most of what would fall into it waits. */
function leaveDay(random: Random, entered: DayNumber, days: number): DayNumber {
  const day = nextWorkday(entered + Math.max(1, Math.round(days)))
  return day >= festival.from && day <= festival.to && random.chance(0.8) ? nextWorkday(festival.to + random.int(1, 14)) : day
}

/** From the first stage on, until the deal is won, lost, or the last day comes. */
export function walkStages(random: Random, walk: Walk): Move[] {
  const moves: Move[] = []
  // A deal made on a Sunday is entered on that Sunday: its first stage begins on the day it was created.
  let at = walk.createdAt ?? walk.createdOn * 1440 + random.int(540, 1079)
  let position = walk.index % 29 === 7 ? 1 : 0
  let regressed = false
  const enter = (to: string) => {
    if (dayOfMinute(at) <= lastDay) moves.push({ from: moves.at(-1)?.to ?? null, to, at })
  }
  const wait = (days: number) => {
    at = officeMinute(random, leaveDay(random, dayOfMinute(at), days))
  }
  enter(openStages[position]?.name ?? '')
  for (;;) {
    const stage = openStages[position]
    if (!stage) break
    wait(random.around(stage.days / (0.6 + walk.skill * 0.4)))
    if (random.chance(stage.loss * (2.05 - walk.skill))) {
      enter('输单')
      return walk.index % 19 === 4 ? reopen(random, moves) : moves
    }
    if (position === 3 && !regressed && walk.index % 37 === 11) {
      regressed = true
      position = 2
    } else {
      position += position === 0 && walk.index % 31 === 3 ? 2 : 1
    }
    enter(openStages[position]?.name ?? '赢单')
  }
  return moves
}

/** Lost, taken up again a few days later, and won: within one month, so that no month end falls in between. */
function reopen(random: Random, moves: Move[]): Move[] {
  const lost = moves.at(-1)
  if (!lost || lost.to !== '输单') return moves
  const monthStart = nextWorkday(dayOfMinute(lost.at))
  const taken = nextWorkday(monthStart + 4) * 1440 + random.int(560, 1000)
  const won = nextWorkday(dayOfMinute(taken) + 15) * 1440 + random.int(560, 1000)
  const isSameMonth = new Date(lost.at * 60_000).getUTCMonth() === new Date(taken * 60_000).getUTCMonth()
  if (!isSameMonth || dayOfMinute(won) > lastDay) return moves
  return [...moves, { from: '输单', to: '商务谈判', at: taken }, { from: '商务谈判', to: '赢单', at: won }]
}
