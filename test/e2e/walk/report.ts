import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { starterFolder } from '../served-workspace.ts'
import { answers, figure } from '../starter-answers.ts'
import { cells, numberIn } from './read-page.ts'
import type { Walk } from './walk-host.ts'

export function report(walk: Walk): void {
  const result = (): Locator => walk().page.getByRole('region', { name: '结果' })

  describe('a report', () => {
    it('is built of fields and gives the figures worked out apart from the product', async () => {
      const { page, openRoom } = walk()
      await openRoom('reports')
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
      const teams = answers.metrics['won_value']?.by['team.name'] ?? []
      expect(rows).toEqual({ ...Object.fromEntries(teams.map(([team, won]) => [team ?? '（空）', won])), 合计: figure('won_value') })
      await page.getByText('已保存').waitFor()
    })

    it('offers the column that was corrected as a field of its own', async () => {
      const { page } = walk()
      await page.getByRole('textbox', { name: '搜索字段' }).fill('Size')
      await page.getByRole('option', { name: 'Size' }).waitFor()
      await expect.poll(() => page.locator('[data-field="account.size_band"]').getAttribute('aria-disabled')).toBe('true')
      await page.getByRole('textbox', { name: '搜索字段' }).fill('')
    })

    it('explains a number down to the row of the file it came from', async () => {
      const { page } = walk()
      await result()
        .getByRole('row', { name: /大客户部/ })
        .getByRole('button')
        .click()
      const panel = page.getByRole('complementary', { name: '这个数怎么来的' })
      await panel.getByText('赢单金额').first().waitFor()
      expect(numberIn(await panel.locator('[class*=value]').first().innerText())).toBe(figure('won_value', 'team.name', '大客户部'))
      await expect.poll(() => panel.locator('pre').textContent()).toContain('select')
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
      const { page, save } = walk()
      const { name, bytes } = await save(() => page.getByRole('main').getByRole('button', { name: '导出工作簿' }).click())
      expect(name).toMatch(/\.xlsx$/)
      expect(bytes.subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'))
      await page.getByText(/已生成，共 6 行/).waitFor()
    })
  })
}
