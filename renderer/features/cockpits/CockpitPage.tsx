import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CockpitView } from '../../../src/contract/documents.ts'
import type { CellAddress } from '../../../src/contract/report-result.ts'
import type { Filter, ReportSpec } from '../../../src/contract/report-spec.ts'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { ExplainPanel } from '../../report/ExplainPanel.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { PartialNote } from '../../ui/states.tsx'
import { periodOf, type PeriodChoice } from '../../report/period-choice.ts'
import { FilterStrip } from './FilterStrip.tsx'
import { Tile } from './Tile.tsx'
import classes from './cockpits.module.css'

interface CockpitProps {
  readonly name: string
  readonly all: readonly { readonly name: string; readonly title: { readonly zh: string; readonly en: string } }[]
}

export interface Asked {
  readonly spec: ReportSpec
  readonly cell: CellAddress
  readonly title: string
}

/** One cockpit: its filter strip, its tiles on twelve columns, and beside them why a number is what it is. */
export function CockpitPage({ name, all }: CockpitProps) {
  const local = useLocal()
  const workspace = useWorkspace().data
  const view = useAnswer('data', ['cockpits.open', name], (api, options) => api.cockpits.open({ name }, options))
  const [period, setPeriod] = useState<PeriodChoice>('cockpit')
  const [filters, setFilters] = useState<readonly Filter[]>([])
  const [asked, setAsked] = useState<Asked | null>(null)
  const scope = { period: workspace ? periodOf(period, workspace.clock) : null, filters }
  const current = all.find((one) => one.name === name)
  return (
    <Page
      title={current ? local(current.title) : name}
      actions={<CockpitTabs name={name} all={all} />}
      strip={<FilterStrip period={period} onPeriod={setPeriod} filters={filters} onFilters={setFilters} />}
    >
      <Answered answer={view}>
        {(cockpit) => (
          <>
            <Missing cockpit={cockpit} />
            <div className={classes.grid}>
              {cockpit.tiles
                .filter((tile) => tile.available)
                .map((tile) => (
                  <ErrorBoundary key={tile.id} resetKey={tile.id} compact>
                    <Tile tile={tile} scope={scope} onAsk={setAsked} />
                  </ErrorBoundary>
                ))}
            </div>
          </>
        )}
      </Answered>
      {asked && <ExplainPanel spec={asked.spec} cell={asked.cell} title={asked.title} onClose={() => setAsked(null)} />}
    </Page>
  )
}

function CockpitTabs({ name, all }: CockpitProps) {
  const local = useLocal()
  const { t } = useTranslation('cockpits')
  if (all.length < 2) return null
  return (
    <nav className={classes.tabs} aria-label={t('title')}>
      {all.map((one) => (
        <a key={one.name} href={hashOf('cockpits', one.name)} aria-current={one.name === name ? 'page' : undefined}>
          {local(one.title)}
        </a>
      ))}
    </nav>
  )
}

/** Tiles that need data this workspace has not: named together with what each file would add, never shown broken. */
function Missing({ cockpit }: { cockpit: CockpitView }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  if (cockpit.missing.length === 0) return null
  return (
    <div className={classes.missing}>
      <PartialNote action={<a href={hashOf('data')}>{t('addFiles')}</a>}>
        {t('missing', { count: cockpit.tiles.filter((tile) => !tile.available).length })}
        <ul>
          {cockpit.missing.map((one) => (
            <li key={one.need}>{local(one.adds)}</li>
          ))}
        </ul>
      </PartialNote>
    </div>
  )
}
