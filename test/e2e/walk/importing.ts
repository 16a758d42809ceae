import { describe, expect, it } from 'vitest'
import { cli } from '../served-workspace.ts'
import { answers } from '../starter-answers.ts'
import { cells, numberIn } from './read-page.ts'
import type { Walk } from './walk-host.ts'

const kinds = {
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
}

export function importing(walk: Walk): void {
  describe('importing', () => {
    it('starts in an empty workspace that says what to do', async () => {
      await walk().openRoom('data')
      await walk().page.getByRole('heading', { name: /拖/ }).waitFor()
    })

    it('shows what every file was recognised as, with nothing imported yet', async () => {
      const { page, workspace } = walk()
      await walk().bringFiles()
      await page.getByRole('button', { name: '导入 14 个文件' }).waitFor()
      const files = await page.getByRole('navigation', { name: '文件' }).getByRole('button').allInnerTexts()
      const said = files.map((text) =>
        text
          .split('\n')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      )
      expect(Object.fromEntries(said)).toMatchObject(kinds)
      expect((await cli(['loads', workspace, '--json'])).out).toBe('{"loads":[]}\n')
    })

    it('takes a correction of one column', async () => {
      const { page } = walk()
      await page.getByRole('button', { name: /^accounts\.csv/ }).click()
      await page.getByRole('combobox', { name: 'Size' }).click()
      await page.getByRole('option', { name: '保留为自定义列' }).click()
      await page.getByText('由您指定').waitFor()
    })

    it('says what came of every row, as worked out from the files apart from the product', async () => {
      const { page } = walk()
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
      const { page } = walk()
      await page.getByRole('link', { name: '去查看' }).click()
      await page.getByRole('grid').waitFor()
      const said = (await page.getByRole('gridcell').allInnerTexts()).join('|')
      const aside = answers.quarantine.filter(({ reason }) => reason !== 'total-row')
      await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(aside.length + 1))
      for (const { file, value } of aside) {
        expect(said).toContain(file)
        if (value !== null) expect(said).toContain(value)
      }
    })
  })
}
