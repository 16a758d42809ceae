/** Units of a timestamp or a time of day, by how many of them make a second. */
export type UnitsPerSecond = 1n | 1_000n | 1_000_000n | 1_000_000_000n

const infiniteDay = 2_147_483_647
const infiniteInstant = 9_223_372_036_854_775_807n
const secondsPerDay = 86_400n

/** Days since 1970-01-01 as DuckDB writes them: `2017-12-31`, `0044-03-15 (BC)`, `infinity`. Never through a Date. */
export function dayText(days: number): string {
  if (Math.abs(days) === infiniteDay) return days > 0 ? 'infinity' : '-infinity'
  return civilDay(days)
}

/** Units since 1970-01-01 00:00 as DuckDB writes them: `2017-12-31 23:59:59.5`, with `zone` (`+00`) behind the time. */
export function timestampText(value: bigint, perSecond: UnitsPerSecond, zone = ''): string {
  if (value === infiniteInstant) return 'infinity'
  if (value === -infiniteInstant) return '-infinity'
  const perDay = secondsPerDay * perSecond
  let days = value / perDay
  let rest = value % perDay
  if (rest < 0n) [days, rest] = [days - 1n, rest + perDay]
  return `${civilDay(Number(days))} ${timeText(rest, perSecond)}${zone}`
}

/** Units since midnight: `08:05:00`, `08:05:00.25`. */
export function timeText(value: bigint, perSecond: UnitsPerSecond): string {
  const seconds = Number(value / perSecond)
  const fraction = value % perSecond
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  if (fraction === 0n) return clock
  return `${clock}.${fraction
    .toString()
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '')}`
}

/**
 * Howard Hinnant's days-to-civil: years begin in March, eras are 400 years of 146,097 days.
 * https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
function civilDay(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const isBeforeChrist = year <= 0
  const shownYear = String(isBeforeChrist ? 1 - year : year).padStart(4, '0')
  return `${shownYear}-${two(month)}-${two(day)}${isBeforeChrist ? ' (BC)' : ''}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
