import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconHelp, IconRefresh, IconSearch } from '@tabler/icons-react'
import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setLanguage, useLanguage } from '../i18n/i18n.ts'
import { AppearanceMenu } from './AppearanceMenu.tsx'
import { ClockMenu } from './ClockMenu.tsx'
import { useDialogs } from './dialogs.ts'
import classes from './frame.module.css'
import { keyLabels } from './shortcuts.ts'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

export function TopBar() {
  const { t } = useTranslation('frame')
  return (
    <header className={classes.topBar}>
      <WorkspaceMenu />
      <UnstyledButton className={classes.search} onClick={() => spotlight.open()}>
        <IconSearch size={15} stroke={1.5} aria-hidden />
        <span className="clip">{t('search')}</span>
        <kbd className={classes.keys}>{keyLabels('mod+k').join(' ')}</kbd>
      </UnstyledButton>
      <div className={classes.topRight}>
        <ClockMenu />
        <RefreshButton />
        <LanguageButton />
        <AppearanceMenu />
        <Tooltip label={t('shortcuts')}>
          <ActionIcon aria-label={t('shortcuts')} onClick={() => useDialogs.getState().setShortcuts(true)}>
            <IconHelp size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  )
}

function RefreshButton() {
  const { t } = useTranslation('frame')
  const queries = useQueryClient()
  const busy = useIsFetching() > 0
  const label = busy ? t('refreshing') : t('refresh')
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} aria-busy={busy} onClick={() => void queries.invalidateQueries()}>
        <IconRefresh size={17} stroke={1.5} className={busy ? classes.turning : undefined} />
      </ActionIcon>
    </Tooltip>
  )
}

function LanguageButton() {
  const { t } = useTranslation('frame')
  const language = useLanguage()
  return (
    <Tooltip label={t('switchLanguage')}>
      <UnstyledButton
        className={classes.language}
        aria-label={`中/EN · ${t('switchLanguage')}`}
        onClick={() => void setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        <span data-on={language === 'zh' || undefined}>中</span>
        <span>/</span>
        <span data-on={language === 'en' || undefined}>EN</span>
      </UnstyledButton>
    </Tooltip>
  )
}
