import { forecastMethodWords, forecastStandingWords, type ForecastMethod } from '../../../contract/study-forecast.ts'
import type { LocalText } from '../../../contract/text.ts'
import { local } from '../words.ts'
import { ageBands, unknownAge } from './closing-chances.ts'
import type { DealCategory } from './forecast-category.ts'

export const methodLabels: Readonly<Record<ForecastMethod, LocalText>> = forecastMethodWords

const { commit, most_likely, best_case, pipeline, omitted, none } = forecastStandingWords

export const categoryLabels: Readonly<Record<DealCategory | 'closed' | 'none', LocalText>> = {
  closed: local('已赢单', 'Closed'),
  commit,
  most_likely,
  best_case,
  pipeline,
  omitted,
  none,
}

/** Bands of a deal's age by their number. */
export const bandLabels: Readonly<Record<string, LocalText>> = {
  ...Object.fromEntries(
    ageBands.map((last, band) => {
      const first = band === 0 ? 0 : (ageBands[band - 1] ?? 0) + 1
      return [String(band), local(`${first}–${last} 天`, `${first}–${last} days`)]
    }),
  ),
  [String(ageBands.length)]: local(`${(ageBands.at(-1) ?? 0) + 1} 天以上`, `Over ${ageBands.at(-1) ?? 0} days`),
  [String(unknownAge)]: local('创建日期未知', 'Unknown'),
}

/** Cents are as exact as an estimate gets. */
export function rounded(amount: number | null): number | null {
  return amount === null ? null : Math.round(amount * 100) / 100
}

/** Money as people say it: 12.3 M, 1,230 万. */
export function money(amount: number): LocalText {
  return local(chinese(amount), english(amount))
}

function english(amount: number): string {
  const size = Math.abs(amount)
  if (size >= 999_950_000) return `${digits(amount / 1e9)} B`
  if (size >= 999_950) return `${digits(amount / 1e6)} M`
  return size >= 10_000 ? `${digits(amount / 1e3)} K` : grouped(amount)
}

function chinese(amount: number): string {
  const size = Math.abs(amount)
  if (size >= 1e8) return `${digits(amount / 1e8)} 亿`
  return size >= 1e4 ? `${digits(amount / 1e4)} 万` : grouped(amount)
}

/** Three digits at least tell enough. */
function digits(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 1 })
}

function grouped(amount: number): string {
  return amount.toLocaleString('en-US', { maximumFractionDigits: Math.abs(amount) < 100 ? 2 : 0 })
}
