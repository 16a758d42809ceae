import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchDesktop, type Desktop } from '../desktop/launch-desktop.ts'
import { launchBrowser } from './browser.ts'
import { bringFilesToWindow } from './desktop/bring-files.ts'
import { guards } from './desktop/guards.ts'
import { look } from './desktop/look.ts'
import { menuInChinese, menuInEnglish } from './desktop/menus.ts'
import { recentLabels, shows, type Seat } from './desktop/seat.ts'
import { workspaces } from './desktop/workspaces.ts'
import { cockpit } from './walk/cockpit.ts'
import { engineKilled } from './walk/engine-killed.ts'
import { importing } from './walk/importing.ts'
import { report } from './walk/report.ts'
import type { WalkHost } from './walk/walk-host.ts'

// The walk of walk.test.ts through the window: the built main process and preload, the real page, the real engine; Electron is played.
let browser: Browser
let desktop: Desktop
let page: Page
const userData = mkdtempSync(join(tmpdir(), 'helmdeck-desktop-'))
const workspace = join(userData, 'walk.helmdeck')

beforeAll(async () => {
  browser = await launchBrowser()
  desktop = launchDesktop({ browser, userData, locale: 'zh-CN' })
  page = await desktop.page
})
afterAll(async () => {
  await desktop?.quit()
  await browser?.close()
  rmSync(userData, { recursive: true, force: true })
})

const seat = (): Seat => ({ browser, userData, desktop, page })
const host = (): WalkHost => ({
  page,
  workspace,
  openRoom: (room) => desktop.press(`room.${room}`),
  bringFiles: () => bringFilesToWindow(seat()),
  refresh: () => desktop.press('frame.refresh'),
  async save(press) {
    const path = join(userData, 'kept.xlsx')
    const asked = desktop.answer('save', { canceled: false, filePath: path })
    await press()
    const name = (await asked).options.defaultPath ?? ''
    await expect.poll(() => desktop.saved).toEqual([path])
    return { name, bytes: readFileSync(path) }
  },
  async killEngine(pid) {
    const before = await desktop.link.ask<number[]>('engines')
    expect(before.at(-1)).toBe(pid)
    let release: (answer: unknown) => void = () => undefined
    const asked = desktop.answer('message', new Promise((resolve) => (release = resolve)))
    process.kill(pid, 'SIGKILL')
    const { options } = await asked
    expect(options).toMatchObject({ message: '引擎意外停止了。', buttons: ['重新启动引擎', '打开其他工作区…', '退出 Helmdeck'] })
    // Nothing goes on before somebody has decided how.
    expect(await desktop.link.ask<number[]>('engines')).toEqual(before)
    return () => release({ response: 0 })
  },
})

describe('the window', () => {
  it('opens on a new workspace, in the language of the system, with a page that is shut in', async () => {
    await shows(seat(), 'Start')
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    await expect
      .poll(() => desktop.window())
      .toMatchObject({
        isShown: true,
        backgroundColor: '#f6f7f9',
        webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false },
      })
  })

  menuInChinese(seat)

  it('opens a workspace that is chosen from the menu in the system’s own dialog', async () => {
    mkdirSync(workspace)
    const asked = desktop.answer('open', { canceled: false, filePaths: [workspace] })
    await desktop.press('shell.openWorkspace')
    expect((await asked).options.properties).toEqual(['openDirectory', 'createDirectory'])
    await shows(seat(), 'walk')
    await expect.poll(() => recentLabels(seat())).toEqual(['walk', 'Start'])
  })
})

describe('the walk', () => {
  importing(host)

  it('a notification says that the import is done, and brings the window forward', async () => {
    await expect.poll(() => desktop.notifications).toEqual([{ title: '导入完成', body: '文件数：14' }])
    await expect.poll(async () => (await desktop.window()).isFocused).toBe(false)
    await desktop.link.ask('clickNotification')
    await expect.poll(async () => (await desktop.window()).isFocused).toBe(true)
  })

  cockpit(host)
  engineKilled(host)
  report(host)
})

describe('the shell', () => {
  menuInEnglish(seat)
  look(seat)
})
guards(seat)
workspaces(seat)

describe('the next start', () => {
  const bounds = { x: 300, y: 120, width: 1200, height: 760 }

  it('finds the window as it was left, dark where the system is, and what the system asked to open before', async () => {
    await desktop.link.ask('setWindow', (await desktop.window()).id, { bounds, isMaximized: true })
    await desktop.quit()
    expect(await desktop.ended).toBe(0)
    expect(desktop.complaints).toEqual([])
    rmSync(join(userData, 'Start.helmdeck'), { recursive: true })
    const openedEarly = join(userData, 'sent.helmdeckz')
    desktop = launchDesktop({ browser, userData, locale: 'zh-CN', keychain: 'basic_text', dark: true, openedEarly })
    const placed = desktop.answer('save', { canceled: false, filePath: join(userData, 'early') })
    page = await desktop.page
    await expect.poll(() => desktop.window()).toMatchObject({ bounds, isMaximized: true, backgroundColor: '#0e141b' })
    await page.waitForSelector('html[data-mantine-color-scheme=dark]')
    await placed
    await shows(seat(), 'early')
    // One that was deleted meanwhile is not offered any more.
    await expect.poll(() => recentLabels(seat())).toEqual(['early', 'again', 'walk'])
  })

  it('writes no secret where the system has no real keychain', async () => {
    const refused = await page.evaluate(() => window.helmdeck?.call('keepSecret', { name: 'other', secret: 'plain' }))
    expect(refused).toMatchObject({ type: 'failed', error: { code: 'not-available' } })
    expect(readFileSync(join(userData, 'secrets.json'), 'utf8')).not.toContain('other')
  })

  it('was shown without a complaint of the page or a dialog nobody expected', () => {
    expect(desktop.complaints).toEqual([])
  })
})
