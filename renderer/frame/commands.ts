import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import {
  IconFolderOpen,
  IconKeyboard,
  IconLanguage,
  IconLayoutSidebar,
  IconMoon,
  IconPackage,
  IconRefresh,
  IconRoute,
  IconSearch,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { features } from '../features/features.ts'
import { setLanguage, useLanguage } from '../i18n/i18n.ts'
import { useAppearance } from '../theme/appearance.ts'
import { shell, tellShell } from '../shell.ts'
import type { Command, Feature, FeatureId } from './feature.ts'
import { navigate } from './router.ts'
import { goToStep } from './tour.ts'
import { useDialogs } from './dialogs.ts'

/** A command with the feature whose texts name it. */
export interface OwnedCommand extends Command {
  readonly owner: FeatureId | 'frame'
  readonly group: 'rooms' | 'commands' | 'file'
}

/** Everything Ctrl K finds and every shortcut: the rooms, what each feature adds, and what the frame can do. */
export function useCommands(): readonly OwnedCommand[] {
  const language = useLanguage()
  const queries = useQueryClient()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  return useMemo(() => {
    const frame = (command: Command): OwnedCommand => ({ ...command, owner: 'frame', group: 'commands' })
    return [
      ...features.map(openRoom),
      ...features.flatMap((feature) =>
        (feature.commands ?? []).map((command): OwnedCommand => ({ ...command, owner: feature.id, group: command.menu ?? 'commands' })),
      ),
      ...(shell ? shellCommands.map(frame) : []),
      frame({ id: 'frame.search', title: 'search', icon: IconSearch, keys: 'mod+k', run: () => spotlight.open() }),
      frame({ id: 'frame.refresh', title: 'refresh', icon: IconRefresh, keys: 'r', run: () => void queries.invalidateQueries() }),
      frame({
        id: 'frame.language',
        title: 'switchLanguage',
        icon: IconLanguage,
        keys: 'l',
        run: () => void setLanguage(language === 'zh' ? 'en' : 'zh'),
      }),
      frame({
        id: 'frame.dark',
        title: 'toggleDark',
        icon: IconMoon,
        keys: 'd',
        run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
      }),
      frame({
        id: 'frame.sideBar',
        title: 'foldSideBar',
        icon: IconLayoutSidebar,
        keys: '[',
        run: () => useAppearance.getState().toggleSideBar(),
      }),
      frame({ id: 'frame.tour', title: 'tour', icon: IconRoute, run: () => goToStep(0) }),
      frame({
        id: 'frame.shortcuts',
        title: 'shortcuts',
        icon: IconKeyboard,
        keys: '?',
        run: () => useDialogs.getState().setShortcuts(true),
      }),
    ]
  }, [language, queries, setColorScheme, scheme])
}

/** What the desktop window can do besides. Its menu has these of itself, since they must work without a page, too. */
const shellCommands: readonly Command[] = [
  {
    id: 'shell.openWorkspace',
    title: 'openWorkspace',
    icon: IconFolderOpen,
    keys: 'mod+o',
    run: () => tellShell('openWorkspace', { handle: null }),
  },
  { id: 'shell.packWorkspace', title: 'packWorkspace', icon: IconPackage, run: () => tellShell('packWorkspace', {}) },
]

function openRoom(feature: Feature): OwnedCommand {
  return {
    id: `room.${feature.id}`,
    title: 'title',
    owner: feature.id,
    group: 'rooms',
    icon: feature.icon,
    keys: `g ${feature.key ?? feature.id[0] ?? ''}`,
    run: () => navigate(feature.id),
  }
}
