import type { FormatName } from './value-formats.ts'

const time = String.raw`(?:[T ]\s*(?:(?:上午|下午|凌晨|中午|晚上)\s*)?([01]?\d|2[0-4]):([0-5]?\d)(?::([0-5]?\d|60)(?:[.,]\d{1,9})?)?\s*(?:[AaPp]\.?[Mm]\.?)?)`
const zone = String.raw`(?:\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))`
const names =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(${time})?(${zone})?$`)
const chinese = new RegExp(
  String.raw`^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?(\s*(?:上午|下午)\s*\d{1,2}:\d{2}(?::\d{2})?|${time})?$`,
)
const parts = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(${time})?$`)
const dayName = new RegExp(String.raw`^(\d{1,2})[-/ ](?:${names})[-/ ,]+(\d{4})(${time})?$`, 'i')
const monthName = new RegExp(String.raw`^(?:${names})\.? (\d{1,2}),? (\d{4})(${time})?$`, 'i')

const isDay = (year: number, month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
const daysIn = (year: number, month: number) =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Every format under which a text is a real day (31 April is none). `value` is trimmed and NFKC-normalised. */
export function dateFormatsOf(value: string): FormatName[] {
  const first = yearFirst.exec(value)
  if (first !== null) {
    if (!isDay(Number(first[1]), Number(first[3]), Number(first[4]))) return []
    const isIso = first[2] === '-' && first[3]!.length === 2 && first[4]!.length === 2
    if (first[9] !== undefined) return first[5] === undefined ? [] : ['iso-timestamp-zone']
    if (first[5] === undefined) return isIso ? ['iso-date', 'ymd'] : ['ymd']
    return isIso && !/[AaPp]\.?[Mm]|[上下]午|,/.test(first[5]) ? ['iso-timestamp', 'ymd-timestamp'] : ['ymd-timestamp']
  }
  const cn = chinese.exec(value)
  if (cn !== null) return isDay(Number(cn[1]), Number(cn[2]), Number(cn[3])) ? [cn[4] === undefined ? 'cn-date' : 'cn-timestamp'] : []
  const mixed = parts.exec(value)
  if (mixed !== null) {
    const [one, two, year] = [Number(mixed[1]), Number(mixed[3]), Number(mixed[4]!.length === 2 ? `20${mixed[4]}` : mixed[4])]
    const isTimed = mixed[5] !== undefined
    const dmy: FormatName[] = isDay(year, two, one) ? [isTimed ? 'dmy-timestamp' : 'dmy'] : []
    const mdy: FormatName[] = isDay(year, one, two) && mixed[2] !== '.' ? [isTimed ? 'mdy-timestamp' : 'mdy'] : []
    return [...dmy, ...mdy]
  }
  const named = dayName.exec(value)
  if (named !== null) return Number(named[1]) <= 31 ? [named[3] === undefined ? 'dmy-name' : 'dmy-name-timestamp'] : []
  const month = monthName.exec(value)
  if (month !== null) return Number(month[1]) <= 31 ? [month[3] === undefined ? 'mdy-name' : 'mdy-name-timestamp'] : []
  return []
}

/** Numbers that stand for a day; believed only where the header speaks of a date or time. */
export function numericDateFormatsOf(value: string): FormatName[] {
  if (/^(19|20)\d{6}$/.test(value) && isDay(Number(value.slice(0, 4)), Number(value.slice(4, 6)), Number(value.slice(6))))
    return ['compact-date']
  if (/^\d{5}$/.test(value) && Number(value) >= 20_000 && Number(value) <= 80_000) return ['excel-serial', 'excel-serial-time']
  if (/^\d{5}\.\d+$/.test(value) && Number(value) >= 20_000 && Number(value) <= 80_000) return ['excel-serial-time']
  if (/^\d{13}$/.test(value)) return ['epoch-milliseconds']
  if (/^1\d{9}$/.test(value)) return ['epoch-seconds']
  return []
}
