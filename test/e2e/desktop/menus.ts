import { expect, it } from 'vitest'
import type { MenuEntry } from '../../desktop/electron-stand-in/menu.ts'
import { goTo } from '../watched-page.ts'
import { entries, menuOnceIt, type AtSeat, type Seat } from './seat.ts'

const top = {
  zh: ['文件', '编辑', '前往', '命令', '视图', '窗口'],
  en: ['File', 'Edit', 'Go', 'Commands', 'View', 'Window'],
}
/** The menu has these of itself, under its own words. */
const native: Readonly<Record<string, string>> = {
  '打开其他工作区…': '打开工作区…',
  '将工作区打包为一个文件…': '打包工作区…',
  'Open another workspace…': 'Open workspace…',
  'Pack this workspace into one file…': 'Pack workspace…',
}

/** What the palette offers on this page, title by title. */
async function paletteTitles({ page }: Seat): Promise<string[]> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await palette.locator('button').first().waitFor()
  const texts = await palette.locator('button').allInnerTexts()
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'detached' })
  return texts.map((text) => text.split('\n')[0]?.trim() ?? '')
}

/** Every command of the palette stands in the menus of commands, once, and can be pressed. */
async function expectPaletteIn(seat: Seat, menu: readonly MenuEntry[], language: 'zh' | 'en'): Promise<string[]> {
  expect(menu.map(({ label }) => label)).toEqual(top[language])
  const [file, , go, commands] = menu
  const items = entries([file, go, commands].flatMap((one) => one?.submenu ?? []))
  const offered = await paletteTitles(seat)
  expect(offered.length).toBeGreaterThan(12)
  for (const title of offered) {
    const found = items.filter(({ label }) => label?.replaceAll('&&', '&') === (native[title] ?? title))
    expect([title, found.map(({ enabled }) => enabled !== false)]).toEqual([title, [true]])
  }
  return offered
}

export function menuInChinese(seat: AtSeat): void {
  it('the menu has every command of the palette, once, in Chinese', async () => {
    const menu = await menuOnceIt(seat(), (labels) => labels.includes('命令'))
    const offered = await expectPaletteIn(seat(), menu, 'zh')
    // What has nothing to do on this page is there, too, and cannot be pressed.
    const idle = entries(menu).filter(({ id, enabled }) => id !== undefined && enabled === false)
    const idleHere = [
      'data.redoLoad',
      'sheets.undo',
      'sheets.redo',
      'sheets.addRow',
      'cockpits.undo',
      'cockpits.redo',
      'reports.undo',
      'reports.redo',
      'studies.reset',
      'decks.undo',
      'decks.redo',
      'settings.undo',
      'settings.redo',
    ]
    expect(idle.map(({ id }) => id)).toEqual(idleHere)
    expect(idle.filter(({ label }) => offered.includes(label ?? ''))).toEqual([])
  })

  it('the menu brings the page to another room', async () => {
    const { desktop, page } = seat()
    await desktop.press('room.reports')
    await page.waitForURL(/#\/reports$/)
    await desktop.press('data.quarantine')
    await page.waitForURL(/#\/data\/quarantine$/)
  })
}

export function menuInEnglish(seat: AtSeat): void {
  it('the menu changes its language with the page, and has every command of the palette in English', async () => {
    const { desktop, page } = seat()
    await goTo(page, '#/reports/new')
    await desktop.press('frame.language')
    const menu = await menuOnceIt(seat(), (labels) => labels.includes('Commands'))
    expect(entries(menu).filter(({ label }) => /[\u4e00-\u9fff]/.test(label ?? ''))).toEqual([])
    await expect.poll(async () => entries(await desktop.menu()).find(({ id }) => id === 'reports.undo')?.enabled).toBe(true)
    await expectPaletteIn(seat(), await desktop.menu(), 'en')
  })
}
