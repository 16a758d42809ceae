import type { MenuItemConstructorOptions } from 'electron'
import { nativeCommands } from '../src/contract/shell-channels.ts'
import type { CommandList, ShellCommand } from '../src/contract/shell.ts'
import type { Language } from '../src/contract/text.ts'
import { text } from './text.ts'

export interface MenuActions {
  /** A command of the page was chosen. */
  command(id: string): void
  openWorkspace(): void
  openPacked(): void
  openRecent(path: string): void
  packWorkspace(): void
}

export interface MenuContent {
  readonly language: Language
  /** What the page offers; empty until it has said so. */
  readonly commands: CommandList['commands']
  readonly recent: readonly { readonly path: string; readonly name: string }[]
  readonly isMac: boolean
}

/** The whole menu. Every command of the palette is in it, once. */
export function menuTemplate({ language, commands, recent, isMac }: MenuContent, act: MenuActions): MenuItemConstructorOptions[] {
  const say = (key: keyof typeof text): string => text[key][language]
  const own = commands.filter(({ id }) => !nativeCommands.includes(id))
  const items = (group: ShellCommand['group']): MenuItemConstructorOptions[] =>
    own.filter((command) => command.group === group).map((command) => commandItem(command, act))
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>, key: keyof typeof text): MenuItemConstructorOptions => ({
    role: name,
    label: say(key),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const fileItems = items('file')

  return [
    ...(isMac ? [{ label: 'Helmdeck', submenu: [role('about', 'about'), line, role('quit', 'quit')] }] : []),
    {
      label: say('file'),
      submenu: [
        ...fileItems,
        ...(fileItems.length > 0 ? [line] : []),
        { id: 'shell.openWorkspace', label: say('openWorkspace'), accelerator: 'CommandOrControl+O', click: () => act.openWorkspace() },
        { id: 'shell.openPacked', label: say('openPacked'), click: () => act.openPacked() },
        {
          label: say('recent'),
          enabled: recent.length > 0,
          submenu: recent.map(({ path, name }) => ({ label: name, toolTip: path, click: () => act.openRecent(path) })),
        },
        line,
        { id: 'shell.packWorkspace', label: say('pack'), click: () => act.packWorkspace() },
        ...(isMac ? [] : [line, role('quit', 'quit')]),
      ],
    },
    {
      label: say('edit'),
      submenu: [
        role('undo', 'undo'),
        role('redo', 'redo'),
        line,
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('selectAll', 'selectAll'),
      ],
    },
    ...submenu(say('go'), items('rooms')),
    ...submenu(say('commands'), items('commands')),
    {
      label: say('view'),
      submenu: [
        role('resetZoom', 'actualSize'),
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        line,
        role('togglefullscreen', 'fullScreen'),
      ],
    },
    { label: say('window'), submenu: [role('minimize', 'minimize'), ...(isMac ? [] : [role('about', 'about')])] },
  ]
}

function submenu(label: string, items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.length > 0 ? [{ label, submenu: items }] : []
}

function commandItem({ id, title, keys, enabled }: ShellCommand, act: MenuActions): MenuItemConstructorOptions {
  const accelerator = keys === null ? null : acceleratorOf(keys)
  return {
    id,
    label: title.replaceAll('&', '&&'),
    enabled,
    click: () => act.command(id),
    // The page hears its own keys; the menu only shows them, or a stroke would count twice.
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
  }
}

/** `mod+shift+k` -> `CommandOrControl+Shift+K`; null for what would take a letter away from text fields. */
export function acceleratorOf(keys: string): string | null {
  if (!keys.startsWith('mod+') || keys.includes(' ')) return null
  const names: Readonly<Record<string, string>> = { mod: 'CommandOrControl', shift: 'Shift', enter: 'Enter' }
  return keys
    .split('+')
    .map((key) => names[key] ?? key.toUpperCase())
    .join('+')
}
