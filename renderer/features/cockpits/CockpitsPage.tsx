import { Button } from '@mantine/core'
import { IconLayoutDashboard } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CockpitDocument, type CockpitView } from '../../../src/contract/documents.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { newKey, startEditing } from '../../editing/document-editor.ts'
import type { ListedDocument } from '../../editing/DocumentSwitcher.tsx'
import { keptDraft } from '../../editing/kept-draft.ts'
import { isDirty, meetNewer, openStored } from '../../editing/save-document.ts'
import { Page } from '../../frame/Page.tsx'
import { navigate } from '../../frame/router.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { cockpitEditor } from './cockpit-editor.ts'
import { freshCockpit } from './cockpit-moves.ts'
import { CockpitRoom } from './CockpitRoom.tsx'

/** The chosen cockpit, or the first there is. */
export function CockpitsPage({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('cockpits')
  const list = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options))
  const workspace = useWorkspace()
  const loaded = workspace.data === undefined || workspace.data.lastLoadAt !== null
  if (!loaded)
    return (
      <Page title={t('title')}>
        <NoData />
      </Page>
    )
  return (
    <Answered answer={list}>
      {({ cockpits }) => {
        const name = rest[0] ?? cockpits[0]?.name
        if (name === undefined)
          return (
            <Page title={t('title')}>
              <NoData />
            </Page>
          )
        const isShipped = cockpits.some((one) => one.name === name && one.shipped)
        if (isShipped) return <ShippedCockpit key={name} name={name} all={cockpits} />
        return workspace.data === undefined ? null : <OwnCockpit name={name} workspace={workspace.data.name} all={cockpits} />
      }}
    </Answered>
  )
}

interface OpenProps {
  readonly name: string
  readonly all: readonly ListedDocument[]
}

function useView(name: string, enabled = true) {
  return useAnswer('data', ['cockpits.open', name], (api, options) => api.cockpits.open({ name }, options), { enabled })
}

function ShippedCockpit({ name, all }: OpenProps) {
  const { t } = useTranslation('cockpits')
  const view = useView(name)
  if (view.data === undefined || view.data.name !== name)
    return (
      <Page title={t('title')}>
        <Answered answer={view}>{() => null}</Answered>
      </Page>
    )
  return <CockpitRoom key={name} name={name} all={all} cockpit={documentOf(view.data)} view={view.data} editing={null} />
}

/** What of a shipped cockpit can be shown here, as a document that can be made one's own. */
function documentOf(view: CockpitView): CockpitDocument {
  const { title, filters, tabs, tiles } = view
  return CockpitDocument.parse({ title, filters, tabs, tiles: tiles.filter(({ available }) => available) })
}

/** The document is read once; later versions from elsewhere are met where the editor stands. */
function OwnCockpit({ name, workspace, all }: OpenProps & { workspace: string }) {
  const { t } = useTranslation('cockpits')
  const editing = cockpitEditor.useEditors((state) => state.open[name])
  const isNew = name === newKey
  const view = useView(name, !isNew)
  const answer = useAnswer(
    'documents',
    ['documents.read', 'cockpit', name],
    async (api, options) => {
      const { version, body } = await api.documents.read({ kind: 'cockpit', name }, options)
      return { version, cockpit: CockpitDocument.safeParse(body).data ?? null }
    },
    { enabled: !isNew },
  )
  const read = isNew || answer.isPlaceholderData ? undefined : answer.data
  useEffect(() => {
    const { open, put } = cockpitEditor.useEditors.getState()
    const now = open[name]
    if (isNew && now === undefined) put(newKey, startEditing(null, keptDraft(cockpitEditor, workspace, newKey)?.body ?? freshCockpit, null))
    if (!read?.cockpit) return
    const stored = { version: read.version, body: read.cockpit }
    if (now === undefined) return openStored(cockpitEditor, name, workspace, stored)
    if (now.saving.is === 'busy' || now.saving.is === 'conflict' || read.version <= (now.version ?? 0)) return
    meetNewer(cockpitEditor, name, stored, isDirty(cockpitEditor, now))
  }, [isNew, read, editing?.saving.is, name, workspace])

  if (editing)
    return (
      <CockpitRoom
        key={editing.id}
        name={name}
        all={all}
        cockpit={editing.history.now}
        view={view.data?.name === name ? view.data : null}
        editing={editing}
      />
    )
  const isGone = answer.error instanceof HelmdeckError && answer.error.code === 'document-missing'
  if (isGone || read?.cockpit === null)
    return (
      <Page title={t('title')}>
        <EmptyState title={isGone ? t('noSuch') : t('spoiled')} action={<Button onClick={() => navigate('cockpits')}>{t('open')}</Button>}>
          {isGone ? t('noSuchText') : t('spoiledText')}
        </EmptyState>
      </Page>
    )
  return <Page title={t('title')}>{!isNew && <Answered answer={answer}>{() => null}</Answered>}</Page>
}

function NoData() {
  const { t } = useTranslation('cockpits')
  return (
    <EmptyState icon={IconLayoutDashboard} title={t('empty')} action={<Button onClick={() => navigate('data')}>{t('goToData')}</Button>}>
      {t('emptyText')}
    </EmptyState>
  )
}
