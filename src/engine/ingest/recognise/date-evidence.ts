export interface DateEvidence {
  readonly type: 'date' | 'timestamp'
  readonly format: string | undefined
  readonly isAmbiguousDate: boolean
}

const time = String.raw`(?:[T ]+(?:上午|下午|AM |PM )?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:am|pm))?)`
const native = /^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?$/
const zoned = new RegExp(
  String.raw`^\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)$`,
  'i',
)
const yearFirst = new RegExp(String.raw`^\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2}${time}?)?$`, 'i')
const chinese = new RegExp(
  String.raw`^\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日?${time}?)?$|^\d{4}年\d{1,2}月\d{1,2}日 ?(?:上午|下午)?\d{1,2}[:时]\d{2}.*$`,
  'i',
)
const monthName = new RegExp(
  String.raw`^(?:\d{1,2}[- ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[- ,]+\d{4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4})${time}?$`,
  'i',
)
const partsFirst = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}?$`, 'i')
const wholeYear = /^(?:19|20)\d{2} ?(?:年|年度|全年)$/
const bareYear = /^(?:19|20)\d{2}$/
const quarter = /^(\d{4}) ?[-/年]? ?(?:Q|第)?[1-4一二三四](?:季度|季)$|^(\d{4}) ?[-/]? ?Q[1-4]$|^Q[1-4][- /]?\d{4}$/i
const hasTime = /\d{1,2}[:时]\d{2}/

/** Only-ambiguous `03/04/2024` is told by a part over 12 anywhere in the column; without one somebody has to say. */
function partOrder(values: readonly string[]): 'dmy' | 'mdy' | 'ambiguous' | null {
  let isDayFirst = false
  let isMonthFirst = false
  for (const value of values) {
    const match = partsFirst.exec(value)
    if (!match) continue
    if (Number(match[1]) > 12) isDayFirst = true
    if (Number(match[3]) > 12) isMonthFirst = true
  }
  if (isDayFirst && isMonthFirst) return null
  if (isDayFirst) return 'dmy'
  return isMonthFirst ? 'mdy' : 'ambiguous'
}

/** Are these dates, and how are they written? At least 80 % have to look like one; null where they are none. */
export function dateEvidence(values: readonly string[]): DateEvidence | null {
  const share = (pattern: RegExp): number => values.filter((value) => pattern.test(value)).length / values.length
  const type = values.some((value) => hasTime.test(value)) ? 'timestamp' : 'date'
  const plain = { type, isAmbiguousDate: false } as const
  if (share(native) === 1) return { ...plain, format: undefined }
  if (share(zoned) >= 0.8) return { ...plain, type: 'timestamp', format: 'zoned' }
  if (share(quarter) >= 0.8) return { ...plain, type: 'date', format: 'quarter' }
  const dated = share(wholeYear) + share(yearFirst) + share(chinese) + share(monthName)
  // A bare year among months is a date too; among numbers it is one of them.
  const unambiguous = dated + (dated >= 0.25 ? share(bareYear) : 0)
  const parts = share(partsFirst)
  if (unambiguous + parts < 0.8) return null
  if (parts === 0) return { ...plain, format: 'ymd' }
  const order = partOrder(values)
  if (order === 'ambiguous') {
    const separator = values.map((value) => partsFirst.exec(value)?.[2]).find((found) => found !== undefined)
    if (separator === '.') return { ...plain, format: 'dmy' }
    return { ...plain, format: 'dmy', isAmbiguousDate: true }
  }
  return { ...plain, format: order ?? 'dmy' }
}

/** Whole numbers that would be years, days since 1899-12-30 (1954..2119) or milliseconds since 1970; only for columns whose header says date. */
export function dateNumberFormat(values: readonly string[]): 'serial' | 'epoch-ms' | 'epoch-s' | 'compact' | 'ymd' | null {
  if (values.length === 0) return null
  const most = (pattern: RegExp, low: number, high: number): boolean =>
    values.filter((value) => pattern.test(value) && Number(value) >= low && Number(value) <= high).length >= values.length * 0.9
  if (most(/^\d{4}$/, 1990, 2100)) return 'ymd'
  if (most(/^\d{8}$/, 19_000_101, 21_001_231)) return 'compact'
  if (most(/^\d{5}(\.\d+)?$/, 20_000, 80_000)) return 'serial'
  if (most(/^\d{12,13}$/, 1e11, 5e12)) return 'epoch-ms'
  if (most(/^\d{9,10}$/, 1e8, 5e9)) return 'epoch-s'
  return null
}
