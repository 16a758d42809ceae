const days1900 = 25_569
const days1904 = 24_107
const millisecondsPerDay = 86_400_000

/**
 * A date or time cell as ISO text: `2024-01-05`, `2024-01-05 09:30:00[.123]`, `09:30:00` for times and durations. `format` is the
 * cell's number format. Null where no such day exists: negative serials, and 1900-02-29, which Excel counts though it never was.
 */
export function excelDateText(serial: number, format: string, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null
  const shown = formatParts(format)
  if (shown.isDuration || (!shown.hasDate && serial < 1)) return clock(Math.round(serial * millisecondsPerDay))
  if (shown.hasDate && serial < 1 && !is1904) return clock(Math.round(serial * millisecondsPerDay))
  if (!is1904 && Math.floor(serial) === 60) return null
  const leap = !is1904 && serial < 60 ? 1 : 0
  const milliseconds = Math.round((serial + leap - (is1904 ? days1904 : days1900)) * millisecondsPerDay)
  const day = Math.floor(milliseconds / millisecondsPerDay)
  const rest = milliseconds - day * millisecondsPerDay
  const date = new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
  return shown.hasTime || rest !== 0 ? `${date} ${clock(rest)}` : date
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const fraction = milliseconds % 1000
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(3, '0')}`
}

function formatParts(format: string): { hasDate: boolean; hasTime: boolean; isDuration: boolean } {
  const bare = format.replace(/"[^"]*"|\\.|_./g, '')
  const isDuration = /\[(h+|m+|s+)\]/i.test(bare)
  const codes = bare.replace(/\[[^\]]*\]/g, '')
  return { hasDate: /[ydegb年月日]/i.test(codes), hasTime: /[hs时分秒]|am\/pm|上午/i.test(codes), isDuration }
}
