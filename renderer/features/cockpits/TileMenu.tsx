import { ActionIcon, Menu } from '@mantine/core'
import {
  IconChartBar,
  IconCheck,
  IconCopy,
  IconDots,
  IconExternalLink,
  IconFileExport,
  IconPencil,
  IconPresentation,
  IconTable,
  IconTableExport,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeckItem } from '../../../src/contract/decks.ts'
import type { AnyTile, ChartKind, Look } from '../../../src/contract/documents.ts'
import { useApi } from '../../data/session.tsx'
import { offerToDeck } from '../../editing/for-deck.ts'
import { navigate } from '../../frame/router.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { downloadFile } from '../../report/download.ts'
import { zoomGrains, zoomOf, zoomTo, type ZoomGrain } from '../../report/time-axis.ts'
import { startNewReport } from '../reports/new-report.ts'
import { emptyReport } from '../reports/report-editor.ts'
import { grainEntry } from '../reports/report-title.ts'
import { changeTile, copyTile, everywhere, listen, moveToTab, removeTiles, tabOf } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import { stripFields } from './strip-fields.ts'
import { studyParamsOf } from './study-scope.ts'
import { deckItem } from './deck-item.ts'
import { scopedSpec, type TileScope } from './tile-spec.ts'
import classes from './cockpits.module.css'

interface TileMenuProps {
  readonly tile: AnyTile
  readonly zoom: ZoomGrain | null
  readonly onZoom: (grain: ZoomGrain) => void
  readonly scope: TileScope
  readonly asTable: boolean
  readonly onTable: (asTable: boolean) => void
  readonly onFailed: (error: unknown) => void
}

const icon = { size: 15, stroke: 1.5 } as const

/** What can be done with a tile: looked at another way, taken further with every filter kept, and changed. */
export function TileMenu({ tile, zoom, onZoom, scope, asTable, onTable, onFailed }: TileMenuProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  const title = local(tile.title)
  const isReport = 'spec' in tile
  const isChart = isReport && !['kpi', 'table', 'pivot', 'target'].includes(tile.kind)
  if (!isReport && tile.kind !== 'study' && !desk.isEditing) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" className={classes.tileMenu ?? ''} aria-label={t('tileMenu', { title })}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isChart && (
          <Menu.Item leftSection={asTable ? <IconChartBar {...icon} /> : <IconTable {...icon} />} onClick={() => onTable(!asTable)}>
            {asTable ? t('asChart') : t('asTable')}
          </Menu.Item>
        )}
        <FurtherItems tile={tile} scope={scope} title={title} onFailed={onFailed} />
        {isReport && !['kpi', 'target'].includes(tile.kind) && <ZoomItems tile={tile} zoom={zoom} onZoom={onZoom} />}
        {desk.isEditing && <EditItems tile={tile} title={title} />}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Closer to the days or farther from them; while the cockpit is edited this is part of it. */
