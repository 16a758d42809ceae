import type { TFunction } from 'i18next'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import type { useFormat } from '../../i18n/use-format.ts'
import { choiceOf } from '../../report/period-choice.ts'

/** A report's period in words: its days, or what it is told from the workspace clock. */
export function periodLabel(period: ReportSpec['period'], t: TFunction<'reports'>, format: ReturnType<typeof useFormat>): string {
  if (period === undefined) return t('anyPeriod')
  if ('from' in period) return `${format.day(period.from)} – ${format.day(period.to)}`
  const choice = choiceOf(period)
  if (choice !== undefined) return t(`period-${choice}`)
  return t(`relative-${period.relative}`, { count: period.n, unit: t(`unit-${period.unit}`) })
}
