import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { serveWorkspace, withSample, type ServedWorkspace } from './served-workspace.ts'

let served: ServedWorkspace
let browser: Browser
let state: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveWorkspace('sample.helmdeck', withSample), launchBrowser()])
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(served.url)
  await page.waitForSelector('h1')
  state = await context.storageState()
  await context.close()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

async function open(locale: 'zh-CN' | 'en-US') {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1280, height: 800 }, locale })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(new URL('/#/reports/new', served.url).href)
  await page.locator('[data-field]').first().waitFor()
  return { page, complaints, close: () => context.close() }
}

const pills = (page: Page, shelf: string): Locator => page.locator(`[data-shelf="${shelf}"] [data-pill]`)
const said = (page: Page, sentence: string) => page.getByText(sentence).first().waitFor({ state: 'attached' })

/** Presses Tab until what has the focus is meant. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 120; press += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${selector}`)
}

async function find(page: Page, words: string): Promise<void> {
  await tabTo(page, '[data-field-pane] input')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(words)
}

/** Rows, columns, values and filters as the shelves show them, and the answer's rows. */
async function shownOn(page: Page) {
  const shelves = await Promise.all(['rows', 'columns', 'values', 'filters'].map((shelf) => pills(page, shelf).allInnerTexts()))
  await page.locator('section[aria-busy="false"] table tbody tr').first().waitFor()
  return { shelves, table: await page.locator('main table tbody').innerText() }
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const [start, end] = await Promise.all([from.boundingBox(), to.boundingBox()])
  if (!start || !end) throw new Error('nothing to drag')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2)
  await page.mouse.move(end.x + end.width - 30, end.y + end.height / 2, { steps: 3 })
  await page.mouse.up()
}

let built: Awaited<ReturnType<typeof shownOn>>

describe('a pivot of two levels with a comparison and a filter', () => {
  it('is built with the keyboard alone, spoken at every step, and taken back to nothing and forth again', async () => {
    const { page, complaints, close } = await open('zh-CN')
    await find(page, 'ydje')
    await page.keyboard.press('Enter')
    await said(page, '赢单金额已添加到值。')
    await find(page, 'product.line')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press(' ')
    await said(page, '已拿起产品线，位于行。')
    await page.keyboard.press('ArrowDown')
    await said(page, '列，第 1 个位置，共 1 个。')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await said(page, '产品线已添加到行。')
    await find(page, 'team.name')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press(' ')
    await page.keyboard.press('ArrowLeft')
    await said(page, '行，第 1 个位置，共 2 个。')
    await page.keyboard.press('Enter')
    await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(['团队', '产品线'])

    await find(page, 'product.line')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+Enter')
    await page.getByRole('checkbox', { name: '专业服务' }).waitFor()
    await tabTo(page, 'input[type=checkbox]')
    while (!(await page.getByRole('checkbox', { name: '专业服务' }).evaluate((box) => box === document.activeElement)))
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press(' ')
    await page.keyboard.press('Escape')
    await expect.poll(() => pills(page, 'filters').allInnerTexts()).toEqual(['产品线: 专业服务'])

    await page.keyboard.press('Escape')
    await tabTo(page, 'button[aria-label="期间：全部时间"]')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '今年', exact: true }).waitFor()
    while (!(await page.getByRole('button', { name: '今年', exact: true }).evaluate((button) => button === document.activeElement)))
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '对比', exact: true }).waitFor()
    while (!(await page.getByRole('button', { name: '对比', exact: true }).evaluate((button) => button === document.activeElement)))
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemcheckbox').first().waitFor()
    await page.keyboard.press('ArrowDown')
    while (!(await page.getByRole('menuitemcheckbox', { name: '同比' }).evaluate((item) => item === document.activeElement)))
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await tabTo(page, '[role=radio][aria-checked=true]')
    while (!(await page.getByRole('radio', { name: '透视表', exact: true }).evaluate((radio) => radio === document.activeElement)))
      await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.locator('main table thead').getByText('去年同期').first().waitFor()
    built = await shownOn(page)
    expect(built.shelves.map((shelf) => shelf.length)).toEqual([2, 0, 1, 1])

    // Seven steps so far; thirteen more make twenty.
    while (
      !(await pills(page, 'rows')
        .first()
        .evaluate((pill) => pill === document.activeElement))
    )
      await page.keyboard.press('Shift+Tab')
    for (let step = 0; step < 13; step += 1) {
      await page.keyboard.press(' ')
      await page.keyboard.press(step % 2 === 0 ? 'ArrowRight' : 'ArrowLeft')
      await page.keyboard.press('Enter')
      await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(step % 2 === 0 ? ['产品线', '团队'] : ['团队', '产品线'])
    }
    for (let step = 0; step < 19; step += 1) await page.keyboard.press('Control+z')
    await expect.poll(() => page.locator('[data-pill]').allInnerTexts()).toEqual(['赢单金额'])
    await page.keyboard.press('Control+z')
    await page.getByText('先选择要统计的指标').waitFor()
    expect(await page.locator('[data-pill]').count()).toBe(0)
    for (let step = 0; step < 19; step += 1) await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(['团队', '产品线'])
    await page.locator('main table thead').getByText('去年同期').first().waitFor()
    await expect.poll(() => shownOn(page)).toEqual(built)
    expect(complaints).toEqual([])
    await close()
  })

  it('is the same when it is built with the pointer', async () => {
    const { page, complaints, close } = await open('zh-CN')
    const field = (id: string) => page.locator(`[data-field="${id}"]`)
    const shelf = (name: string) => page.locator(`[data-shelf="${name}"]`)
    await drag(page, field('won_value'), shelf('values'))
    await drag(page, field('product.line'), shelf('columns'))
    await drag(page, field('team.name'), shelf('rows'))
    // Drawn as bars, the first column is the colour.
    await drag(page, page.locator('[data-pill]').filter({ hasText: '产品线' }), shelf('rows'))
    await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(['团队', '产品线'])
    await drag(page, pills(page, 'rows').last(), shelf('filters'))
    await page.getByRole('checkbox', { name: '专业服务' }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '期间：全部时间' }).click()
    await page.getByRole('button', { name: '今年', exact: true }).click()
    await page.getByRole('button', { name: '对比', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: '同比' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: '透视表', exact: true }).click()
    await page.locator('main table thead').getByText('去年同期').first().waitFor()
    await expect.poll(() => shownOn(page)).toEqual(built)

    await drag(page, pills(page, 'rows').first(), page.getByRole('textbox', { name: '搜索字段' }))
    await said(page, '团队已从行移除。')
    await page.mouse.move(0, 0)
    await drag(page, pills(page, 'rows').first(), shelf('colour'))
    await said(page, '产品线已移到颜色。')
    await drag(page, pills(page, 'colour').first(), shelf('rows'))
    await expect.poll(() => pills(page, 'rows').allInnerTexts()).toEqual(['产品线'])
    expect(complaints).toEqual([])
    await close()
  })
})

