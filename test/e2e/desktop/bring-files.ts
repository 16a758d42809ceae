import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { starterFiles } from '../served-workspace.ts'
import type { Seat } from './seat.ts'

/** Drags files and folders of the system onto the page, as its file manager would. */
async function dropOnPage(page: Page, paths: readonly string[]): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devTools.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data })
  }
  await devTools.detach()
}

function folderWith(path: string, files: readonly string[]): string {
  mkdirSync(path)
  for (const file of files) copyFileSync(file, join(path, basename(file)))
  writeFileSync(join(path, '.DS_Store'), 'of the file manager')
  return path
}

/** The starter sample in the three ways the window has: dragged in (a file and a folder), the dialog for files, the one for a folder. */
export async function bringFilesToWindow({ desktop, page, userData }: Seat): Promise<void> {
  const [first = '', second = '', third = '', fourth = '', ...others] = starterFiles()
  const reviewed = (count: number) =>
    page
      .getByRole('navigation', { name: '文件' })
      .getByText(/\.(csv|xlsx)$/)
      .nth(count - 1)
      .waitFor()

  await dropOnPage(page, [folderWith(join(userData, 'dragged'), [first, second]), third])
  await reviewed(3)

  const notes = join(userData, 'notes.pdf')
  writeFileSync(notes, '%PDF')
  const chosen = desktop.answer('open', { canceled: false, filePaths: [notes, fourth] })
  const told = desktop.answer('error', undefined)
  await desktop.press('data.pickFiles')
  expect((await chosen).options.properties).toEqual(['openFile', 'multiSelections'])
  expect((await told).options.content).toMatch(/^不支持文件「notes\.pdf」的格式（pdf）/)
  await reviewed(4)

  const folder = folderWith(join(userData, 'exports'), others)
  const asked = desktop.answer('open', { canceled: false, filePaths: [folder] })
  await desktop.link.ask('setWindow', (await desktop.window()).id, { isFocused: false })
  await desktop.press('data.pickFolder')
  expect((await asked).options.properties).toEqual(['openDirectory'])
  await reviewed(14)
  // No path ever reaches the page.
  expect(await page.content()).not.toContain(userData)
}
