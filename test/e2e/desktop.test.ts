import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchDesktop, type Desktop } from '../desktop/launch-desktop.ts'
import type { MenuEntry } from '../desktop/electron-stand-in/menu.ts'
import { launchBrowser } from './browser.ts'

const root = join(import.meta.dirname, '../..')
const starterFolder = join(root, 'samples/starter')
const wonThisQuarter = (
  JSON.parse(readFileSync(join(starterFolder, 'answers.json'), 'utf8')) as {
    metrics: { won_value: { by: { quarter: [string, number][] } } }
  }
).metrics.won_value.by.quarter.find(([start]) => start === '2026-07-01')?.[1]

/** The machine may be busy; what is waited for comes or the test fails. */
const patiently = { timeout: 30_000 }

// One person's way through the window: the built main process and preload, the real page, the real engine; Electron itself is played.
let browser: Browser
let desktop: Desktop
let page: Page
const userData = mkdtempSync(join(tmpdir(), 'helmdeck-desktop-'))

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

const entries = (menu: readonly MenuEntry[]): MenuEntry[] => menu.flatMap((entry) => [entry, ...entries(entry.submenu ?? [])])

async function menuOnceIt(has: (labels: readonly (string | undefined)[]) => boolean): Promise<readonly MenuEntry[]> {
  await expect.poll(async () => has((await desktop.menu()).map(({ label }) => label)), patiently).toBe(true)
  return await desktop.menu()
}

describe('the window', () => {
  it('opens on a new workspace, in the language of the system, with a page that is shut in', async () => {
    await page.getByRole('heading', { name: '开始' }).or(page.locator('h1')).first().waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    expect((await desktop.window()).webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    })
    expect((await desktop.window()).isShown).toBe(true)
  })

  it('has every command of the palette in its menu, once, in Chinese', async () => {
    const menu = await menuOnceIt((labels) => labels.includes('命令'))
    expect(menu.map(({ label }) => label)).toEqual(['文件', '编辑', '前往', '命令', '视图', '窗口'])
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    const offered = await page.getByRole('dialog').locator('button').allInnerTexts()
    await page.keyboard.press('Escape')
    const titles = entries(menu).map(({ label }) => label?.replaceAll('&&', '&'))
    const native: Readonly<Record<string, string>> = { '打开其他工作区…': '打开工作区…', '将工作区打包为一个文件…': '打包工作区…' }
    expect(offered.length).toBeGreaterThan(10)
    for (const text of offered) {
      const title = text.split('\n')[0]?.trim() ?? ''
      expect(titles.filter((label) => label === (native[title] ?? title))).toEqual([native[title] ?? title])
    }
  })
})

