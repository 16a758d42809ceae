import { expect, it } from 'vitest'
import type { AtSeat } from './seat.ts'

export function look(seat: AtSeat): void {
  const looks = (scheme: 'light' | 'dark') => seat().page.waitForSelector(`html[data-mantine-color-scheme=${scheme}]`)
  const told = (source: string) => expect.poll(() => seat().desktop.link.ask('colours')).toBe(source)

  it('the window follows the system between light and dark until a person chooses, and again when told to', async () => {
    const { desktop, page } = seat()
    await told('system')
    await looks('light')
    await desktop.setSystemColours('dark')
    await looks('dark')
    await desktop.press('frame.dark')
    await looks('light')
    await told('light')
    await page.getByRole('button', { name: 'Appearance' }).click()
    await page.getByRole('menuitem', { name: 'As the system' }).click()
    await told('system')
    await looks('dark')
    await desktop.setSystemColours('light')
    await looks('light')
  })

  it('a notification is shown only while the window is behind, and brings it forward', async () => {
    const { desktop, page } = seat()
    const notify = (title: string) => page.evaluate((said) => window.helmdeck?.call('notify', { title: said, body: '' }), title)
    const { id } = await desktop.window()
    const before = desktop.notifications.length
    await notify('in front')
    await desktop.link.ask('setWindow', id, { isFocused: false, isMinimized: true })
    await notify('behind')
    await expect.poll(() => desktop.notifications.slice(before)).toEqual([{ title: 'behind', body: '' }])
    await desktop.link.ask('clickNotification')
    await expect.poll(() => desktop.window()).toMatchObject({ isFocused: true, isMinimized: false })
  })
}
