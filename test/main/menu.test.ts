import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { acceleratorOf, menuTemplate, type MenuContent } from '../../main/menu.ts'
import { text } from '../../main/text.ts'

const command = { title: 'R&D funnel', keys: null, group: 'commands', enabled: true } as const
const content: MenuContent = {
  language: 'en',
  isMac: false,
  recent: [{ path: '/data/sales.helmdeck', name: 'sales' }],
  commands: [
    { ...command, id: 'room.home', title: 'Home', group: 'rooms', keys: 'g h' },
    { ...command, id: 'some.command', keys: 'mod+shift+k' },
    { ...command, id: 'idle', enabled: false },
    { ...command, id: 'data.pickFiles', title: 'Choose files', group: 'file' },
    { ...command, id: 'shell.openWorkspace', title: 'Open another workspace' },
  ],
}

function built(given: Partial<MenuContent> = {}) {
  const chosen: unknown[] = []
  const template = menuTemplate(
    { ...content, ...given },
    {
      command: (id) => chosen.push(id),
      openWorkspace: () => chosen.push('open'),
      openPacked: () => chosen.push('open packed'),
      openRecent: (path) => chosen.push(path),
      packWorkspace: () => chosen.push('pack'),
    },
  )
  const all = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])
  const items = all(template)
  const press = (label: string) => (items.find((item) => item.label === label)?.click as (() => void) | undefined)?.()
  return { template, items, chosen, press, find: (id: string) => items.filter((item) => item.id === id) }
}

describe('the native menu', () => {
  it('does what each of its own items says, and hands the page the id of each of the page’s', () => {
    const { press, chosen } = built()
    for (const key of ['openWorkspace', 'openPacked', 'pack'] as const) press(text[key].en)
    for (const label of ['sales', 'Home', 'Choose files']) press(label)
    expect(chosen).toEqual(['open', 'open packed', 'pack', '/data/sales.helmdeck', 'room.home', 'data.pickFiles'])
  })

  it('has a command of the page once, and one it has of itself only under its own words', () => {
    const { find, items } = built()
    for (const id of ['room.home', 'some.command', 'idle', 'data.pickFiles', 'shell.openWorkspace'])
      expect([id, find(id).length]).toEqual([id, 1])
    expect(items.map(({ label }) => label)).not.toContain('Open another workspace')
  })

  it('shows an ampersand as one, and greys what has nothing to do', () => {
    expect(built().find('some.command')[0]?.label).toBe('R&&D funnel')
    expect(built().find('idle')[0]?.enabled).toBe(false)
  })

  it('shows the keys that the page hears, without hearing them a second time', () => {
    expect(built().find('some.command')[0]).toMatchObject({ accelerator: 'CommandOrControl+Shift+K', registerAccelerator: false })
    expect(built().find('room.home')[0]).not.toHaveProperty('accelerator')
  })

  it('works before the page has said anything: no empty menus, and nothing recent to open', () => {
    const { template, items } = built({ commands: [], recent: [] })
    expect(template.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Window'])
    expect(items.find(({ label }) => label === text.recent.en)?.enabled).toBe(false)
  })

  it('begins with the program’s own menu on macOS, which alone has about and quit', () => {
    const { template, items } = built({ isMac: true })
    expect(template[0]?.label).toBe('Helmdeck')
    for (const role of ['about', 'quit']) expect(items.filter((item) => item.role === role).length).toBe(1)
  })

  it.each(['zh', 'en'] as const)('names every item in one language: %s', (language) => {
    const { items } = built({ language, commands: [], recent: [] })
    const labels = items.filter(({ type }) => type !== 'separator').map(({ label }) => label?.replaceAll('Helmdeck', '') ?? '')
    expect(labels.length).toBeGreaterThan(20)
    const foreign = language === 'zh' ? /[A-Za-z]/ : /[\u4e00-\u9fff]/
    expect(labels.filter((label) => label.trim() === '' || foreign.test(label))).toEqual([])
  })
})

it.each([
  ['mod+k', 'CommandOrControl+K'],
  ['mod+shift+z', 'CommandOrControl+Shift+Z'],
  ['mod+enter', 'CommandOrControl+Enter'],
  ['r', null],
  ['g h', null],
  ['?', null],
])('the keys %s become the accelerator %s', (keys, expected) => {
  expect(acceleratorOf(keys)).toBe(expected)
})