describe('the menu', () => {
  it('brings the page to another room', async () => {
    await desktop.press('room.reports')
    await page.waitForURL(/#\/reports$/)
    await desktop.press('data.quarantine')
    await page.waitForURL(/#\/data\/quarantine$/)
  })

  it('imports a folder that is chosen in the system’s own dialog, and never tells the page where it lies', async () => {
    const asked = desktop.answer('open', { canceled: false, filePaths: [starterFolder] })
    await desktop.press('data.pickFolder')
    expect((await asked).options).toMatchObject({ properties: ['openDirectory'] })
    await page.getByRole('button', { name: '导入 14 个文件' }).waitFor()
    expect(await page.content()).not.toContain(starterFolder)
    await desktop.link.ask('setWindow', (await desktop.window()).id, { isFocused: false })
    await page.getByRole('button', { name: '导入 14 个文件' }).click()
    await page.getByRole('heading', { name: '导入结果' }).waitFor()
    await expect.poll(() => desktop.notifications, patiently).toEqual([{ title: '导入完成', body: '文件数：14' }])
    await desktop.link.ask('clickNotification')
    expect((await desktop.window()).isFocused).toBe(true)
  })

  it('leads to a cockpit with the figure worked out apart from the product', async () => {
    await desktop.press('room.cockpits')
    await page.waitForURL(/#\/cockpits/)
    await page.evaluate(() => void (window.location.hash = '#/cockpits/sales-director'))
    const kpi = page.getByRole('region', { name: '本季赢单金额', exact: true }).getByRole('button', { name: /\d/ })
    await kpi.waitFor()
    expect(Number((await kpi.getAttribute('title'))?.replaceAll(/[^\d.]/g, ''))).toBe(wonThisQuarter)
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('changes its language with the page', async () => {
    await desktop.press('frame.language')
    await page.getByRole('heading', { name: 'Sales director' }).waitFor()
    const menu = await menuOnceIt((labels) => labels.includes('Commands'))
    expect(menu.map(({ label }) => label)).toEqual(['File', 'Edit', 'Go', 'Commands', 'View', 'Window'])
    expect(entries(menu).filter(({ label }) => /[\u4e00-\u9fff]/.test(label ?? ''))).toEqual([])
  })

  it('carries the colours of the page to the system, and back to following it', async () => {
    await desktop.press('frame.dark')
    await page.waitForSelector('html[data-mantine-color-scheme=dark]')
    await expect.poll(() => desktop.link.ask('colours'), patiently).toBe('dark')
    await page.getByRole('button', { name: 'Appearance' }).click()
    await page.getByRole('menuitem', { name: 'As the system' }).click()
    await expect.poll(() => desktop.link.ask('colours'), patiently).toBe('system')
  })
})

describe('the guards', () => {
  it('keep the page from leaving and from opening windows', async () => {
    const before = page.url()
    await page.evaluate(() => void (window.location.href = 'https://elsewhere.invalid/'))
    await expect.poll(() => desktop.refused, patiently).toContain('https://elsewhere.invalid/')
    await page.evaluate(() => void window.open('https://popup.invalid/'))
    await expect.poll(() => desktop.refused.length, patiently).toBe(2)
    expect(page.url()).toBe(before)
    expect(await desktop.link.ask('refusesWebview', (await desktop.window()).id)).toBe(true)
    expect(await desktop.link.ask('refusesDownload', 'https://elsewhere.invalid/tool.exe')).toBe(true)
    expect(await desktop.link.ask('refusesDownload', 'blob:helmdeck://app/1')).toBe(false)
  })

  it('refuse every permission but to write the clipboard', async () => {
    for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-read', 'midi', 'openExternal']) {
      expect([permission, await desktop.link.ask('permission', permission)]).toEqual([permission, false])
    }
    expect(await desktop.link.ask('permission', 'clipboard-sanitized-write')).toBe(true)
    expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).not.toBe('granted')
  })

  it('give the page three functions and nothing of Node or Electron', async () => {
    const given = await page.evaluate(() => Object.entries(window.helmdeck ?? {}).map(([name, value]) => [name, typeof value]))
    expect(given).toEqual([
      ['askForEnginePort', 'function'],
      ['call', 'function'],
      ['onEvent', 'function'],
    ])
    expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window))).toEqual([])
  })

  it('answer no call that is not of the contract, does not fit, or comes from another page', async () => {
    const answers = await page.evaluate(async () => [
      await window.helmdeck?.call('constructor' as 'notify', {}),
      await window.helmdeck?.call('pickFiles', { kind: '/etc/passwd' }),
      await window.helmdeck?.call('keepSecret', { name: '../x', secret: 's' }),
      await window.helmdeck?.call('openWorkspace', { handle: '/etc' }),
    ])
    expect(answers.map((answer) => (answer as { error?: { code: string } }).error?.code)).toEqual([
      'invalid-request',
      'invalid-request',
      'invalid-request',
      'workspace-missing',
    ])
    const { id } = await desktop.window()
    const foreign = await desktop.link.ask('ipcInvoke', id, 'helmdeck:shell-call', ['secretNames', {}], 'https://elsewhere.invalid/')
    expect(foreign).toMatchObject({ type: 'failed', error: { code: 'invalid-request' } })
  })

  it('keep secrets encrypted', async () => {
    const kept = await page.evaluate(() => window.helmdeck?.call('keepSecret', { name: 'crm.token', secret: 'tell-nobody' }))
    expect(kept).toEqual({ type: 'done', value: {} })
    expect(readFileSync(join(userData, 'secrets.json'), 'utf8')).not.toContain('tell-nobody')
    const names = await page.evaluate(() => window.helmdeck?.call('secretNames', {}))
    expect(names).toEqual({ type: 'done', value: { names: ['crm.token'] } })
  })
})