function ZoomItems({ tile, zoom, onZoom }: Pick<TileMenuProps, 'tile' | 'zoom' | 'onZoom'>) {
  const { t } = useTranslation('cockpits')
  const language = useLanguage()
  const { catalog, isEditing, move } = useDesk()
  if (!('spec' in tile)) return null
  const own = zoomOf(tile.spec, (field) => catalog?.dimensions.find(({ id }) => id === field)?.isDate ?? field === 'date')
  if (own === null) return null
  const now = isEditing ? own : (zoom ?? own)
  const take = (grain: ZoomGrain) => {
    onZoom(grain)
    if (!isEditing) return
    const change = changeTile(tile.id, (one) => ('spec' in one ? { ...one, spec: zoomTo(one.spec, grain) } : one))
    move(change, { key: 'didZoom', name: tile.title })
  }
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('zoom')}</Menu.Label>
      <Menu.RadioGroup value={now}>
        {zoomGrains.map((grain) => (
          <Menu.RadioItem key={grain} value={grain} onChange={() => take(grain)}>
            {grainEntry(grain, language)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

function FurtherItems({ tile, scope, title, onFailed }: Pick<TileMenuProps, 'tile' | 'scope' | 'onFailed'> & { title: string }) {
  const { t } = useTranslation('cockpits')
  const { t: report } = useTranslation('report')
  const api = useApi()
  const language = useLanguage()
  if (tile.kind === 'study') {
    const open = () => navigate('studies', tile.study, JSON.stringify(studyParamsOf(tile, scope)))
    return (
      <>
        <Menu.Item leftSection={<IconExternalLink {...icon} />} onClick={open}>
          {t('openStudy')}
        </Menu.Item>
        <ToDeck item={deckItem(tile, scope, title)} title={title} />
      </>
    )
  }
  if (!('spec' in tile)) return null
  const spec = scopedSpec(tile.spec, scope)
  const openReport = () => {
    const chart = tile.kind === 'target' || tile.kind === 'kpi' ? 'table' : tile.kind
    startNewReport({ ...emptyReport, title, chart, spec })
  }
  const write = async (asked: Promise<{ bytes: Uint8Array; fileName: string }>) => {
    try {
      const { bytes, fileName } = await asked
      downloadFile(fileName, bytes)
    } catch (error) {
      onFailed(error)
    }
  }
  return (
    <>
      <Menu.Item leftSection={<IconExternalLink {...icon} />} onClick={openReport}>
        {t('openReport')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTableExport {...icon} />}
        onClick={() => void write(api.exports.workbook({ spec, title, language, ...shownAs(tile) }))}
      >
        {t('export')}
      </Menu.Item>
      <ToDeck item={deckItem(tile, scope, title)} title={title} />
      {(['csv', 'parquet'] as const).map((format) => (
        <Menu.Item
          key={format}
          leftSection={<IconFileExport {...icon} />}
          onClick={() => void write(api.exports.table({ subject: { is: 'report', spec }, format, title, language }))}
        >
          {report(format === 'csv' ? 'fileCsv' : 'fileParquet')}
        </Menu.Item>
      ))}
    </>
  )
}

function ToDeck({ item, title }: { item: DeckItem | null; title: string }) {
  const { t } = useTranslation('decks')
  if (item === null) return null
  return (
    <Menu.Item leftSection={<IconPresentation {...icon} />} onClick={() => offerToDeck(item, title)}>
      {t('addToDeck')}
    </Menu.Item>
  )
}

/** A workbook shows a tile's report as the tile does. */
function shownAs(tile: Extract<AnyTile, { spec: unknown }>): { chart?: ChartKind; look?: Look } {
  if (tile.kind === 'target' || tile.kind === 'kpi') return {}
  return { chart: tile.kind, ...(tile.look === undefined ? {} : { look: tile.look }) }
}

function EditItems({ tile, title }: { tile: AnyTile; title: string }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const { tabs, catalog, move, say, rewrite } = useDesk()
  const stands = tabOf({ tabs: [...tabs] }, tile)
  const listened = [everywhere, 'date', ...stripFields]
  const nameOf = (field: string) => {
    if (field === everywhere) return t('listensAll')
    if (field === 'date') return t('period')
    const dimension = catalog?.dimensions.find(({ id }) => id === field)
    return dimension === undefined ? field : local(dimension.label)
  }
  return (
    <>
      <Menu.Divider />
      {tile.kind === 'text' && (
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => rewrite(tile.id)}>
          {t('editText')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => move(copyTile(tile.id), { key: 'didCopy', name: tile.title })}>
        {t('copyTile')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTrash {...icon} />}
        onClick={() => {
          move(removeTiles([tile.id]), { key: 'didRemove', name: tile.title })
          say(t('saidRemoved', { title }))
        }}
      >
        {t('remove')}
      </Menu.Item>
      {tabs.length > 1 && <Menu.Label>{t('moveToTab')}</Menu.Label>}
      {tabs
        .filter(({ id }) => tabs.length > 1 && id !== stands)
        .map((tab) => (
          <Menu.Item key={tab.id} onClick={() => move(moveToTab([tile.id], tab.id), { key: 'didMoveToTab', name: tile.title })}>
            {local(tab.title)}
          </Menu.Item>
        ))}
      {tile.kind !== 'filter' && <Menu.Label>{t('listens')}</Menu.Label>}
      {tile.kind !== 'filter' &&
        listened.map((field) => {
          const isOn = !(tile.ignores?.includes(field) ?? false)
          return (
            <Menu.Item
              key={field}
              role="menuitemcheckbox"
              aria-checked={isOn}
              closeMenuOnClick={false}
              leftSection={isOn ? <IconCheck {...icon} /> : <span className={classes.noCheck} />}
              onClick={() => move(listen(tile.id, field, !isOn), { key: 'didListen', name: tile.title })}
            >
              {nameOf(field)}
            </Menu.Item>
          )
        })}
    </>
  )
}
