import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import { useSettings, useSettingsSteps } from '../../data/settings.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf, navigate } from '../../frame/router.ts'
import { StepActions } from '../../frame/StepActions.tsx'
import { VersionsPanel } from '../../frame/VersionsPanel.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { PartialNote } from '../../ui/states.tsx'
import { CalendarSection } from './CalendarSection.tsx'
import { MoneySection } from './MoneySection.tsx'
import { NamesSection } from './NamesSection.tsx'
import { SavedNote } from './SavedNote.tsx'
import { sections, useWish, type Section } from './settings-room.ts'
import classes from './settings.module.css'
import { StagesSection } from './StagesSection.tsx'
import { ThresholdsSection } from './ThresholdsSection.tsx'
import { ViewSection } from './ViewSection.tsx'
import { WorkingSection } from './WorkingSection.tsx'

const contents: Readonly<Record<Section, ComponentType<{ state: SettingsState }>>> = {
  money: MoneySection,
  calendar: CalendarSection,
  working: WorkingSection,
  stages: StagesSection,
  names: NamesSection,
  thresholds: ThresholdsSection,
  view: ViewSection,
}

export function SettingsPage({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('settings')
  const current = sections.find((section) => section === rest[0]) ?? 'money'
  const answer = useSettings()
  const steps = useSettingsSteps()
  const { mutate } = steps
  const [showVersions, setShowVersions] = useState(false)
  const wish = useWish((state) => state.wish)
  useEffect(() => {
    if (wish === null) return
    useWish.setState({ wish: null })
    if (wish === 'versions') setShowVersions(true)
    else mutate(wish)
  }, [wish, mutate])
  const Content = contents[current]
  return (
    <Page
      title={t('title')}
      fill
      actions={
        <StepActions
          undo={answer.data?.undo ?? null}
          redo={answer.data?.redo ?? null}
          isBusy={steps.isPending}
          onStep={(direction) => steps.mutate(direction)}
          onVersions={() => setShowVersions(!showVersions)}
        />
      }
    >
      <div className={classes.room}>
        <SectionList current={current} />
        <div className={classes.section} data-section={current}>
          <Answered answer={answer}>
            {(state) => (
              <>
                {state.problem && (
                  <PartialNote>
                    <b>{t('spoiled')}</b> {state.problem.field && <code>{state.problem.field}</code>} {state.problem.problem}.{' '}
                    {t('spoiledText')}
                  </PartialNote>
                )}
                <Content state={state} />
                <SavedNote state={state} onUndo={() => steps.mutate('undo')} />
              </>
            )}
          </Answered>
        </div>
      </div>
      {showVersions && (
        <VersionsPanel
          kind="settings"
          name="workspace"
          onRestore={(version) => steps.mutate(version)}
          onClose={() => setShowVersions(false)}
        />
      )}
    </Page>
  )
}

function SectionList({ current }: { current: Section }) {
  const { t } = useTranslation('settings')
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = sections.filter((section) => `${t(`section.${section}`)} ${t(`find.${section}`)}`.toLowerCase().includes(wanted))
  return (
    <div className={classes.sections}>
      <TextInput
        size="xs"
        value={search}
        leftSection={<IconSearch size={14} stroke={1.5} />}
        placeholder={t('search')}
        aria-label={t('search')}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && found[0] && navigate('settings', found[0])}
      />
      <nav aria-label={t('title')}>
        {found.map((section) => (
          <a
            key={section}
            href={hashOf('settings', section)}
            className={classes.sectionLink}
            aria-current={section === current ? 'page' : undefined}
          >
            <span>{t(`section.${section}`)}</span>
            <span className={classes.sectionText}>{t(`find.${section}`)}</span>
          </a>
        ))}
        {found.length === 0 && <div className={classes.quiet}>{t('nothingFound')}</div>}
      </nav>
    </div>
  )
}
