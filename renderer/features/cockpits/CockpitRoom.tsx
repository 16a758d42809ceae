import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CockpitDocument, CockpitView } from '../../../src/contract/documents.ts'
import { cockpitDifferences } from '../../editing/cockpit-differences.ts'
import { ConflictNote } from '../../editing/ConflictNote.tsx'
import { DocumentHistory } from '../../editing/DocumentHistory.tsx'
import { DocumentSwitcher, type ListedDocument } from '../../editing/DocumentSwitcher.tsx'
import { RemovedNote } from '../../editing/RemovedNote.tsx'
import { PreviewNote } from '../../editing/PreviewNote.tsx'
import { usePreview } from '../../editing/use-preview.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { ExplainPanel } from '../../report/ExplainPanel.tsx'
import { EmptyState, PartialNote } from '../../ui/states.tsx'
import { RowsPanel } from '../studies/RowsPanel.tsx'
import { AddTile } from './AddTile.tsx'
import { CockpitActions } from './CockpitActions.tsx'
import { cockpitEditor, startCockpit, type Editing } from './cockpit-editor.ts'
import { keepView, removeView } from './cockpit-extras.ts'
import { freshCockpit, putTitle, sameText, tilesOn } from './cockpit-moves.ts'
import { DeskProvider } from './desk.ts'
import { FilterStrip } from './FilterStrip.tsx'
import { MarkStrip } from './MarkStrip.tsx'
import { MeNote, useIsUnknown } from './MeNote.tsx'
import { NotesDialog } from './NotesDialog.tsx'
import { TabBar } from './TabBar.tsx'
import { TextDialog } from './TextDialog.tsx'
import { TileGrid } from './TileGrid.tsx'
import { useCockpitDesk } from './use-cockpit-desk.ts'
import { usePresentation } from './use-presentation.ts'
import { ViewsMenu } from './ViewsMenu.tsx'
import classes from './cockpits.module.css'

interface RoomProps {
  readonly name: string
  readonly all: readonly ListedDocument[]
  readonly cockpit: CockpitDocument
  /** What the workspace says of its tiles; null until it has answered, or while it has none. */
  readonly view: CockpitView | null
  /** Null for a shipped one, which can only be copied. */
  readonly editing: Editing | null
}