describe('an engine that is killed', () => {
  it('is asked about, started again, and the page goes on where it was', async () => {
    const [pid] = await desktop.link.ask<number[]>('engines')
    let release: (answer: unknown) => void = () => undefined
    const asked = desktop.answer('message', new Promise((resolve) => (release = resolve)))
    process.kill(pid ?? 0, 'SIGKILL')
    const { options } = await asked
    expect(options).toMatchObject({ message: 'The engine has stopped unexpectedly.' })
    expect(options.buttons?.[0]).toBe('Restart the engine')
    await page.getByRole('alert').filter({ hasText: 'The engine does not answer.' }).waitFor()
    expect((await desktop.link.ask<number[]>('engines')).length).toBe(1)
    release({ response: 0 })
    await page.getByRole('alert').waitFor({ state: 'detached' })
    expect((await desktop.link.ask<number[]>('engines')).length).toBe(2)
    await desktop.press('frame.refresh')
    await page.getByRole('region', { name: 'Won this quarter', exact: true }).getByRole('button', { name: /\d/ }).waitFor()
  })
})

describe('workspaces', () => {
  it('are packed and opened again from the packed file by a second start, which only brings the window forward', async () => {
    const file = join(userData, 'sent.helmdeckz')
    const saved = desktop.answer('save', { canceled: false, filePath: file })
    await desktop.press('shell.packWorkspace')
    await saved
    await expect.poll(() => readdirSync(userData), patiently).toContain('sent.helmdeckz')
    await page.getByRole('alert').filter({ hasText: 'The engine does not answer.' }).waitFor({ state: 'detached' })

    const { id } = await desktop.window()
    await desktop.link.ask('setWindow', id, { isFocused: false, isMinimized: true })
    const target = join(userData, 'again.helmdeck')
    const placed = desktop.answer('save', { canceled: false, filePath: target })
    const second = launchDesktop({ browser, userData, words: [file] })
    await placed
    expect(await second.ended).toBe(0)
    expect(await desktop.window()).toMatchObject({ id, isFocused: true, isMinimized: false })
    await page.getByRole('button', { name: /Workspace again/ }).waitFor()
    expect((await desktop.window()).id).toBe(id)
    const recent = entries(await desktop.menu()).find(({ label }) => label === 'Recent workspaces')?.submenu
    expect(recent?.map(({ label }) => label)).toEqual(['again', 'Start'])
  })

  it('and the window are as they were after the next start', async () => {
    const bounds = { x: 300, y: 120, width: 1200, height: 760 }
    await desktop.link.ask('setWindow', (await desktop.window()).id, { bounds, isMaximized: true })
    await desktop.quit()
    expect(await desktop.ended).toBe(0)
    expect(desktop.complaints).toEqual([])
    desktop = launchDesktop({ browser, userData, locale: 'zh-CN', keychain: 'basic_text' })
    page = await desktop.page
    await page.getByRole('button', { name: /again/ }).waitFor()
    expect(await desktop.window()).toMatchObject({ bounds, isMaximized: true })
    // A new profile of the browser forgets what the page chose; what the shell remembers is its own.
    expect(JSON.parse(readFileSync(join(userData, 'desktop.json'), 'utf8'))).toMatchObject({ isMaximized: true, bounds })
  })

  it('are not written a secret where the system has no real keychain', async () => {
    const refused = await page.evaluate(() => window.helmdeck?.call('keepSecret', { name: 'other', secret: 'plain' }))
    expect(refused).toMatchObject({ type: 'failed', error: { code: 'not-available' } })
    expect(readFileSync(join(userData, 'secrets.json'), 'utf8')).not.toContain('other')
  })

  it('were shown without a complaint of the page or a dialog nobody expected', () => {
    expect(desktop.complaints).toEqual([])
  })
})
