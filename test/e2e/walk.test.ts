import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { cli, serveWorkspace, starterFiles, starterFolder, type ServedWorkspace } from './served-workspace.ts'
import { seriousViolations } from './serious-violations.ts'
import { answers, figure } from './starter-answers.ts'
import { goTo, watchedPage, type WatchedPage } from './watched-page.ts'

// One person's way through the product, from an empty workspace on: every step stands on the one before.
let browser: Browser
let served: ServedWorkspace
let walk: WatchedPage
let page: Page

beforeAll(async () => {
  ;[browser, served] = await Promise.all([launchBrowser(), serveWorkspace()])
  walk = await watchedPage(browser)
  page = walk.page
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

/** `¥25,497,900` -> 25497900. */
function numberIn(text: string): number {
  const found = /-?[\d,]+(\.\d+)?/.exec(text.replace('−', '-'))?.[0]
  return Number(found?.replaceAll(',', '') ?? Number.NaN)
}

const kpi = (title: string): Locator => page.getByRole('region', { name: title, exact: true }).getByRole('button', { name: /\d/ })
const kpiFigure = async (title: string): Promise<number> => numberIn((await kpi(title).getAttribute('title')) ?? '')

/** Body rows of a table as lists of cell texts. */
async function cells(table: Locator): Promise<string[][]> {
  const rows = await table.locator('tbody tr').all()
  return await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
}

describe('importing', () => {
  it('starts in an empty workspace that says what to do', async () => {
    await page.goto(served.url)
    await page.getByRole('link', { name: '数据' }).first().click()
    await page.getByRole('heading', { name: /拖/ }).waitFor()
  })

  it('shows what every file was recognised as, with nothing imported yet', async () => {
    await page.setInputFiles('input[type=file]:not([webkitdirectory])', starterFiles())
    await page.getByRole('button', { name: '导入 14 个文件' }).waitFor()
    const kinds = await page.getByRole('navigation', { name: '文件' }).getByRole('button').allInnerTexts()
    const byFile = Object.fromEntries(
      kinds.map((text) =>
        text
          .split('\n')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
    )
    expect(byFile).toMatchObject({
      'accounts.csv': '客户',
      'activities.csv': '跟进记录',
      'channels.csv': '渠道',
      'leads.xlsx': '线索',
      'orders.csv': '订单',
      'payments.csv': '回款',
      'people.csv': '人员',
      'pipeline_stages.csv': '销售阶段',
      'products.csv': '产品',
      'targets.csv': '目标',
      'teams.csv': '团队',
      '商机.csv': '商机',
      '商机阶段记录.csv': '阶段记录',
      '渠道投入.xlsx': '渠道投入',
    })
    expect((await cli(['loads', served.path, '--json'])).out).toBe('{"loads":[]}\n')
  })

  it('takes a correction of one column', async () => {
    await page.getByRole('button', { name: /^accounts\.csv/ }).click()
    await page.getByRole('combobox', { name: 'Size' }).click()
    await page.getByRole('option', { name: '保留为自定义列' }).click()
    await page.getByText('由您指定').waitFor()
  })

  it('says what came of every row, as worked out from the files apart from the product', async () => {
    await page.getByRole('button', { name: '导入 14 个文件' }).click()
    await page.getByRole('heading', { name: '导入结果' }).waitFor()
    const lines = (await cells(page.getByRole('table'))).filter((line) => line.length > 1)
    const outcome = Object.fromEntries(lines.map(([name, , , ...numbers]) => [name, numbers.map(numberIn)]))
    for (const { file, rows, usable } of answers.files) {
      // A total row may be told from a row and not be read at all.
      const totals = answers.quarantine.filter((one) => one.file === file && one.reason === 'total-row').length
      const [read, loaded, updated, unchanged, vanished, aside] = outcome[file] ?? []
      expect([file, loaded, updated, unchanged, vanished]).toEqual([file, usable, 0, 0, 0])
      expect([rows, rows - totals]).toContain(read)
      expect(aside).toBe((read ?? 0) - usable)
    }
  })

  it('lists the rows it could not use with their place, as the samples’ own list has them', async () => {
    await page.getByRole('link', { name: '去查看' }).click()
    await page.getByRole('grid').waitFor()
    const said = (await page.getByRole('gridcell').allInnerTexts()).join('|')
    const aside = answers.quarantine.filter(({ reason }) => reason !== 'total-row')
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(aside.length + 1))
    for (const { file, value } of aside) {
      expect(said).toContain(file)
      if (value !== null) expect(said).toContain(value)
    }
  })
})

describe('the cockpit', () => {
  it('has no broken tile and shows the figures worked out apart from the product', async () => {
    await goTo(page, '#/cockpits/sales-director')
    await kpi('本季赢单金额').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await kpiFigure('本季赢单金额')).toBe(figure('won_value', 'quarter', '2026-07-01'))
    expect(await kpiFigure('管道金额')).toBe(figure('pipeline_value'))
    expect(await kpiFigure('新增线索数')).toBe(figure('lead_count', 'quarter', '2026-07-01'))
    expect(await kpiFigure('赢单率')).toBeCloseTo(figure('win_rate', 'quarter', '2026-07-01') * 100, 1)
    expect(await kpiFigure('平均销售周期')).toBeCloseTo(figure('sales_cycle_days', 'quarter', '2026-07-01'), 1)
    const quarters = ['2025-10-01', '2026-01-01', '2026-04-01', '2026-07-01'].map((start) => figure('won_value', 'quarter', start))
    const pivot = await cells(page.getByRole('region', { name: '主管每季赢单金额' }).getByRole('table'))
    expect(pivot.at(-1)?.slice(1).map(numberIn)).toEqual([...quarters, quarters.reduce((sum, value) => sum + value, 0)])
    for (const name of ['sales-director', 'sales-performance']) {
      await goTo(page, `#/cockpits/${name}`)
      await page.locator('[data-tile]').first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('alert').count()).toBe(0)
      expect(await page.getByText('$other').count()).toBe(0)
      expect(
        await page
          .locator('[data-tile]')
          .filter({ hasNot: page.locator('canvas, svg, table, [role=grid]') })
          .count(),
      ).toBe(0)
    }
  })
})

