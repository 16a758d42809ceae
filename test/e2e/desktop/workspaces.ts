import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { launchDesktop } from '../../desktop/launch-desktop.ts'
import { watchAlerts } from '../walk/alerts-seen.ts'
import { goTo, settled } from '../watched-page.ts'
import { recentLabels, shows, type AtSeat } from './seat.ts'

/** Stands on a window that shows the workspace `walk` in English, opened after `Start`. */
export function workspaces(seat: AtSeat): void {
  describe('workspaces', () => {
    it('are packed while the page waits: one banner tells, and no tile of the cockpit fails', async () => {
      const { desktop, page, userData } = seat()
      await goTo(page, '#/cockpits/sales-director')
      await settled(page)
      const figures = () => page.locator('[data-kpi] button[title]').evaluateAll((all) => all.map((one) => one.getAttribute('title')))
      const before = await figures()
      const alertsSeen = await watchAlerts(page)
      const saved = desktop.answer('save', { canceled: false, filePath: join(userData, 'sent.helmdeckz') })
      await desktop.press('frame.refresh')
      await desktop.press('shell.packWorkspace')
      expect((await saved).options.defaultPath).toBe(join(userData, 'Documents/walk.helmdeckz'))
      await expect.poll(() => readdirSync(userData)).toContain('sent.helmdeckz')
      await page.getByRole('alert').waitFor({ state: 'detached' })
      await desktop.press('frame.refresh')
      await settled(page)
      expect(await figures()).toEqual(before)
      expect(await alertsSeen()).toEqual([expect.stringContaining('The engine does not answer.')])
      expect(await page.getByRole('alert').count()).toBe(0)
    })

    it('are opened from a packed file by a second start, which only brings the window forward', async () => {
      const { browser, desktop, page, userData } = seat()
      const { id } = await desktop.window()
      await desktop.link.ask('setWindow', id, { isFocused: false, isMinimized: true })
      const placed = desktop.answer('save', { canceled: false, filePath: join(userData, 'again.helmdeck') })
      const second = launchDesktop({ browser, userData, words: [join(userData, 'sent.helmdeckz')] })
      expect((await placed).options.defaultPath).toBe(join(userData, 'Documents/sent.helmdeck'))
      expect(await second.ended).toBe(0)
      await expect.poll(() => desktop.window()).toMatchObject({ id, isFocused: true, isMinimized: false })
      await shows(seat(), 'again')
      await goTo(page, '#/cockpits/sales-director')
      await settled(page)
      await expect.poll(() => page.locator('[data-kpi] button[title]').count()).toBeGreaterThanOrEqual(4)
      await expect.poll(() => recentLabels(seat())).toEqual(['again', 'walk', 'Start'])
    })

    it('that the system asks to open and that are no packed ones are told of, and what was open stays', async () => {
      const { desktop, userData } = seat()
      const broken = join(userData, 'broken.helmdeckz')
      writeFileSync(broken, 'this is no packed workspace')
      const placed = desktop.answer('save', { canceled: false, filePath: join(userData, 'broken.helmdeck') })
      const told = desktop.answer('error', undefined)
      expect(await desktop.link.ask('openFile', broken)).toBe(true)
      await placed
      expect((await told).options.content).toMatch(/not a packed workspace|damaged|cannot be/)
      expect(readdirSync(userData)).not.toContain('broken.helmdeck')
      await shows(seat(), 'again')
    })

    it('that were open before are in the menu of the window and in that of the page, and open from both', async () => {
      const { desktop, page } = seat()
      await desktop.press('walk')
      await shows(seat(), 'walk')
      await expect.poll(() => recentLabels(seat())).toEqual(['walk', 'again', 'Start'])
      await page.getByRole('button', { name: 'Workspace walk' }).click()
      const recent = page.getByRole('navigation', { name: 'Recent workspaces' })
      await expect.poll(async () => (await recent.getByRole('button').allInnerTexts()).slice(0, -1)).toEqual(['again', 'Start'])
      await recent.getByRole('button', { name: 'again', exact: true }).click()
      await shows(seat(), 'again')
      await expect.poll(() => recentLabels(seat())).toEqual(['again', 'walk', 'Start'])
    })
  })
}
