import type { Language } from '../../src/contract/text.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2017-12-31` as people write it. A day never becomes a JavaScript Date: it has no zone to be shifted by. */
export function formatDay(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  if (!match) return day
  const [, year = '', month = '', date = ''] = match
  return language === 'zh' ? `${year}年${Number(month)}月${Number(date)}日` : `${Number(date)} ${months[Number(month) - 1]} ${year}`
}

/** A moment to the minute. With an offset it is shown in `timeZone`; without one it is local text already and stays as it is. */
export function formatMoment(moment: string, language: Language, timeZone: string): string {
  if (!/(Z|[+-]\d{2}:?\d{2})$/.test(moment.slice(10))) return `${formatDay(moment, language)} ${moment.slice(11, 16)}`.trim()
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment))
  return `${formatDay(parts, language)} ${parts.slice(11, 16)}`
}

/** File sizes in the units file managers use. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}
