import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useLanguage } from '../i18n/i18n.ts'
import { onShellEvent, shell, tellShell } from '../shell.ts'
import type { OwnedCommand } from './commands.ts'
import { useFeatureText } from './feature-text.ts'
import { useRoute } from './router.ts'

/** Gives the desktop window's menu the commands of the palette, and runs the one that is chosen there. */
export function useNativeMenu(commands: readonly OwnedCommand[]): void {
  const language = useLanguage()
  const featureText = useFeatureText()
  const { colorScheme } = useMantineColorScheme()
  // Which commands have something to do depends on the page.
  useRoute()
  const list = commands.map((command) => ({
    id: command.id,
    title: featureText(command.owner, command.title),
    keys: command.keys ?? null,
    group: command.group,
    enabled: command.isOn?.(null) ?? true,
  }))
  const spelled = shell ? JSON.stringify(list) : ''

  useEffect(() => {
    if (spelled !== '') tellShell('showCommands', { language, commands: JSON.parse(spelled) as typeof list })
  }, [spelled, language])

  useEffect(() => tellShell('setColours', { scheme: colorScheme === 'auto' ? 'system' : colorScheme }), [colorScheme])

  useEffect(
    () =>
      onShellEvent((event) => {
        if (event.type !== 'command') return
        const command = commands.find(({ id }) => id === event.id)
        if (command?.isOn?.(null) ?? true) command?.run()
      }),
    [commands],
  )
}
