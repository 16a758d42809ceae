import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconTable, IconChartBar, IconTableExport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartKind, CockpitView } from '../../../src/contract/documents.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { addressOf } from '../../report/cell-address.ts'
import { downloadFile } from '../../report/download.ts'
import { ReportView } from '../../report/ReportView.tsx'
import { useKnownValues, useReport } from '../../report/use-report.ts'
import { Answered } from '../../ui/Answered.tsx'
import { ErrorState } from '../../ui/states.tsx'
import type { Asked } from './CockpitPage.tsx'
import { KpiTile } from './KpiTile.tsx'
import { scopedSpec, type CockpitScope } from './tile-spec.ts'
import classes from './cockpits.module.css'

interface TileProps {
  readonly tile: CockpitView['tiles'][number]
  readonly scope: CockpitScope
  readonly onAsk: (asked: Asked) => void
}

/** A tile on the grid. One that fails says so in its own place and leaves the others alone. */
export function Tile({ tile, scope, onAsk }: TileProps) {
  const local = useLocal()
  const [asTable, setAsTable] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const title = local(tile.title)
  const { x, y, w, h } = tile.layout
  const spec = scopedSpec(tile.spec, scope)
  const kind = asTable ? 'pivot' : tile.kind
  return (
    <section
      className={classes.tile}
      aria-label={title}
      style={{ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }}
      data-tile={tile.id}
      data-kpi={tile.kind === 'kpi' || undefined}
    >
      <header className={classes.tileHead}>
        <h2 className="clip" title={title}>
          {title}
        </h2>
        <TileMenu title={title} spec={spec} kind={tile.kind} asTable={asTable} onTable={setAsTable} onFailed={setFailed} />
      </header>
      <div className={classes.tileBody}>
        {failed !== null && <ErrorState compact error={failed} onRetry={() => setFailed(null)} />}
        {failed === null &&
          (kind === 'kpi' ? (
            <KpiTile tile={tile} scope={scope} onAsk={onAsk} />
          ) : (
            <ReportTile title={title} kind={kind} spec={spec} onAsk={onAsk} />
          ))}
      </div>
    </section>
  )
}

function ReportTile({ title, kind, spec, onAsk }: { title: string; kind: ChartKind; spec: ReportSpec; onAsk: TileProps['onAsk'] }) {
  const answer = useReport(spec)
  const known = useKnownValues(spec.columns[0]?.field)
  return (
    <Answered answer={answer} compact>
      {(report) => (
        <ReportView
          title={title}
          kind={kind}
          report={report}
          known={known}
          onSelect={(place) => onAsk({ spec, cell: addressOf(report, place), title })}
        />
      )}
    </Answered>
  )
}

interface TileMenuProps {
  readonly title: string
  readonly spec: ReportSpec
  readonly kind: ChartKind
  readonly asTable: boolean
  readonly onTable: (asTable: boolean) => void
  readonly onFailed: (error: unknown) => void
}

function TileMenu({ title, spec, kind, asTable, onTable, onFailed }: TileMenuProps) {
  const { t } = useTranslation('cockpits')
  const api = useApi()
  const language = useLanguage()
  const write = async () => {
    try {
      const { bytes, fileName } = await api.exports.workbook({ spec, title, language })
      downloadFile(fileName, bytes)
    } catch (error) {
      onFailed(error)
    }
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon className={classes.tileMenu ?? ''} aria-label={t('tileMenu', { title })}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kind !== 'pivot' && kind !== 'table' && (
          <Menu.Item
            leftSection={asTable ? <IconChartBar size={15} stroke={1.5} /> : <IconTable size={15} stroke={1.5} />}
            onClick={() => onTable(!asTable)}
          >
            {asTable ? t('asChart') : t('asTable')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTableExport size={15} stroke={1.5} />} onClick={() => void write()}>
          {t('export')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
