import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Catalog } from '../../src/contract/catalog.ts'
import type { Filter, RelativePeriod } from '../../src/contract/report-spec.ts'
import { useAnswer } from '../data/queries.ts'
import { wordOf } from '../../src/contract/text.ts'
import { useLanguage, useLocal } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/use-format.ts'
import { filterText } from './filter-words.ts'
import { relativeLabel } from './period-label.ts'

/** Every metric and dimension of this workspace. */
export function useCatalog(enabled = true): UseQueryResult<Catalog> {
  return useAnswer('data', ['catalog.list'], (api, options) => api.catalog.list({}, options), { enabled })
}

/** A filter in the reader's words, with the name of its field. */
export function useFilterWords(): (filter: Filter) => string {
  const { t } = useTranslation('report')
  const local = useLocal()
  const format = useFormat()
  const language = useLanguage()
  const catalog = useCatalog().data
  const words = {
    empty: t('none'),
    other: t('other'),
    day: format.day,
    period: (period: RelativePeriod) => relativeLabel(period, t),
    op: (op: Filter['op']) => t(`op-${op}`),
    chosen: (count: number) => t('chosen', { count }),
  }
  return (filter) => {
    const dimension = catalog?.dimensions.find((one) => one.id === filter.field)
    const value = (one: string) => (one === '@me' ? t('me') : one === '@my-team' ? t('myTeam') : wordOf(dimension?.words, one, language))
    return filterText(dimension ? local(dimension.label) : filter.field, filter, { ...words, value })
  }
}
