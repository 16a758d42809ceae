import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { IconLayoutDashboard, IconMathFunction, IconReportAnalytics } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../data/queries.ts'
import { startNewReport } from '../features/reports/new-report.ts'
import { emptyReport } from '../features/reports/report-editor.ts'
import { useLocal } from '../i18n/i18n.ts'
import { useCatalog } from '../report/use-filter-words.ts'
import { navigate } from './router.ts'

const icon = { size: 16, stroke: 1.5 } as const

/** Reports, cockpits and metrics for the palette, once something is searched for; a metric opens as a report of its own. */
export function useFound(isSearching: boolean): SpotlightActionGroupData[] {
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
  if (!isSearching) return []
  const documents = [
    ...(reports.data?.documents ?? []).map(({ name, title }) => ({
      id: `report/${name}`,
      label: local(title),
      leftSection: <IconReportAnalytics {...icon} />,
      onClick: () => navigate('reports', name),
    })),
    ...(cockpits.data?.cockpits ?? []).map(({ name, title }) => ({
      id: `cockpit/${name}`,
      label: local(title),
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
      leftSection: <IconMathFunction {...icon} />,
      onClick: () => startNewReport({ ...emptyReport, spec: { ...emptyReport.spec, values: [{ metric: id }] } }),
    }))
  return [
    { group: t('foundDocuments'), actions: documents },
    { group: t('foundMetrics'), actions: metrics },
  ]
}
