import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFilter, IconLayoutDashboard, IconMathFunction, IconReportAnalytics } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Catalog } from '../../src/contract/catalog.ts'
import { useAnswer } from '../data/queries.ts'
import { startNewReport } from '../features/reports/new-report.ts'
import { pinyinInitials } from '../features/reports/pinyin.ts'
import { emptyReport } from '../features/reports/report-editor.ts'
import { useLocal } from '../i18n/i18n.ts'
import { useCatalog } from '../report/use-filter-words.ts'
import { chineseValues, isWorthAsking, reportOfValue, searchedFields, valuesWith, withInitials, type FoundValue } from './found-values.ts'
import { navigate } from './router.ts'

export interface Found {
  readonly groups: readonly SpotlightActionGroupData[]
  /** Values are still being looked for. */
  readonly isLooking: boolean
}

const icon = { size: 16, stroke: 1.5 } as const

/**
 * Reports, cockpits, metrics and values for the palette, once something is searched for; a metric opens as a report of its own, a
 * value as a report filtered to it.
 */
export function useFound(query: string): Found {
  const isSearching = query !== ''
  const { t } = useTranslation('frame')
  const local = useLocal()
  const enabled = { enabled: isSearching }
  const reports = useAnswer(
    'documents',
    ['documents.list', 'report'],
    (api, options) => api.documents.list({ kind: 'report' }, options),
    enabled,
  )
  const cockpits = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options), enabled)
  const catalog = useCatalog(isSearching).data
  const values = useFoundValues(query, catalog)
  if (!isSearching) return { groups: [], isLooking: false }
  const documents = [
    ...(reports.data?.documents ?? []).map(({ name, title }) => ({
      id: `report/${name}`,
      label: local(title),
      keywords: pinyinInitials(local(title)),
      leftSection: <IconReportAnalytics {...icon} />,
      onClick: () => navigate('reports', name),
    })),
    ...(cockpits.data?.cockpits ?? []).map(({ name, title }) => ({
      id: `cockpit/${name}`,
      label: local(title),
      keywords: pinyinInitials(local(title)),
      leftSection: <IconLayoutDashboard {...icon} />,
      onClick: () => navigate('cockpits', name),
    })),
  ]
  const metrics = (catalog?.metrics ?? [])
    .filter(({ available }) => available)
    .map(({ id, label, definition }) => ({
      id: `metric/${id}`,
      label: local(label),
      description: local(definition),
      keywords: pinyinInitials(local(label)),
      leftSection: <IconMathFunction {...icon} />,
      onClick: () => startNewReport({ ...emptyReport, spec: { ...emptyReport.spec, values: [{ metric: id }] } }),
    }))
  const found = values.found.flatMap((one) => {
    const draft = catalog === undefined ? null : reportOfValue(one, catalog)
    if (draft === null) return []
    const action = {
      id: `value/${one.dimension.id}/${one.value}`,
      label: one.value,
      description: local(one.dimension.label),
      // It was found by what was typed, also where that is only its initials.
      keywords: [query, pinyinInitials(one.value)],
      leftSection: <IconFilter {...icon} />,
      onClick: () => startNewReport(draft),
    }
    return [action]
  })
  return {
    groups: [
      { group: t('foundDocuments'), actions: documents },
      { group: t('foundMetrics'), actions: metrics },
      { group: t('foundValues'), actions: found },
    ],
    isLooking: values.isLooking,
  }
}

/** Asked a moment after the last letter; what is typed next cancels what is still asked. */
function useFoundValues(query: string, catalog: Catalog | undefined): { found: readonly FoundValue[]; isLooking: boolean } {
  const [typed] = useDebouncedValue(query, 200)
  const fields = catalog === undefined ? [] : searchedFields(catalog)
  const isAsked = catalog !== undefined && query !== '' && isWorthAsking(typed)
  const isLatin = /^[a-z\d]+$/i.test(typed)
  const held = useAnswer('data', ['palette.values', typed], (api, options) => valuesWith(api, fields, typed, options), { enabled: isAsked })
  const chinese = useAnswer('data', ['palette.chinese'], (api, options) => chineseValues(api, fields, options), {
    enabled: isAsked && isLatin,
  })
  const isCurrent = isAsked && !held.isPlaceholderData
  const found = [...(isCurrent ? (held.data ?? []) : []), ...(isAsked && isLatin ? withInitials(chinese.data ?? [], typed) : [])]
  return {
    found: found.filter((one, place) => found.findIndex((other) => sameValue(one, other)) === place),
    isLooking: query !== typed || (isAsked && (held.isFetching || (isLatin && chinese.isFetching))),
  }
}

function sameValue(left: FoundValue, right: FoundValue): boolean {
  return left.value === right.value && left.dimension.id === right.dimension.id
}
