import { Button } from '@mantine/core'
import { IconUserQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../src/contract/report-spec.ts'
import { useSettings } from '../../data/settings.ts'
import { navigate } from '../../frame/router.ts'
import { EmptyState } from '../../ui/states.tsx'

/** Whether it is asked about the reader, and nobody has said who that is. */
export function useIsUnknown(filters: readonly Filter[]): boolean {
  const me = useSettings().data?.settings.me
  const asks = (value: string) => filters.some(({ values }) => values.includes(value))
  return me !== undefined && ((asks('@me') && me.person === null) || (asks('@my-team') && me.team === null))
}

/** Stands in place of tiles that all could only say the same. */
export function MeNote() {
  const { t } = useTranslation('cockpits')
  return (
    <EmptyState
      icon={IconUserQuestion}
      title={t('whoAreYou')}
      action={<Button onClick={() => navigate('settings', 'view')}>{t('sayWho')}</Button>}
    >
      {t('whoAreYouText')}
    </EmptyState>
  )
}
