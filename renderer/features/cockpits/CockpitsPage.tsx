import { IconLayoutDashboard } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@mantine/core'
import { useAnswer, useWorkspace } from '../../data/queries.ts'
import { Page } from '../../frame/Page.tsx'
import { navigate } from '../../frame/router.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CockpitPage } from './CockpitPage.tsx'

/** The chosen cockpit, or the first there is. */
export function CockpitsPage({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('cockpits')
  const list = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options))
  const workspace = useWorkspace()
  const loaded = workspace.data === undefined || workspace.data.lastLoadAt !== null
  if (!loaded)
    return (
      <Page title={t('title')}>
        <NoData />
      </Page>
    )
  return (
    <Answered answer={list}>
      {({ cockpits }) => {
        const name = rest[0] ?? cockpits[0]?.name
        return name === undefined ? (
          <Page title={t('title')}>
            <NoData />
          </Page>
        ) : (
          <CockpitPage key={name} name={name} all={cockpits} />
        )
      }}
    </Answered>
  )
}

function NoData() {
  const { t } = useTranslation('cockpits')
  return (
    <EmptyState icon={IconLayoutDashboard} title={t('empty')} action={<Button onClick={() => navigate('data')}>{t('goToData')}</Button>}>
      {t('emptyText')}
    </EmptyState>
  )
}
