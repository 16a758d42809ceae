import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { MenuEntry } from '../../desktop/electron-stand-in/menu.ts'
import type { Desktop } from '../../desktop/launch-desktop.ts'

/** What a person sits in front of; a start of the program puts new things there. */
export interface Seat {
  readonly browser: Browser
  readonly userData: string
  readonly desktop: Desktop
  readonly page: Page
}
export type AtSeat = () => Seat

export const entries = (menu: readonly MenuEntry[]): MenuEntry[] => menu.flatMap((entry) => [entry, ...entries(entry.submenu ?? [])])

export async function menuOnceIt(
  { desktop }: Seat,
  has: (labels: readonly (string | undefined)[]) => boolean,
): Promise<readonly MenuEntry[]> {
  await expect.poll(async () => has(entries(await desktop.menu()).map(({ label }) => label))).toBe(true)
  return await desktop.menu()
}

export async function recentLabels({ desktop }: Seat): Promise<(string | undefined)[]> {
  const recent = entries(await desktop.menu()).find(({ label }) => label === '最近的工作区' || label === 'Recent workspaces')
  return (recent?.submenu ?? []).map(({ label }) => label)
}

/** The window shows a workspace of this name. */
export async function shows({ page }: Seat, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^(Workspace|工作区) ${name}$`) }).waitFor()
}
