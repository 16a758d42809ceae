import { Button } from '@mantine/core'
import { IconFileImport, IconPlug } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceInfo } from '../../../src/contract/workspace.ts'
import { useWorkspace } from '../../data/queries.ts'
import { Page } from '../../frame/Page.tsx'
import { endTour, goToStep, useTour } from '../../frame/tour.ts'
import { hashOf } from '../../frame/router.ts'
import { Answered } from '../../ui/Answered.tsx'
import { MissingTable } from '../../ui/MissingTable.tsx'
import { connectionHash, newConnection } from '../connections/connections-addresses.ts'
import { AttentionList } from './AttentionList.tsx'
import { Card } from './Card.tsx'
import { CockpitList } from './CockpitList.tsx'
import { DeckList } from './DeckList.tsx'
import classes from './home.module.css'
import { Inventory } from './Inventory.tsx'
import { mostMissed } from './most-missed.ts'
import { ReportList } from './ReportList.tsx'

export function HomePage() {
  const { t } = useTranslation('home')
  const workspace = useWorkspace()
  const actions = (
    <Button variant="default" component="a" href={hashOf('data', 'import')} leftSection={<IconFileImport size={16} stroke={1.5} />}>
      {t('importFiles')}
    </Button>
  )
  return (
    <Page title={workspace.data?.name ?? t('title')} actions={actions}>
      <Answered answer={workspace}>{(info) => (info.lastLoadAt === null ? <FirstMinutes info={info} /> : <Today info={info} />)}</Answered>
    </Page>
  )
}

function Today({ info }: { info: WorkspaceInfo }) {
  const { t } = useTranslation('home')
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <TourOffer />
        <Card title={t('attention')}>
          <AttentionList info={info} />
        </Card>
        <Card title={t('cockpits')}>
          <CockpitList />
        </Card>
        <Card title={t('reports')}>
          <ReportList />
        </Card>
      </div>
      <div className={classes.column}>
        <Card title={t('decks')}>
          <DeckList />
        </Card>
        <Card title={t('inventory')}>
          <Inventory info={info} />
        </Card>
        {info.missing.length > 0 && (
          <Card title={t('missing')}>
            <MostMissed info={info} />
          </Card>
        )}
      </div>
    </div>
  )
}

/** Asked once, to somebody who has not seen the rooms yet. */
function TourOffer() {
  const { t } = useTranslation('home')
  const { step, isKnown } = useTour()
  if (isKnown || step !== null) return null
  return (
    <section className={classes.tour} aria-label={t('tourOffer')}>
      <p>
        <strong>{t('tourOffer')}</strong> {t('tourOfferText')}
      </p>
      <Button size="compact-sm" onClick={() => goToStep(0)}>
        {t('tourShow')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={endTour}>
        {t('tourNot')}
      </Button>
    </section>
  )
}

function FirstMinutes({ info }: { info: WorkspaceInfo }) {
  const { t } = useTranslation('home')
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <section className={classes.welcome}>
          <h2>{t('welcome')}</h2>
          <p>{t('welcomeText')}</p>
          <ol className={classes.steps}>
            <li>{t('step1')}</li>
            <li>{t('step2')}</li>
            <li>{t('step3')}</li>
          </ol>
          <div className={classes.ways}>
            <Button component="a" href={hashOf('data', 'import')} leftSection={<IconFileImport size={16} stroke={1.5} />}>
              {t('start')}
            </Button>
            <Button variant="default" component="a" href={connectionHash(newConnection)} leftSection={<IconPlug size={16} stroke={1.5} />}>
              {t('connect')}
            </Button>
          </div>
          <p className={classes.quiet}>{t('connectText')}</p>
          <p className={classes.quiet}>{t('sampleHint')}</p>
        </section>
      </div>
      <div className={classes.column}>
        <Card title={t('whatFilesAdd')}>
          <MostMissed info={info} />
        </Card>
      </div>
    </div>
  )
}

function MostMissed({ info }: { info: WorkspaceInfo }) {
  const { t } = useTranslation('home')
  const shown = mostMissed(info.missing)
  return (
    <>
      <MissingTable missing={shown} />
      {shown.length < info.missing.length && (
        <a className={classes.more} href={hashOf('data', 'missing')}>
          {t('allMissing', { count: info.missing.length })}
        </a>
      )}
    </>
  )
}
