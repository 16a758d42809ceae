import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { useAnswer } from '../data/queries.ts'
import type { ReportData } from '../../src/charts/report-data.ts'
import { withColours } from '../../src/charts/series-colours.ts'
import { askReport } from './ask-report.ts'
import { useCatalog } from './use-filter-words.ts'

/** The answer to a spec, asked once per spec and data version; null asks nothing. */
export function useReport(spec: ReportSpec | null): UseQueryResult<ReportData> {
  return useAnswer('data', ['reports.run', spec], (api, options) => askReport(api, spec!, options), { enabled: spec !== null })
}

/** A dimension's values in the workspace's own order: what keeps a value's colour the same everywhere. */
export function useKnownValues(field: string | undefined): readonly (string | null)[] | undefined {
  const answer = useAnswer(
    'data',
    ['catalog.values', field, 8],
    (api, options) => api.catalog.values({ field: field ?? '', limit: 8 }, options),
    { enabled: field !== undefined },
  )
  const order = useCatalog(field !== undefined).data?.dimensions.find(({ id }) => id === field)?.order
  const values = answer.data?.values
  return useMemo(
    () =>
      values &&
      withColours(
        values.map((one) => one.value),
        order ?? [],
      ),
    [values, order],
  )
}
