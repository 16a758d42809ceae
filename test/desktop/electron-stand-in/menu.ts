import { knownOptions, strict } from './strict.ts'

export interface MenuEntry {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly enabled?: boolean
  readonly accelerator?: string
  readonly registerAccelerator?: boolean
  readonly submenu?: readonly MenuEntry[]
  readonly click?: () => void
}

const known = ['id', 'label', 'role', 'type', 'enabled', 'accelerator', 'registerAccelerator', 'toolTip', 'submenu', 'click']
const roles = [
  'about',
  'quit',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
  'minimize',
]
let current: readonly MenuEntry[] = []

function check(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  for (const entry of entries) {
    knownOptions('the menu option', entry, known)
    if (entry.role !== undefined && !roles.includes(entry.role)) throw new Error(`the stand-in for Electron has no role ${entry.role}`)
    if (entry.type !== 'separator' && !entry.label) throw new Error('a menu item without a label')
    check(entry.submenu ?? [])
  }
  return entries
}

export const Menu = strict('Menu', {
  buildFromTemplate: check,
  setApplicationMenu: (entries: readonly MenuEntry[]): void => void (current = entries),
})

/** The menu as a person sees it: no functions. */
export function menuLabels(entries: readonly MenuEntry[] = current): MenuEntry[] {
  return entries.map(({ submenu, ...entry }) => ({
    ...(JSON.parse(JSON.stringify(entry)) as MenuEntry),
    ...(submenu ? { submenu: menuLabels(submenu) } : {}),
  }))
}

export function pressMenuItem(idOrLabel: string): void {
  const all = (entries: readonly MenuEntry[]): MenuEntry[] => entries.flatMap((entry) => [entry, ...all(entry.submenu ?? [])])
  const found = all(current).find(({ id, label }) => id === idOrLabel || label === idOrLabel)
  if (!found?.click || found.enabled === false) throw new Error(`the menu has no ${idOrLabel} to press`)
  found.click()
}
