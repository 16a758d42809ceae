import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconCopy, IconPlus, IconReportAnalytics, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedReport, type DocumentEntry } from '../../../src/contract/documents.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { removeDocument } from '../../editing/removed-document.ts'
import { RemovedNote } from '../../editing/RemovedNote.tsx'
import { openTrash } from '../../editing/TrashDialog.tsx'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { startNewReport } from './new-report.ts'
import { ReportsWorkbook } from './ReportsWorkbook.tsx'
import { useEditors } from './report-editor.ts'
import classes from './report-list.module.css'

const kind = 'report'

/** Every saved report, newest first. One that is deleted lies in the trash; the last one can be brought back from here. */
export function ReportList() {
  const { t } = useTranslation('reports')
  const { t: editing } = useTranslation('editing')
  const api = useApi()
  const local = useLocal()
  const [failed, setFailed] = useState<unknown>(null)
  const list = useAnswer('documents', ['documents.list', kind], (asked, options) => asked.documents.list({ kind }, options))
  const attempt = (work: () => Promise<void>) => {
    setFailed(null)
    work().catch(setFailed)
  }
  const remove = async ({ name, title }: DocumentEntry) => {
    await removeDocument(api, { kind, name, title: local(title), startAgain: () => undefined })
    useEditors.getState().forget(name)
  }
  const duplicate = async ({ name, title }: DocumentEntry) => {
    const report = SavedReport.parse((await api.documents.read({ kind, name })).body)
    startNewReport({ ...report, title: t('copyOf', { title: local(title) }) })
  }
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button variant="default" leftSection={<IconTrash size={15} stroke={1.5} />} onClick={openTrash}>
            {editing('trash')}
          </Button>
          <ReportsWorkbook title={t('title')} documents={list.data?.documents ?? []} />
          <Button leftSection={<IconPlus size={15} stroke={1.5} />} onClick={() => startNewReport()}>
            {t('newReport')}
          </Button>
        </>
      }
    >
      {failed !== null && <ErrorState compact error={failed} onRetry={() => setFailed(null)} />}
      <RemovedNote kind={kind} />
      <Answered answer={list}>
        {({ documents }) =>
          documents.length === 0 ? (
            <EmptyState
              icon={IconReportAnalytics}
              title={t('empty')}
              action={<Button onClick={() => startNewReport()}>{t('newReport')}</Button>}
            >
              {t('emptyText')}
            </EmptyState>
          ) : (
            <Table
              documents={documents}
              onRemove={(entry) => attempt(() => remove(entry))}
              onDuplicate={(entry) => attempt(() => duplicate(entry))}
            />
          )
        }
      </Answered>
    </Page>
  )
}

interface TableProps {
  readonly documents: readonly DocumentEntry[]
  readonly onRemove: (entry: DocumentEntry) => void
  readonly onDuplicate: (entry: DocumentEntry) => void
}

function Table({ documents, onRemove, onDuplicate }: TableProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const format = useFormat()
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('savedAt')}</th>
          <th scope="col" className={classes.number}>
            {t('version')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {documents
          .toSorted((left, right) => right.savedAt.localeCompare(left.savedAt))
          .map((entry) => (
            <tr key={entry.name}>
              <th scope="row">
                <a href={hashOf('reports', entry.name)}>{local(entry.title)}</a>
              </th>
              <td>{format.moment(entry.savedAt)}</td>
              <td className={classes.number}>{entry.version}</td>
              <td className={classes.listActions}>
                <RowAction label={t('duplicate', { title: local(entry.title) })} onAct={() => onDuplicate(entry)}>
                  <IconCopy size={15} stroke={1.5} />
                </RowAction>
                <RowAction label={t('remove', { title: local(entry.title) })} onAct={() => onRemove(entry)}>
                  <IconTrash size={15} stroke={1.5} />
                </RowAction>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function RowAction({ label, onAct, children }: { label: string; onAct: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onAct}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
