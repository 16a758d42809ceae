import type { Grain } from './report-spec.ts'
import type { Language } from './text.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = { zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }

/** A fiscal month of whole weeks begins some days before or after the month it is called by. */
function nearestMonth(match: RegExpExecArray): readonly string[] {
  const [start = '', year = '', month = '', day = ''] = match
  if (Number(day) <= 15) return match
  const next = Number(month) % 12
  return [start, String(Number(year) + (next === 0 ? 1 : 0)), String(next + 1).padStart(2, '0'), day]
}

/**
 * A bucket of time as people write it. Buckets arrive as their first day (`2017-04-01`), weekdays as 1 (Monday) to 7,
 * hours as 0 to 23.
 */
export function bucketLabel(value: string | number | bigint | boolean | null, grain: Grain, language: Language): string {
  if (value === null) return ''
  if (grain === 'weekday') return weekdays[language][Number(value) - 1] ?? String(value)
  if (grain === 'hour') return `${String(value).padStart(2, '0')}:00`
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(value))
  if (!match) return String(value)
  const [, year = '', month = '', day = ''] = grain.startsWith('fiscal') ? nearestMonth(match) : match
  const quarter = Math.floor((Number(month) - 1) / 3) + 1
  switch (grain) {
    case 'year':
      return year
    case 'fiscal_year':
      return month === '01' ? `FY${year}` : `FY${Number(year) + 1}`
    case 'quarter':
      return language === 'zh' ? `${year}年Q${quarter}` : `${year} Q${quarter}`
    case 'fiscal_quarter':
    case 'fiscal_month':
    case 'month':
      return language === 'zh' ? `${year}年${Number(month)}月` : `${months[Number(month) - 1]} ${year}`
    default:
      return `${year}-${month}-${day}`
  }
}
