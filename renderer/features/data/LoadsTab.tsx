import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoadEntry } from '../../../src/contract/imports.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { LoadCard } from './LoadCard.tsx'
import { LoadChangesView } from './LoadChangesView.tsx'
import { useLoads } from './loads-store.ts'
import { askForRewrite, redoLoad } from './rewrite-load.ts'
import { RewriteProgress } from './RewriteProgress.tsx'

/** Every load asks what it changed: the first ones are what people look for. */
const shownAtOnce = 10

/** Every load of this workspace, newest first; `#/data/loads/7` is what the seventh changed. */
export function LoadsTab({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('data')
  const answer = useAnswer('data', ['imports.loads'], (api, options) => api.imports.loads({}, options))
  const chosen = rest[0] === undefined ? null : Number(rest[0])
  if (chosen !== null && Number.isInteger(chosen)) return <LoadChangesView key={chosen} load={chosen} />
  return (
    <Answered answer={answer}>
      {({ loads }) =>
        loads.length === 0 ? (
          <EmptyState icon={IconHistory} title={t('noLoads')}>
            {t('noLoadsText')}
          </EmptyState>
        ) : (
          <LoadList loads={loads.toSorted((a, b) => b.id - a.id)} />
        )
      }
    </Answered>
  )
}

function LoadList({ loads }: { loads: readonly LoadEntry[] }) {
  const { t } = useTranslation('data')
  const [count, setCount] = useState(shownAtOnce)
  const [newest] = loads
  useWanted(loads)
  return (
    <div className={classes.cards}>
      <RewriteProgress />
      {loads.slice(0, count).map((load) => (
        <LoadCard
          key={load.id}
          load={load}
          later={loads.filter((one) => one.id > load.id && !one.undone).length}
          isNewest={load.id === newest?.id}
        />
      ))}
      {loads.length > count && (
        <div>
          <Button variant="default" onClick={() => setCount(count + shownAtOnce)}>
            {t('earlierLoads', { count: loads.length - count })}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Does what a command has left for this page, once. */
function useWanted(loads: readonly LoadEntry[]): void {
  const api = useApi()
  const wanted = useLoads((state) => state.wanted)
  useEffect(() => {
    if (wanted === null) return
    const { justUndone } = useLoads.getState()
    useLoads.setState({ wanted: null })
    if (wanted === 'redo') {
      if (justUndone !== null) void redoLoad(api, justUndone)
      return
    }
    const newest = loads.find(({ undone }) => !undone)
    if (newest) askForRewrite(newest.id)
  }, [api, wanted, loads])
}
