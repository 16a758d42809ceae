import type { LocalText } from '../../contract/text.ts'
import { dayNumber, dayText } from '../report/calendar-days.ts'
import type { CheckedRow } from './check-sheet.ts'

const shown = 5

/** Days that are missing between two known ones where a pair's rates come day by day, and which rate holds there. */
export function rateGaps(rows: readonly CheckedRow[]): LocalText[] {
  const pairs = new Map<string, number[]>()
  for (const { values, counts } of rows) {
    const { from, to, day } = values
    if (!counts || typeof from !== 'string' || typeof to !== 'string' || typeof day !== 'object' || day === null) continue
    const pair = `${from}→${to}`
    pairs.set(pair, [...(pairs.get(pair) ?? []), dayNumber(day.from)])
  }
  return [...pairs.entries()].flatMap(([pair, days]) => {
    const sorted = [...days].sort((left, right) => left - right)
    const steps = sorted.slice(1).map((day, index) => day - (sorted[index] ?? day))
    const isDaily = steps.length >= 2 && steps.filter((step) => step === 1).length * 2 >= steps.length
    if (!isDaily) return []
    const missing = sorted.slice(1).flatMap((day, index) => {
      const before = sorted[index] ?? day
      return Array.from({ length: day - before - 1 }, (_, step) => ({ day: dayText(before + step + 1), holds: dayText(before) }))
    })
    if (missing.length === 0) return []
    const named = missing.slice(0, shown)
    const more = missing.length > shown ? '…' : ''
    return [
      {
        zh: `${pair} 缺少 ${missing.length} 天：${named.map(({ day, holds }) => `${day}（沿用 ${holds}）`).join('、')}${more}`,
        en: `${pair} lacks ${missing.length} ${missing.length === 1 ? 'day' : 'days'}: ${named.map(({ day, holds }) => `${day} (takes that of ${holds})`).join(', ')}${more}`,
      },
    ]
  })
}
