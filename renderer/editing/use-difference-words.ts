import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Comparison, type Calculation } from '../../src/contract/report-spec.ts'
import { grainWord } from '../features/reports/report-title.ts'
import { useLanguage, useLocal } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/use-format.ts'
import { periodLabel } from '../report/period-label.ts'
import { useCatalog, useFilterWords } from '../report/use-filter-words.ts'
import type { DifferenceWords } from './difference-words.ts'

/** Names of fields, filters and choices as the rest of the product says them. */
export function useDifferenceWords(): DifferenceWords {
  const { t: text } = useTranslation('editing')
  const { t: report } = useTranslation('report')
  const { t: reports } = useTranslation('reports')
  const local = useLocal()
  const language = useLanguage()
  const format = useFormat()
  const filter = useFilterWords()
  const catalog = useCatalog().data
  return useMemo(() => {
    const nameOf = (list: 'metrics' | 'dimensions', id: string) => {
      const found = catalog?.[list].find((one) => one.id === id)
      return found === undefined ? id : local(found.label)
    }
    const against = (id: string) => Comparison.options.find((one) => one === id)
    const value: DifferenceWords['value'] = ({ metric, stat }) =>
      stat === undefined ? nameOf('metrics', metric) : `${nameOf('metrics', metric)} · ${reports(`stat-${stat}`)}`
    const calculation = ({ of, as, against: id }: Calculation) => {
      const known = id === undefined ? undefined : against(id)
      return [nameOf('metrics', of), reports(`calc-${as}`), known === undefined ? id : reports(`against-${known}`)]
        .filter(Boolean)
        .join(' · ')
    }
    return {
      text: (key, values) => text(key, values ?? {}),
      local,
      dimension: ({ field, grain }) =>
        grain === undefined ? nameOf('dimensions', field) : `${nameOf('dimensions', field)} (${grainWord(grain, language)})`,
      value,
      filter,
      condition: ({ metric, stat, op, values }) =>
        [value({ metric, ...(stat === undefined ? {} : { stat }) }), reports(`having-${op}`), values.join(' – ')].join(' ').trim(),
      period: (period) => periodLabel(period, report, format) ?? '',
      comparison: (one) => (typeof one === 'string' ? reports(`against-${one}`) : `${format.day(one.from)} – ${format.day(one.to)}`),
      calculation,
      chart: (kind) => (kind === 'kpi' ? text('diffFigure') : report(`chart-${kind}`)),
      format: (chosen) => {
        if (chosen === undefined) return text('diffUsual')
        const scale = chosen.scale === undefined ? [] : [text(`diffScale-${chosen.scale}`)]
        const digits = chosen.digits === undefined ? [] : [text('diffDigits', { count: chosen.digits })]
        return [...scale, ...digits].join(text('diffComma'))
      },
      day: format.day,
    }
  }, [catalog, local, language, format, filter, text, report, reports])
}
