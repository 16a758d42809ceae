import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pinyinInitials } from '../features/reports/pinyin.ts'
import type { OwnedCommand } from './commands.ts'
import { useFeatureText } from './feature-text.ts'
import classes from './frame.module.css'
import { useRoute } from './router.ts'
import { keyLabels } from './shortcuts.ts'
import { useFound } from './use-found.tsx'

export function CommandPalette({ commands }: { commands: readonly OwnedCommand[] }) {
  const { t } = useTranslation('frame')
  const featureText = useFeatureText()
  // Which commands have something to do depends on the page.
  useRoute()
  const [query, setQuery] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const found = useFound(isAsked ? query.trim() : '')
  const group = (name: 'rooms' | 'commands'): SpotlightActionGroupData => ({
    group: t(name),
    actions: commands
      .filter(
        (command) => (command.group === 'rooms') === (name === 'rooms') && command.id !== 'frame.search' && (command.isOn?.(null) ?? true),
      )
      .map((command) => {
        const CommandIcon = command.icon ?? IconChevronRight
        return {
          id: command.id,
          label: featureText(command.owner, command.title),
          keywords: pinyinInitials(featureText(command.owner, command.title)),
          onClick: command.run,
          leftSection: <CommandIcon size={16} stroke={1.5} />,
          rightSection: command.keys ? <kbd className={classes.keys}>{keyLabels(command.keys).join(' ')}</kbd> : null,
        }
      }),
  })
  return (
    <Spotlight
      actions={[group('rooms'), group('commands'), ...found.groups]}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setIsAsked(true)}
      shortcut={null}
      highlightQuery
      nothingFound={found.isLooking ? t('looking') : t('noCommand')}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{ placeholder: t('search'), 'aria-label': t('search'), leftSection: <IconSearch size={16} stroke={1.5} /> }}
    />
  )
}
