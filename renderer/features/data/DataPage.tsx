import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../data/queries.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ConnectionsTab } from '../connections/ConnectionsTab.tsx'
import { AuditTab } from './AuditTab.tsx'
import { BackupsTab } from './BackupsTab.tsx'
import classes from './data.module.css'
import { ImportTab } from './ImportTab.tsx'
import { LoadsTab } from './LoadsTab.tsx'
import { MatchesTab } from './MatchesTab.tsx'
import { MissingTab } from './MissingTab.tsx'
import { QuarantineTab } from './QuarantineTab.tsx'

const tabs = ['import', 'connections', 'loads', 'quarantine', 'matches', 'missing', 'backups', 'audit'] as const
type Tab = (typeof tabs)[number]

const contents: Readonly<Record<Tab, ComponentType<{ rest: readonly string[] }>>> = {
  import: ImportTab,
  connections: ConnectionsTab,
  loads: LoadsTab,
  quarantine: QuarantineTab,
  matches: MatchesTab,
  missing: MissingTab,
  backups: BackupsTab,
  audit: AuditTab,
}

/** Tabs whose content scrolls by itself; so does what one load changed. */
function fills(tab: Tab, rest: readonly string[]): boolean {
  return tab === 'import' || tab === 'quarantine' || tab === 'audit' || (tab === 'loads' && rest.length > 0)
}

export function DataPage({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('data')
  const current: Tab = tabs.find((tab) => tab === rest[0]) ?? 'import'
  const Content = contents[current]
  return (
    <Page title={t('title')} strip={<Tabs current={current} />} fill={fills(current, rest.slice(1))}>
      <Content rest={rest.slice(1)} />
    </Page>
  )
}

function Tabs({ current }: { current: Tab }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const workspace = useWorkspace().data
  const counts: Partial<Record<Tab, number>> = {
    quarantine: workspace?.quarantined ?? 0,
    matches: workspace?.matches ?? 0,
    missing: workspace?.missing.length ?? 0,
  }
  return (
    <nav className={classes.tabs} aria-label={t('title')}>
      {tabs.map((tab) => (
        <a key={tab} className={classes.tab} href={hashOf('data', tab)} aria-current={tab === current ? 'page' : undefined}>
          {t(`tab.${tab}`)}
          {(counts[tab] ?? 0) > 0 && (
            <span className={classes.count} data-tone={tab === 'quarantine' ? 'warning' : undefined}>
              {format.cell(counts[tab], 'count')}
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
