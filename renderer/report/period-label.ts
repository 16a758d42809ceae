import type { TFunction } from 'i18next'
import type { RelativePeriod, ReportSpec } from '../../src/contract/report-spec.ts'
import type { useFormat } from '../i18n/use-format.ts'
import { choiceOf } from './period-choice.ts'

/** A report's period in words: its days, or what it is told from the workspace clock; null where it has none. */
export function periodLabel(period: ReportSpec['period'], t: TFunction<'report'>, format: ReturnType<typeof useFormat>): string | null {
  if (period === undefined) return null
  return 'from' in period ? `${format.day(period.from)} – ${format.day(period.to)}` : relativeLabel(period, t)
}

export function relativeLabel(period: RelativePeriod, t: TFunction<'report'>): string {
  const choice = choiceOf(period)
  if (choice !== undefined) return t(`period-${choice}`)
  return t(`relative-${period.relative}`, { count: period.n, unit: t(`unit-${period.unit}`) })
}
