import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { TrashDialog } from '../editing/TrashDialog.tsx'
import { features } from '../features/features.ts'
import { AddedToDeckNote, AddToDeck } from '../features/decks/AddToDeck.tsx'
import { useFileDrops } from '../features/data/file-drops.ts'
import { useSettings } from '../data/settings.ts'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { EmptyState } from '../ui/states.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { useCommands } from './commands.ts'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { useFeatureText } from './feature-text.ts'
import classes from './frame.module.css'
import { useNativeMenu } from './native-menu.ts'
import { Page } from './Page.tsx'
import { RightPanelSlot } from './RightPanel.tsx'
import { navigate, useRoute } from './router.ts'
import { ShortcutList } from './ShortcutList.tsx'
import { useShortcuts } from './shortcuts.ts'
import { SideBar } from './SideBar.tsx'
import { TourCard } from './TourCard.tsx'
import { TopBar } from './TopBar.tsx'

export function Frame() {
  const { t } = useTranslation('frame')
  const commands = useCommands()
  const rises = useSettings().data?.settings.redUpGreenDown ? 'red' : 'green'
  useShortcuts(commands)
  useNativeMenu(commands)
  useFileDrops()
  useEffect(() => {
    document.documentElement.dataset.rises = rises
  }, [rises])
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content" onClick={focusContent}>
        {t('skipToContent')}
      </a>
      <TopBar />
      <ConnectionBanner />
      <AddedToDeckNote />
      <div className={classes.middle}>
        <SideBar />
        <main id="content" tabIndex={-1} className={classes.main}>
          <CurrentPage />
        </main>
        <RightPanelSlot />
      </div>
      <TourCard />
      <CommandPalette commands={commands} />
      <ShortcutList commands={commands} />
      <TrashDialog />
      <AddToDeck />
    </div>
  )
}

function CurrentPage() {
  const { t } = useTranslation('frame')
  const featureText = useFeatureText()
  const { page, rest } = useRoute()
  const feature = features.find((one) => one.id === page)
  const title = feature ? featureText(feature.id, 'title') : t('notFound')
  useEffect(() => {
    document.title = `${title} · Helmdeck`
  }, [title])
  if (!feature) {
    return (
      <Page title={t('notFound')}>
        <EmptyState title={t('notFoundText')} action={<Button onClick={() => navigate('home')}>{t('goHome')}</Button>} />
      </Page>
    )
  }
  return (
    <ErrorBoundary resetKey={`${page}/${rest.join('/')}`}>
      <feature.Page key={feature.id} rest={rest} />
    </ErrorBoundary>
  )
}

// The address after `#` is the router's, so a jump inside the page has to be made by hand.
function focusContent(event: { preventDefault: () => void }) {
  event.preventDefault()
  document.getElementById('content')?.focus()
}
