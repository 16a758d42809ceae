import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import { useAnswer } from '../../data/queries.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { ChoiceSetting, Setting } from './Setting.tsx'

export function ViewSection({ state: { settings } }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  const save = useChangeSettings()
  const values = (field: string) => ['catalog.values', field] as const
  const people = useAnswer('data', values('owner.name'), (api, options) =>
    api.catalog.values({ field: 'owner.name', limit: 1000 }, options),
  )
  const teams = useAnswer('data', values('team.name'), (api, options) => api.catalog.values({ field: 'team.name', limit: 1000 }, options))
  const choices = (answer: typeof people, now: string | null) => {
    const names = (answer.data?.values ?? []).flatMap(({ value }) => (value === null ? [] : [value]))
    return [...new Set([...(now === null ? [] : [now]), ...names])].map((name) => ({ value: name, label: name }))
  }
  return (
    <section>
      <h2>{t('section.view')}</h2>
      <ChoiceSetting
        label={t('me')}
        help={t('meText')}
        value={settings.me.person}
        searchable
        clearable
        placeholder={t('nobody')}
        choices={choices(people, settings.me.person)}
        toChange={(person) => ({ me: { person } })}
      />
      <ChoiceSetting
        label={t('myTeam')}
        value={settings.me.team}
        searchable
        clearable
        placeholder={t('nobody')}
        choices={choices(teams, settings.me.team)}
        toChange={(team) => ({ me: { team } })}
      />
      <Setting label={t('rises')} help={t('risesText')} error={save.error}>
        <SegmentedControl
          aria-label={t('rises')}
          value={settings.redUpGreenDown ? 'red' : 'green'}
          data={[
            { value: 'green', label: t('risesGreen') },
            { value: 'red', label: t('risesRed') },
          ]}
          onChange={(value) => save.mutate({ change: { redUpGreenDown: value === 'red' }, what: t('rises') })}
        />
      </Setting>
    </section>
  )
}
