import type { Schedule } from '../contract/pulls.ts'
import type { LocalText } from '../contract/text.ts'
import { UsageError } from './failure.ts'

export interface ScheduleOptions {
  readonly every?: string
  readonly daily?: string
  readonly weekly?: string
  readonly byHand?: boolean
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const daysZh = ['一', '二', '三', '四', '五', '六', '日'] as const
const minutesOf = { m: 1, h: 60, d: 1440 } as const
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/

/** undefined = nothing was said of it. Throws UsageError. */
export function scheduleOf({ every, daily, weekly, byHand }: ScheduleOptions): Schedule | undefined {
  const said = [every, daily, weekly, byHand].filter((option) => option !== undefined)
  if (said.length > 1) throw new UsageError('only one of --every, --daily, --weekly and --by-hand')
  if (byHand) return { kind: 'off' }
  if (every !== undefined) return { kind: 'interval', minutes: minutes(every) }
  if (daily !== undefined) return { kind: 'daily', at: time('--daily', daily) }
  return weekly === undefined ? undefined : weeklyOf(weekly)
}

function minutes(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})(m|h|d)$/.exec(text) ?? []
  const length = Number(count) * (minutesOf[unit as keyof typeof minutesOf] ?? 0)
  if (!(length >= 1 && length <= 10_080)) throw new UsageError(`--every ${text}: 30m, 2h or 1d, from a minute to a week`)
  return length
}

function time(option: string, text: string): string {
  const padded = /^\d:\d\d$/.test(text) ? `0${text}` : text
  if (!timeOfDay.test(padded)) throw new UsageError(`${option} ${text}: a time as 07:00 is wanted`)
  return padded
}

function weeklyOf(text: string): Schedule {
  const [names = '', at = '', ...more] = text.trim().split(/\s+/)
  const numbers = names
    .toLowerCase()
    .split(',')
    .map((name) => days.findIndex((day) => day === name) + 1)
  if (more.length > 0 || numbers.includes(0)) throw new UsageError(`--weekly ${text}: days and a time as "mon,thu 07:00" are wanted`)
  return { kind: 'weekly', days: [...new Set(numbers)].toSorted((a, b) => a - b), at: time('--weekly', at) }
}

export function scheduleText(schedule: Schedule): LocalText {
  if (schedule.kind === 'off') return { zh: '手动', en: 'by hand' }
  if (schedule.kind === 'daily') return { zh: `每天 ${schedule.at}`, en: `daily ${schedule.at}` }
  if (schedule.kind === 'weekly')
    return {
      zh: `每周${schedule.days.map((day) => daysZh[day - 1]).join('、')} ${schedule.at}`,
      en: `${schedule.days.map((day) => days[day - 1]).join(',')} ${schedule.at}`,
    }
  const [length, unit] = [1440, 60, 1].flatMap((size) =>
    schedule.minutes % size === 0 ? [[schedule.minutes / size, size] as const] : [],
  )[0] ?? [schedule.minutes, 1]
  const units = { 1: { zh: '分钟', en: 'm' }, 60: { zh: '小时', en: 'h' }, 1440: { zh: '天', en: 'd' } } as const
  const { zh, en } = units[unit as keyof typeof units]
  return { zh: `每 ${length} ${zh}`, en: `every ${length}${en}` }
}
