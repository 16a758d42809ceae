const dayMilliseconds = 86_400_000

/** Milliseconds since 1970 that the wall clock of a zone shows at an instant, as if it stood in UTC. Throws for a zone that is unknown. */
export function wallClock(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant)
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  ) as [number, number, number, number, number, number]
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * The instant at which the wall clock of a zone shows `wall`: the first one where it shows it twice; where it skips it, as much later
 * as it skips (as RFC 5545 has it).
 */
export function instantOf(wall: number, timeZone: string): number {
  const offsets = [wall - dayMilliseconds, wall + dayMilliseconds].map((near) => wallClock(near, timeZone) - near)
  const shown = offsets.map((offset) => wall - offset).filter((instant) => wallClock(instant, timeZone) === wall)
  return shown.length === 0 ? wall - (offsets[0] ?? 0) : Math.min(...shown)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