describe('a report', () => {
  const result = (): Locator => page.getByRole('region', { name: '结果' })

  it('is built of fields and gives the figures worked out apart from the product', async () => {
    await goTo(page, '#/reports')
    await page.getByRole('button', { name: '新建报表' }).first().click()
    const search = page.getByRole('textbox', { name: '搜索字段' })
    for (const [text, field] of [
      ['赢单金额', 'won_value'],
      ['团队', 'team.name'],
    ] as const) {
      await search.fill(text)
      await page.locator(`[data-field="${field}"]`).click()
    }
    await search.fill('')
    await page.getByRole('button', { name: '合计' }).click()
    await page.getByRole('menuitemradio', { name: '总计', exact: true }).click()
    await page.keyboard.press('Escape')
    await page
      .getByRole('radio', { name: /透视/ })
      .or(page.getByRole('button', { name: /透视/ }))
      .first()
      .click()
    await result().getByRole('row', { name: /合计/ }).waitFor()
    const rows = Object.fromEntries((await cells(result().getByRole('table'))).map(([team, won]) => [team, numberIn(won ?? '')]))
    const expected = Object.fromEntries((answers.metrics['won_value']?.by['team.name'] ?? []).map(([team, won]) => [team ?? '（空）', won]))
    expect(rows).toEqual({ ...expected, 合计: figure('won_value') })
    await page.getByText('已保存').waitFor()
  })

  it('offers the column that was corrected as a field of its own', async () => {
    await page.getByRole('textbox', { name: '搜索字段' }).fill('Size')
    await page.getByRole('option', { name: 'Size' }).waitFor()
    expect(await page.locator('[data-field="account.size_band"]').getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('textbox', { name: '搜索字段' }).fill('')
  })

  it('explains a number down to the row of the file it came from', async () => {
    await result()
      .getByRole('row', { name: /大客户部/ })
      .getByRole('button')
      .click()
    const panel = page.getByRole('complementary', { name: '这个数怎么来的' })
    await panel.getByText('赢单金额').first().waitFor()
    expect(numberIn(await panel.locator('[class*=value]').first().innerText())).toBe(figure('won_value', 'team.name', '大客户部'))
    expect(await panel.locator('pre').textContent()).toContain('select')
    const grid = panel.getByRole('grid')
    await grid.getByRole('row').nth(1).getByRole('gridcell').first().dblclick()
    const source = panel.locator('section').filter({ hasText: /第 \d+ 行原文/ })
    await source.locator('dd').first().waitFor()
    const heading = (await source.getByRole('heading').innerText()).replaceAll(/\s+/g, ' ')
    const [, file = '', row = ''] = /^(\S+) 第 ([\d,]+) 行/.exec(heading) ?? []
    expect(file).toBe('商机.csv')
    const lines = new TextDecoder('gb18030').decode(readFileSync(join(starterFolder, file))).split(/\r?\n/)
    const shown = (await source.locator('dd').allInnerTexts()).filter((cell) => cell !== '')
    const original = lines[Number(row)] ?? ''
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.filter((cell) => !original.includes(cell))).toEqual([])
    expect(original).toContain('赢单')
  })

  it('becomes a workbook', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('main').getByRole('button', { name: '导出工作簿' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    const bytes = readFileSync(await download.path())
    expect(bytes.subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'))
    await page.getByText(/已生成，共 6 行/).waitFor()
  })
})

describe('every page', () => {
  const pages = [
    '#/home',
    '#/data',
    '#/data/loads',
    '#/data/quarantine',
    '#/data/matches',
    '#/data/missing',
    '#/cockpits/sales-director',
    '#/cockpits/sales-performance',
    '#/reports',
    '#/reports/new',
  ]

  it.each(['light', 'dark'] as const)('can be used by everybody in the %s scheme', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForSelector(`html[data-mantine-color-scheme=${scheme}]`)
    for (const address of pages) {
      await goTo(page, address)
      await page.waitForLoadState('networkidle')
      expect([address, await seriousViolations(page)]).toEqual([address, []])
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('changes its language at once, and nothing is loaded anew', async () => {
    await goTo(page, '#/cockpits/sales-director')
    await kpi('本季赢单金额').waitFor()
    await page.evaluate(() => void ((window as unknown as { stayed: boolean }).stayed = true))
    await page.getByRole('button', { name: /中\/EN/ }).click()
    await page.getByRole('heading', { name: 'Sales director' }).waitFor()
    await kpi('Won this quarter').waitFor()
    const left = await page.locator('[data-kpi], h1, nav').allInnerTexts()
    expect(left.filter((text) => /[\u4e00-\u9fff]/.test(text.replace('中', '')))).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true)
    await page.getByRole('button', { name: /中\/EN/ }).click()
    await page.getByRole('heading', { name: '销售总监驾驶舱' }).waitFor()
  })
})

describe('with others at work', () => {
  it('shows in every window what the command line imports meanwhile', async () => {
    const second = await watchedPage(browser, { storageState: await page.context().storageState() })
    await second.page.goto(`${new URL(served.url).origin}/#/cockpits/sales-director`)
    const there = second.page.getByRole('region', { name: '本季赢单金额', exact: true }).getByRole('button', { name: /\d/ })
    const before = figure('won_value', 'quarter', '2026-07-01')
    await there.waitFor()
    expect(numberIn((await there.getAttribute('title')) ?? '')).toBe(before)
    const late = join(served.path, '..', 'late.csv')
    writeFileSync(
      late,
      '商机编号,商机名称,商机金额,币种,销售阶段,实际成交日期,负责人,创建时间\nSJ-LATE-1,补录,1000000,CNY,赢单,2026-09-15,秦大暑,2026-08-01\n',
    )
    expect(JSON.parse((await cli(['import', served.path, late, '--json'])).out)).toMatchObject({
      files: [{ recognisedAs: 'opportunity', loaded: 1 }],
    })
    for (const one of [page, second.page]) {
      await one.waitForFunction(
        (expected) =>
          [...document.querySelectorAll('[data-kpi] button')].some((button) => button.getAttribute('title')?.includes(expected)),
        (before + 1_000_000).toLocaleString('en'),
      )
    }
    expect(second.complaints).toEqual([])
    await second.close()
  })

  it('says that the engine is gone when it is killed, and goes on where it was once it is back', async () => {
    const before = walk.complaints.length
    const pid = served.enginePid()
    const banner = page.getByRole('alert').filter({ hasText: '正在自动重试' })
    const seen = banner.waitFor()
    process.kill(pid, 'SIGKILL')
    await seen
    await banner.waitFor({ state: 'detached' })
    await goTo(page, '#/cockpits/sales-performance')
    await kpi('销售额已完成').waitFor()
    expect(await kpiFigure('销售额已完成')).toBe(figure('won_value', 'quarter', '2026-07-01') + 1_000_000)
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(served.enginePid()).not.toBe(pid)
    // A refused connection is the browser's own complaint.
    expect(walk.complaints.slice(before).filter((text) => !/WebSocket/.test(text))).toEqual([])
    walk.complaints.splice(before)
  })

  it('kept to the policy all the way and threw nothing', () => {
    expect(walk.complaints).toEqual([])
  })
})
