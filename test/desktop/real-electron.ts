import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strict as assert } from 'node:assert'
import { _electron } from 'playwright-core'

// Run by .github/workflows/desktop.yml where Electron's program can be had; the stand-in's test says the same of the played one.
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'helmdeck-real-'))
const app = await _electron.launch({ args: [root, join(folder, 'real.helmdeck'), `--user-data-dir=${join(folder, 'profile')}`] })
try {
  const page = await app.firstWindow()
  await page.getByRole('button', { name: /real/ }).waitFor({ timeout: 60_000 })
  assert.equal(await page.evaluate(() => 'require' in window), false)

  const samples = join(root, 'samples/starter')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, samples)
  const press = (id: string): Promise<void> =>
    app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id)
  await press('data.pickFolder')
  await page.getByRole('button', { name: /Import 14 files|导入 14 个文件/ }).click({ timeout: 120_000 })
  await page.getByRole('heading', { name: /What came in|导入结果/ }).waitFor({ timeout: 120_000 })
  await press('room.cockpits')
  await page.waitForURL(/#\/cockpits/)

  const before = page.url()
  await page.evaluate(() => void (window.location.href = 'https://elsewhere.invalid/'))
  await page.evaluate(() => void window.open('https://popup.invalid/'))
  await press('room.reports')
  await page.waitForURL(/#\/reports/)
  assert.equal(new URL(page.url()).origin, new URL(before).origin)
  assert.equal(app.windows().length, 1)
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}
