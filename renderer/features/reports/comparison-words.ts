import { useTranslation } from 'react-i18next'
import { comparisonId, Comparison } from '../../../src/contract/report-spec.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useEditing } from './editor-context.ts'

/** A comparison by its id in few words: `with the year before`, or its own days. */
export function useComparisonWords(): (id: string) => string {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { spec } = useEditing()
  return (id) => {
    const known = Comparison.options.find((one) => one === id)
    if (known !== undefined) return t(`against-${known}`)
    const own = spec.compare.find((one) => comparisonId(one) === id)
    return own === undefined || typeof own === 'string'
      ? id
      : t('against-days', { days: `${format.day(own.from)} – ${format.day(own.to)}` })
  }
}