describe('a field of one’s own', () => {
  it('is written with help, tried, saved, used and deleted', async () => {
    const { page, complaints, close } = await open('en-US')
    await page.getByRole('button', { name: 'New field' }).click()
    await page.getByRole('menuitem', { name: 'New metric' }).click()
    const dialog = page.getByRole('dialog', { name: 'New metric' })
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Half won')
    const formula = dialog.getByRole('combobox', { name: 'Formula' })
    await formula.click()
    await page.keyboard.type('[won_v')
    await dialog.getByRole('option', { name: /Won value/ }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => formula.inputValue()).toBe('[won_value]')
    await page.keyboard.type(' / [lead_cuont]')
    await dialog.getByRole('alert').filter({ hasText: '[lead_count]' }).waitFor()
    await expect.poll(() => dialog.locator('mark').innerText()).toBe('[lead_cuont]')
    await formula.fill('[won_count] * 2 - [won_count]')
    const preview = dialog.getByRole('group', { name: 'What it says now' })
    await preview.getByText(/from \d+ rows/).waitFor()
    const tried = await preview.locator('strong').innerText()
    await dialog.getByRole('button', { name: 'Save the field' }).click()
    await page.locator('[data-field="user.halfwon"]').click()
    await page.locator('[data-field="won_count"]').click()
    await page.getByRole('radio', { name: 'Table', exact: true }).click()
    const cells = page.locator('main tbody td').getByText(tried, { exact: true })
    await expect.poll(() => cells.count()).toBe(2)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.locator('[data-field="user.halfwon"]').focus()
    await page.keyboard.press('F2')
    await page.getByRole('button', { name: 'Delete this field' }).click()
    await page.getByRole('button', { name: 'Really delete it?' }).click()
    await page.locator('[data-field="user.halfwon"]').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await close()
  })
})