/** One cockpit: its filters, its tabs and tiles, and beside them why a number is what it is. */
export function CockpitRoom({ name, all, cockpit: present, view, editing }: RoomProps) {
  const { t } = useTranslation('cockpits')
  const { t: common } = useTranslation('reports')
  const local = useLocal()
  const history = usePreview(cockpitEditor, name)
  const cockpit = history.preview?.body ?? present
  const room = useRef<HTMLDivElement>(null)
  const [isEditing, setIsEditing] = useState(editing !== null && editing.history.now.tiles.length === 0)
  const [isAdding, setIsAdding] = useState(false)
  const [isNoting, setIsNoting] = useState(false)
  const [rewriting, setRewriting] = useState<string | null>(null)
  const [selected, setSelected] = useState<readonly string[]>([])
  const [chosenTab, setTab] = useState<string | null>(null)
  const tab = (cockpit.tabs.find(({ id }) => id === chosenTab) ?? cockpit.tabs[0])?.id ?? null
  const canEdit = editing !== null && isEditing && history.preview === null
  const state = useCockpitDesk({ name, cockpit, isEditing: canEdit, rewrite: setRewriting })
  const { desk, said, asked, askedRows, strip } = state
  const presentation = usePresentation(
    cockpit.tabs.map(({ id }) => id),
    tab,
    setTab,
  )
  const tiles = tilesOn(cockpit, tab)
  const isUnknown = useIsUnknown(desk.scope.filters) && !canEdit
  // Of a shipped one only tiles that have their data are shown.
  const missing = useMemo(() => new Map(view?.tiles.filter(() => !view.shipped).map((tile) => [tile.id, tile.missing])), [view])
  useEffect(() => {
    if (!canEdit) setSelected([])
  }, [canEdit])
  const title = local(cockpit.title)
  const added = (id: string) =>
    requestAnimationFrame(() => room.current?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"]`)?.focus())
  return (
    <DeskProvider value={desk}>
      <div ref={room} className={classes.room} data-presenting={presentation.isOn || undefined}>
        <Page
          title={
            canEdit ? (
              <input
                className={classes.title}
                data-undo="cockpit"
                aria-label={t('cockpitTitle')}
                title={title}
                value={title}
                maxLength={120}
                onChange={(event) => desk.move(putTitle(event.currentTarget.value), { key: 'didTitle' }, 'title')}
              />
            ) : (
              <DocumentSwitcher
                page="cockpits"
                name={name}
                title={title}
                all={all}
                words={{
                  switch: t('switch', { title }),
                  own: t('own'),
                  shipped: t('shipped'),
                  fresh: t('newCockpit'),
                  untitled: t('title'),
                }}
                onFresh={() => startCockpit(freshCockpit)}
              />
            )
          }
          actions={
            <CockpitActions
              name={name}
              cockpit={present}
              editing={editing}
              reserved={all.filter(({ shipped }) => shipped).map((one) => one.name)}
              isEditing={canEdit}
              onEditing={(wanted) => {
                history.back()
                setIsEditing(wanted)
              }}
              onAdd={() => setIsAdding(true)}
              onPresent={presentation.start}
              onNotes={() => setIsNoting(true)}
              onHistory={() => {
                state.closePanel()
                history.toggle()
              }}
            />
          }
          strip={
            <FilterStrip {...strip}>
              {editing !== null && !canEdit && history.preview === null && (
                <ViewsMenu
                  views={cockpit.views ?? []}
                  onTake={(view) => {
                    state.take(view)
                    setTab(view.tab)
                    desk.say(t('saidView', { title: view.title }))
                  }}
                  onKeep={(name_) => {
                    const { period, filters, asOf } = strip
                    desk.move(keepView({ title: name_, period, filters: [...filters], asOf, tab }), {
                      key: 'didView',
                      name: sameText(name_),
                    })
                  }}
                  onRemove={(view) => desk.move(removeView(view.id), { key: 'didRemove', name: sameText(view.title) })}
                />
              )}
            </FilterStrip>
          }
        >
          <RemovedNote kind="cockpit" page="cockpits" />
          <ConflictNote
            editor={cockpitEditor}
            editorKey={name}
            editing={editing}
            page="cockpits"
            changed={t('conflictTitle')}
            gone={t('conflictGone')}
            copyOf={(draft) => ({ ...draft, title: sameText(common('copyOf', { title: local(draft.title) })) })}
          />
          {history.preview && <PreviewNote preview={history.preview} onRestore={() => history.restore()} onBack={history.back} />}
          {view?.shipped === true && <Missing view={view} />}
          <TabBar cockpit={cockpit} tab={tab} onTab={setTab} />
          {tiles.length === 0 && (
            <EmptyState title={t('noTiles')}>
              {canEdit ? t('noTilesEdit') : editing === null ? t('noTilesData') : t('noTilesView')}
            </EmptyState>
          )}
          {isUnknown ? <MeNote /> : <TileGrid key={tab} tiles={tiles} missing={missing} selected={selected} onSelect={setSelected} />}
          <div className="spoken" role="status" aria-live="polite">
            {said}
          </div>
        </Page>
        <MarkStrip marks={state.marks} cockpit={cockpit} onDrop={state.dropMark} onClear={state.clearMarks} />
      </div>
      {isAdding && canEdit && <AddTile cockpit={cockpit} tab={tab} onClose={() => setIsAdding(false)} onAdded={added} />}
      {isNoting && <NotesDialog cockpit={cockpit} onClose={() => setIsNoting(false)} />}
      {rewriting !== null && <TextDialog cockpit={cockpit} tile={rewriting} onClose={() => setRewriting(null)} />}
      {history.isOpen && editing !== null && asked === null && askedRows === null && (
        <DocumentHistory editor={cockpitEditor} name={editing.name} differences={cockpitDifferences} history={history} />
      )}
      {asked && (
        <ExplainPanel key={JSON.stringify(asked)} spec={asked.spec} cell={asked.cell} title={asked.title} onClose={state.closePanel} />
      )}
      {askedRows && <RowsPanel key={JSON.stringify(askedRows)} study={askedRows.study} asked={askedRows} onClose={state.closePanel} />}
    </DeskProvider>
  )
}

/** Tiles that need data this workspace has not: named together with what each file would add, never shown broken. */
function Missing({ view }: { view: CockpitView }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  if (view.missing.length === 0) return null
  return (
    <div className={classes.missing}>
      <PartialNote action={<a href={hashOf('data')}>{t('addFiles')}</a>}>
        <details>
          <summary>{t('missing', { count: view.tiles.filter((tile) => !tile.available).length })}</summary>
          <ul>
            {view.missing.map((one) => (
              <li key={one.need}>{local(one.adds)}</li>
            ))}
          </ul>
        </details>
      </PartialNote>
    </div>
  )
}
