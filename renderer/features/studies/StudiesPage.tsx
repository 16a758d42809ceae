import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StudyName } from '../../../src/contract/studies.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { EmptyState } from '../../ui/states.tsx'
import { StudyList } from './StudyList.tsx'
import { StudyPage } from './StudyPage.tsx'
import { readParams } from './param-moves.ts'

/** The list of studies, or the one in the address with its params. */
export function StudiesPage({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('studies')
  const [name, params] = rest
  if (name === undefined) return <StudyList />
  const study = StudyName.safeParse(name).data
  if (study !== undefined) return <StudyPage key={study} study={study} params={readParams(params)} />
  return (
    <Page title={t('title')}>
      <EmptyState
        title={t('unknown')}
        action={
          <Button component="a" href={hashOf('studies')}>
            {t('all')}
          </Button>
        }
      >
        {t('unknownText')}
      </EmptyState>
    </Page>
  )
}
