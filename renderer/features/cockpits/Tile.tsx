import { ActionIcon } from '@mantine/core'
import { IconFilter, IconFilterOff, IconX } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Missing } from '../../../src/contract/catalog.ts'
import type { AnyTile } from '../../../src/contract/documents.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFilterWords } from '../../report/use-filter-words.ts'
import { zoomTo, type ZoomGrain } from '../../report/time-axis.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { removeTiles, titleTile } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import { FilterTile } from './FilterTile.tsx'
import { ImageTile } from './ImageTile.tsx'
import { KpiTile } from './KpiTile.tsx'
import { ReportTile, type Grip } from './ReportTile.tsx'
import { StudyTile } from './StudyTile.tsx'
import { TargetTile } from './TargetTile.tsx'
import { TextTile } from './TextTile.tsx'
import { TileMenu } from './TileMenu.tsx'
import { scopeOfTile, type TileScope } from './tile-spec.ts'
import classes from './cockpits.module.css'

interface TileProps {
  readonly tile: AnyTile
  readonly missing: readonly Missing[]
}

/** What stands in a tile's place on the grid. One that fails says so there and leaves the others alone. */
export function Tile({ tile, missing }: TileProps) {
  const local = useLocal()
  const desk = useDesk()
  const [asTable, setAsTable] = useState(false)
  const [zoom, setZoom] = useState<ZoomGrain | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const grip = useRef<Grip>({ how: 'mark', several: false })
  const scope = scopeOfTile(tile, desk.scope, desk.catalog)
  const title = local(tile.title)
  return (
    <div
      className={classes.tileInside}
      onPointerDownCapture={(event) => {
        grip.current = { how: event.button === 2 ? 'ask' : 'mark', several: event.ctrlKey || event.shiftKey || event.metaKey }
      }}
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' || event.key === ' ')
          grip.current = { how: event.key === 'Enter' ? 'ask' : 'mark', several: event.ctrlKey || event.shiftKey || event.metaKey }
      }}
      onContextMenu={(event) => {
        const button = event.target instanceof Element ? event.target.closest('button') : null
        if (button === null || button.closest('[data-tile-head]') !== null) return
        event.preventDefault()
        button.click()
      }}
    >
      {(title !== '' || desk.isEditing) && (
        <header className={classes.tileHead} data-tile-head>
          {desk.isEditing ? (
            <TitleInput tile={tile} />
          ) : (
            <h2 className="clip" title={title}>
              {title}
            </h2>
          )}
          <ScopeBadge scope={scope} />
          <span className={classes.tileActions}>
            <TileMenu tile={tile} zoom={zoom} onZoom={setZoom} scope={scope} asTable={asTable} onTable={setAsTable} onFailed={setFailed} />
            {desk.isEditing && <RemoveButton tile={tile} />}
          </span>
        </header>
      )}
      <div className={classes.tileBody}>
        {failed !== null ? (
          <ErrorState compact error={failed} onRetry={() => setFailed(null)} />
        ) : missing.length > 0 ? (
          <MissingData missing={missing} />
        ) : (
          <TileContent
            tile={zoom === null || desk.isEditing ? tile : zoomedTile(tile, zoom)}
            asTable={asTable}
            scope={scope}
            grip={() => grip.current}
          />
        )}
      </div>
    </div>
  )
}

/** A tile by another grain of its time axis: closer or from farther away, without a change to the document. */
function zoomedTile(tile: AnyTile, grain: ZoomGrain): AnyTile {
  return 'spec' in tile && tile.kind !== 'target' ? { ...tile, spec: zoomTo(tile.spec, grain) } : tile
}

interface ContentProps {
  readonly tile: AnyTile
  readonly asTable: boolean
  readonly scope: TileScope
  readonly grip: () => Grip
}

function TileContent({ tile, asTable, scope, grip }: ContentProps): ReactNode {
  switch (tile.kind) {
    case 'text':
      return <TextTile tile={tile} scope={scope} />
    case 'study':
      return <StudyTile tile={tile} scope={scope} />
    case 'filter':
      return <FilterTile tile={tile} />
    case 'target':
      return <TargetTile tile={tile} scope={scope} />
    case 'image':
      return <ImageTile tile={tile} />
    case 'kpi':
      return <KpiTile tile={tile} scope={scope} />
    default:
      return <ReportTile tile={tile} kind={asTable ? 'pivot' : tile.kind} scope={scope} grip={grip} />
  }
}

/** Says that a tile is filtered by a click elsewhere, or that a filter does not reach it. */
function ScopeBadge({ scope }: { scope: TileScope }) {
  const { t } = useTranslation('cockpits')
  const words = useFilterWords()
  const local = useLocal()
  const { catalog } = useDesk()
  if (scope.marks.length > 0) {
    const text = scope.marks.map(words).join(' · ')
    return (
      <span className={classes.badge} data-badge="marked" title={t('markedBy', { filters: text })}>
        <IconFilter size={11} stroke={2} aria-hidden />
        <span className="clip">{text}</span>
      </span>
    )
  }
  if (scope.deaf.length === 0) return null
  const fields = scope.deaf.map((id) => {
    const dimension = catalog?.dimensions.find((one) => one.id === id)
    return dimension === undefined ? id : local(dimension.label)
  })
  const text = t('notBy', { fields: fields.join(', ') })
  const why = t('notByWhy', { fields: fields.join(', ') })
  return (
    <span className={classes.badge} data-badge="deaf" title={why}>
      <IconFilterOff size={11} stroke={2} aria-hidden />
      <span className="clip">{text}</span>
    </span>
  )
}

function TitleInput({ tile }: { tile: AnyTile }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  const title = local(tile.title)
  return (
    <input
      className={classes.tileTitle}
      data-undo="cockpit"
      aria-label={t('tileTitle')}
      title={title}
      value={title}
      maxLength={120}
      onChange={(event) =>
        desk.move(titleTile(tile.id, event.currentTarget.value), { key: 'didTileTitle', name: tile.title }, `title-${tile.id}`)
      }
    />
  )
}

function RemoveButton({ tile }: { tile: AnyTile }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  const title = local(tile.title)
  return (
    <ActionIcon
      size="sm"
      aria-label={t('removeTile', { title })}
      onClick={() => {
        desk.move(removeTiles([tile.id]), { key: 'didRemove', name: tile.title })
        desk.say(t('saidRemoved', { title }))
      }}
    >
      <IconX size={15} stroke={1.5} />
    </ActionIcon>
  )
}

function MissingData({ missing }: { missing: readonly Missing[] }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  return (
    <EmptyState compact title={t('tileMissing')}>
      {missing.map((one) => local(one.adds)).join(' ')}
    </EmptyState>
  )
}
