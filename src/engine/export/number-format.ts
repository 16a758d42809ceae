import type { ValueFormat } from '../../contract/documents.ts'
import { currencySymbol } from '../../contract/figure-text.ts'
import type { ReportColumn } from '../../contract/report-result.ts'
import type { Grain } from '../../contract/report-spec.ts'
import type { Language } from '../../contract/text.ts'

interface Formatted {
  readonly language: Language
  readonly format?: ValueFormat | undefined
  /** The largest figure it is for, where K, M and B have to be chosen among. */
  readonly largest?: number
}

/** How Excel writes the figures of a column, as they are written on screen; null = as its type usually is. */
export function numberFormat(
  { unit, type, currency }: Pick<ReportColumn, 'unit' | 'type' | 'currency'>,
  { language, format, largest = 0 }: Formatted,
): string | null {
  const digits = format?.digits
  const scaled = unit === 'money' || unit === 'count' || unit === 'none'
  const sign = unit === 'money' && currency !== undefined ? `"${currencySymbol(currency, language).replaceAll('"', '')}"` : ''
  if (scaled && format?.scale === 'wan') return wan(sign, digits)
  if (scaled && format?.scale === 'thousands') return thousands(sign, digits, largest)
  if (unit === 'percent') return `${plain(digits ?? 1)}%`
  if (unit === 'money') return `${sign}#,##${plain(digits ?? 2)}`
  if (digits !== undefined) return `#,##${plain(digits)}`
  if (unit === 'days' || unit === 'hours') return '#,##0.0'
  if (unit === 'minutes') return '#,##0'
  if (unit === 'ratio') return '#,##0.00'
  return type === 'integer' || unit === 'count' ? '#,##0' : null
}

function plain(digits: number): string {
  return digits === 0 ? '0' : `0.${'0'.repeat(digits)}`
}

/**
 * A comma takes three digits away, and the point is put by hand where four or eight are gone: so 万 has one decimal or four, 亿 two or five.
 * Below nothing figures are written in full, since Excel takes two conditions and no more.
 */
function wan(sign: string, digits = 1): string {
  const myriad = digits >= 3 ? String.raw`${sign}0\.0000"万"` : String.raw`${sign}0\.0,"万"`
  return String.raw`[>=100000000]${sign}0\.00,,"亿";[>=10000]${myriad};${sign}#,##0`
}

function thousands(sign: string, digits = 1, largest: number): string {
  const figure = `${sign}#,##${plain(digits)}`
  if (largest >= 1e9) return `[>=1000000000]${figure},,,"B";[>=1000000]${figure},,"M";${figure},"K"`
  return `[>=1000000]${figure},,"M";[>=1000]${figure},"K";${sign}#,##0`
}

/** Buckets of time that Excel can write as people do; null where it has no way, as for quarters: those are texts. */
export function bucketFormat(grain: Grain, language: Language): string | null {
  if (grain === 'day' || grain === 'week') return String.raw`yyyy\-mm\-dd`
  if (grain === 'month') return language === 'zh' ? 'yyyy"年"m"月"' : 'mmm yyyy'
  return grain === 'year' ? 'yyyy' : null
}
