import { useMemo } from 'react'
import type { Unit } from '../../src/contract/report-result.ts'
import { useWorkspace } from '../data/queries.ts'
import { formatCell, formatChange, formatCompact, formatFigure, unitLabel, type Figure } from '../../src/contract/figure-text.ts'
import { formatDay, formatMoment } from './format-time.ts'
import { useLanguage } from './i18n.ts'

/** The formats of `format.ts` in the reader's language, with the workspace's currency and time zone. */
export function useFormat() {
  const language = useLanguage()
  const workspace = useWorkspace().data
  const currency = workspace?.reportingCurrency ?? null
  const timeZone = workspace?.timeZone ?? 'UTC'
  return useMemo(
    () => ({
      cell: (value: Figure, unit: Unit, digits?: number) => formatCell(value, { unit, language, currency, digits }),
      figure: (value: Figure, unit: Unit, digits?: number) => formatFigure(value, { unit, language, currency, digits }),
      compact: (value: Figure, unit: Unit) => formatCompact(value, { unit, language, currency }),
      change: (value: Figure, unit: Unit) => formatChange(value, { unit, language, currency }),
      unit: (unit: Unit) => unitLabel({ unit, language, currency }),
      day: (day: string) => formatDay(day, language),
      moment: (moment: string) => formatMoment(moment, language, timeZone),
    }),
    [language, currency, timeZone],
  )
}
