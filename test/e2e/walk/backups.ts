import { describe, expect, it } from 'vitest'
import { seriousViolations } from '../accessibility.ts'
import { goTo } from '../watched-page.ts'
import { kpiFigure, kpi } from './read-page.ts'
import type { Walk } from './walk-host.ts'

export function backups(walk: Walk): void {
  describe('a backup', () => {
    it('is made by one press, and restored after it was said what that does', async () => {
      const { page } = walk()
      await goTo(page, '#/cockpits/sales-director')
      await kpi(page, '本季赢单金额').waitFor()
      const won = await kpiFigure(page, '本季赢单金额')
      await goTo(page, '#/data/backups')
      await page.getByRole('button', { name: '立即备份' }).click()
      await page.getByText(/^已备份：/).waitFor()
      await page.getByRole('button', { name: /^恢复 .* 的备份$/ }).click()
      const dialog = page.getByRole('dialog', { name: /^恢复到 / })
      await dialog.getByText('当前状态会先备份').waitFor()
      expect(await seriousViolations(page)).toEqual([])
      await dialog.getByRole('button', { name: '备份并恢复' }).click()
      await page.getByText(/^工作区已恢复到/).waitFor()
      expect(await page.getByRole('row').filter({ hasText: '恢复之前' }).count()).toBe(1)
      await goTo(page, '#/cockpits/sales-director')
      await kpi(page, '本季赢单金额').waitFor()
      expect(await kpiFigure(page, '本季赢单金额')).toBe(won)
    })
  })
}
