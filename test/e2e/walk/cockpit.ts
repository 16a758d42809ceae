import { expect, it } from 'vitest'
import { figure } from '../starter-answers.ts'
import { goTo, settled } from '../watched-page.ts'
import { cells, kpi, kpiFigure, numberIn } from './read-page.ts'
import type { Walk } from './walk-host.ts'

export function cockpit(walk: Walk): void {
  it('the cockpit has no broken tile and shows the figures worked out apart from the product', async () => {
    const { page } = walk()
    for (const name of ['sales-performance', 'sales-director']) {
      await goTo(page, `#/cockpits/${name}`)
      await page.locator('[data-tile]').first().waitFor()
      await settled(page)
      await expect.poll(() => page.locator('[data-tile]').count()).toBeGreaterThanOrEqual(6)
      expect(await page.getByRole('alert').count()).toBe(0)
      await expect.poll(() => page.getByText('$other').count()).toBe(0)
      const drawn = page.locator('canvas, svg, table, [role=grid]')
      await expect.poll(() => page.locator('[data-tile]').filter({ hasNot: drawn }).count()).toBe(0)
    }
    await kpi(page, '本季赢单金额').waitFor()
    expect(await kpiFigure(page, '本季赢单金额')).toBe(figure('won_value', 'quarter', '2026-07-01'))
    expect(await kpiFigure(page, '管道金额')).toBe(figure('pipeline_value'))
    expect(await kpiFigure(page, '新增线索数')).toBe(figure('lead_count', 'quarter', '2026-07-01'))
    expect(await kpiFigure(page, '赢单率')).toBeCloseTo(figure('win_rate', 'quarter', '2026-07-01') * 100, 1)
    expect(await kpiFigure(page, '平均销售周期')).toBeCloseTo(figure('sales_cycle_days', 'quarter', '2026-07-01'), 1)
    const quarters = ['2025-10-01', '2026-01-01', '2026-04-01', '2026-07-01'].map((start) => figure('won_value', 'quarter', start))
    const pivot = await cells(page.getByRole('region', { name: '主管每季赢单金额' }).getByRole('table'))
    expect(pivot.at(-1)?.slice(1).map(numberIn)).toEqual([...quarters, quarters.reduce((sum, value) => sum + value, 0)])
  })
}
