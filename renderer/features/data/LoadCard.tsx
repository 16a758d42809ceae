import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconListDetails } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LoadEntry } from '../../../src/contract/imports.ts'
import { useApi } from '../../data/session.tsx'
import { hashOf } from '../../frame/router.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { LoadSentence } from './LoadSentence.tsx'
import { useLoads } from './loads-store.ts'
import classes from './loads.module.css'
import { Outcomes } from './Outcomes.tsx'
import { askForRewrite, redoLoad, undoLoad } from './rewrite-load.ts'
import { LoadQuestions } from './LoadQuestions.tsx'

/** One load: when, how, what it changed, what it still asks, and the way back. `later` loads stand on top of it. */
export function LoadCard({ load, later, isNewest }: { load: LoadEntry; later: number; isNewest: boolean }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const isAsked = useLoads((state) => state.asked === load.id)
  return (
    <section className={classes.load} data-undone={load.undone || undefined} aria-labelledby={`load-${load.id}`}>
      <div className={classes.loadHead}>
        <h2 id={`load-${load.id}`}>{t('loadTitle', { id: load.id, at: format.moment(load.at) })}</h2>
        <span className={classes.mode}>{t(`mode.${load.mode}`)}</span>
        {load.undone && <span className={classes.undone}>{t('loadUndone')}</span>}
        <LoadButtons load={load} />
      </div>
      <LoadSentence load={load.id} />
      {!load.undone && <LoadQuestions load={load.id} files={load.files} />}
      {isAsked && <Confirmation load={load} later={later} />}
      <details className={classes.files} open={isNewest}>
        <summary>{t('loadFiles', { count: load.files.length, names: load.files.map(({ name }) => name).join(', ') })}</summary>
        <Outcomes files={load.files} />
      </details>
    </section>
  )
}

function LoadButtons({ load }: { load: LoadEntry }) {
  const { t } = useTranslation('data')
  const isBusy = useLoads((state) => state.rewrite.step === 'working')
  const undoIcon = load.undone ? <IconArrowForwardUp size={14} stroke={1.5} /> : <IconArrowBackUp size={14} stroke={1.5} />
  return (
    <span className={classes.buttons}>
      {!load.undone && (
        <Button
          size="xs"
          variant="default"
          component="a"
          href={hashOf('data', 'loads', String(load.id))}
          leftSection={<IconListDetails size={14} stroke={1.5} />}
        >
          {t('showChanges')}
        </Button>
      )}
      <Button size="xs" variant="default" disabled={isBusy} leftSection={undoIcon} onClick={() => askForRewrite(load.id)}>
        {load.undone ? t('doAgain') : t('undo')}
      </Button>
    </span>
  )
}

/** What will happen, before it does. */
function Confirmation({ load, later }: { load: LoadEntry; later: number }) {
  const { t } = useTranslation('data')
  const api = useApi()
  const says = load.undone ? t('redoText', { id: load.id }) : t('undoText', { id: load.id })
  const act = load.undone ? redoLoad : undoLoad
  return (
    <div className={classes.confirm} role="group" aria-label={says}>
      <span>
        {says} {later > 0 && t('laterLoads', { count: later })}
      </span>
      <span className={classes.buttons}>
        <Button size="xs" autoFocus onClick={() => void act(api, load.id)}>
          {load.undone ? t('doLoadAgain', { id: load.id }) : t('undoLoad', { id: load.id })}
        </Button>
        <Button size="xs" variant="default" onClick={() => askForRewrite(null)}>
          {t('leaveIt')}
        </Button>
      </span>
    </div>
  )
}
