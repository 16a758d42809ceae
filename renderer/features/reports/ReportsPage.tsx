import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedReport } from '../../../src/contract/documents.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import type { Catalog } from '../../../src/contract/catalog.ts'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { newKey, startEditing } from '../../editing/document-editor.ts'
import { keptDraft } from '../../editing/kept-draft.ts'
import { meetNewer, openStored } from '../../editing/save-document.ts'
import { Page } from '../../frame/Page.tsx'
import { navigate } from '../../frame/router.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { emptyReport, reportEditor, useEditors } from './report-editor.ts'
import { ReportEditor } from './ReportEditor.tsx'
import { ReportList } from './ReportList.tsx'
import { titleOf } from './report-title.ts'
import { isDirty } from './use-saving.ts'

/** The list of reports, or the one in the address. */
export function ReportsPage({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('reports')
  const [name] = rest
  const workspace = useWorkspace()
  const catalog = useCatalog(name !== undefined)
  if (name === undefined) return <ReportList />
  if (workspace.data === undefined || catalog.data === undefined) {
    return (
      <Page title={t('title')}>
        {workspace.data === undefined ? (
          <Answered answer={workspace}>{() => null}</Answered>
        ) : (
          <Answered answer={catalog}>{() => null}</Answered>
        )}
      </Page>
    )
  }
  return <OpenReport reportKey={name} workspace={workspace.data.name} catalog={catalog.data} />
}

interface Opened {
  readonly reportKey: string
  readonly workspace: string
  readonly catalog: Catalog
}

/**
 * The document is read once; later versions from elsewhere are met where the editor stands. A new report that gets its
 * name stays in this component, so that an open menu and the focus stay, too.
 */
function OpenReport({ reportKey, workspace, catalog }: Opened) {
  const { t } = useTranslation('reports')
  const editing = useEditors((state) => state.open[reportKey])
  const isNew = reportKey === newKey
  const answer = useAnswer(
    'documents',
    ['documents.read', 'report', reportKey],
    async (api, options) => {
      const { version, body } = await api.documents.read({ kind: 'report', name: reportKey }, options)
      return { version, report: SavedReport.safeParse(body).data ?? null }
    },
    { enabled: !isNew },
  )
  const read = isNew || answer.isPlaceholderData ? undefined : answer.data
  useEffect(() => {
    const now = useEditors.getState().open[reportKey]
    if (isNew && now === undefined)
      useEditors.getState().put(newKey, startEditing(null, keptDraft(reportEditor, workspace, newKey)?.body ?? emptyReport, null))
    if (!read?.report) return
    const stored = { version: read.version, body: untitled(read.report, catalog) }
    if (now === undefined) return openStored(reportEditor, reportKey, workspace, stored)
    if (now.saving.is === 'busy' || now.saving.is === 'conflict' || read.version <= (now.version ?? 0)) return
    meetNewer(reportEditor, reportKey, stored, isDirty(now))
  }, [isNew, read, editing?.saving.is, reportKey, workspace, catalog])

  if (editing) return <ReportEditor key={editing.id} reportKey={reportKey} editing={editing} catalog={catalog} />
  if (answer.error instanceof HelmdeckError && answer.error.code === 'document-missing')
    return <Unreadable title={t('missingReport')} text={t('missingReportText')} />
  if (read?.report === null) return <Unreadable title={t('spoiled')} text={t('spoiledText')} />
  return <Page title={t('title')}>{!isNew && <Answered answer={answer}>{() => null}</Answered>}</Page>
}

/** A title that says just what the fields say goes on following them. */
function untitled(report: SavedReport, catalog: Catalog): SavedReport {
  const automatic = report.title === titleOf(report.spec, catalog, 'zh') || report.title === titleOf(report.spec, catalog, 'en')
  return automatic ? { ...report, title: '' } : report
}

function Unreadable({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation('reports')
  return (
    <Page title={t('title')}>
      <EmptyState title={title} action={<Button onClick={() => navigate('reports')}>{t('allReports')}</Button>}>
        {text}
      </EmptyState>
    </Page>
  )
}
