import { expect, it } from 'vitest'
import { ownerPid } from '../served-workspace.ts'
import { settled } from '../watched-page.ts'
import { watchAlerts } from './alerts-seen.ts'
import type { Walk } from './walk-host.ts'

export function engineKilled(walk: Walk): void {
  it('an engine that is killed costs no figure on the screen: one banner tells, and the page goes on where it was', async () => {
    const { page, workspace, refresh, killEngine } = walk()
    const figures = () => page.locator('[data-kpi] button[title]').evaluateAll((all) => all.map((one) => one.getAttribute('title')))
    const before = await figures()
    expect(before.length).toBeGreaterThanOrEqual(4)
    const alertsSeen = await watchAlerts(page)
    const pid = ownerPid(workspace)
    // Held, it answers nothing: every question of the screen is on its way when it dies.
    process.kill(pid, 'SIGSTOP')
    await refresh()
    await page.waitForSelector('button[aria-busy=true]')
    const banner = page.getByRole('alert').filter({ hasText: '正在自动重试' })
    const shown = banner.waitFor()
    const restart = await killEngine(pid)
    await shown
    expect(await figures()).toEqual(before)
    restart()
    await banner.waitFor({ state: 'detached' })
    await refresh()
    await settled(page)
    expect(await alertsSeen()).toEqual([expect.stringContaining('正在自动重试')])
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await figures()).toEqual(before)
    expect(ownerPid(workspace)).not.toBe(pid)
  })
}
