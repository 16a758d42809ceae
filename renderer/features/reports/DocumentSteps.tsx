import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentKind } from '../../../src/contract/documents.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { ErrorState } from '../../ui/states.tsx'

/** Undo and redo of a document that is saved whole: each is a step through its versions. */
export function DocumentSteps({ kind, name }: { kind: DocumentKind; name: string }) {
  const { t } = useTranslation('reports')
  const api = useApi()
  const [failed, setFailed] = useState<unknown>(null)
  const versions = useAnswer('data', ['documents.versions', kind, name], (asked, options) =>
    asked.documents.versions({ kind, name }, options),
  ).data
  const step = (direction: 'undo' | 'redo') => {
    setFailed(null)
    api.documents.step({ kind, name, direction }).catch(setFailed)
  }
  return (
    <>
      {failed !== null && <ErrorState compact error={failed} onRetry={() => setFailed(null)} />}
      <Button variant="default" disabled={(versions?.undo ?? null) === null} onClick={() => step('undo')}>
        {t('undoSaved')}
      </Button>
      <Button variant="default" disabled={(versions?.redo ?? null) === null} onClick={() => step('redo')}>
        {t('redoSaved')}
      </Button>
    </>
  )
}
