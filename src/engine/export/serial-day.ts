/**
 * A day (`2017-12-31`) or moment (`2017-12-31 23:59:59.5`) as Excel counts: days since 1899-12-30, the time as a fraction.
 * Null for what Excel has no number for: days before 1900-03-01, infinities, years of five digits.
 * Source of the day count: H. Hinnant, days_from_civil.
 */
export function excelSerial(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}(?:\.\d+)?))?/.exec(text)
  if (!match) return null
  const [, year = '0', month = '1', day = '1', hours = '0', minutes = '0', seconds = '0'] = match
  const serial = daysSince1970(Number(year), Number(month), Number(day)) + 25_569
  if (serial < 61) return null
  return serial + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400
}

function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
