import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentKind } from '../../src/contract/documents.ts'
import { useApi } from '../data/session.tsx'
import { navigate } from '../frame/router.ts'
import { ErrorState } from '../ui/states.tsx'
import { useRemoved } from './removed-document.ts'
import classes from './editing.module.css'

/** A document that was deleted can be brought back under its name; `page` leads to it. */
export function RemovedNote({ kind, page }: { kind: DocumentKind; page?: string }) {
  const { t } = useTranslation('reports')
  const api = useApi()
  const { removed, failed } = useRemoved()
  const bringBack = async () => {
    if (removed === null) return
    if (removed.saved === null) removed.startAgain()
    else {
      const { name } = await api.documents.bringBack({ kind, ...removed.saved })
      if (page !== undefined) navigate(page, name)
    }
    useRemoved.setState({ removed: null, failed: null })
  }
  if (failed !== null) return <ErrorState compact error={failed} onRetry={() => useRemoved.setState({ failed: null })} />
  if (removed?.kind !== kind) return null
  return (
    <div className={classes.removed} role="status">
      {t('removed', { title: removed.title })}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => bringBack().catch((error: unknown) => useRemoved.setState({ failed: error }))}
      >
        {t('bringBack')}
      </Button>
    </div>
  )
}
