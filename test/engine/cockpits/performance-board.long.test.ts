import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CockpitView } from '../../../src/contract/documents.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { arrowRows } from '../../../renderer/grid/arrow-rows.ts'
import { openEngine, runImport, still, uploadPath, type TestEngine } from '../ingest/engine-fixture.ts'

const folder = new URL('../../../samples/board/', import.meta.url).pathname
const month = { relative: 'this', unit: 'month', n: 1 } as const

/** The board of requirement 68 on the set made for it; every expected figure is worked by hand in samples/ANSWERS.md. */
describe('the sales performance board on its sample', () => {
  let engine: TestEngine
  let view: CockpitView

  beforeAll(async () => {
    engine = await openEngine()
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    await runImport(engine, { uploads: await Promise.all(files.map((name) => uploadPath(engine, folder + name))) })
    view = await engine.handlers.cockpits.open({ name: 'sales-performance' }, still)
  })
  afterAll(() => engine.close())

  /** The tile's answer as `first dimension: first value`. */
  async function ask(id: string, changes: Partial<ReportSpecInput> = {}): Promise<Record<string, number>> {
    const tile = view.tiles.find((one) => one.id === id)
    if (tile === undefined || !('spec' in tile) || !tile.available) throw new Error(`no tile ${id}`)
    const { bytes, columns } = await engine.handlers.reports.run({ spec: ReportSpec.parse({ ...tile.spec, ...changes }) }, still)
    const value = columns.find(({ role }) => role === 'value')?.id ?? ''
    const label = columns.find(({ role }) => role === 'row')?.id
    const rows = arrowRows(bytes)
    return Object.fromEntries(
      Array.from({ length: rows.count }, (_, row) => [
        label === undefined ? 'all' : String(rows.value(row, label)),
        Number(rows.value(row, value)),
      ]),
    )
  }

  it('has six rows, and every tile of them', () => {
    const shown = view.tiles.filter(({ available }) => available)
    expect(new Set(shown.map(({ layout }) => layout.y)).size).toBe(6)
    expect(shown.filter(({ layout }) => layout.x === 0).map(({ title }) => title.zh)).toEqual([
      '新增线索数',
      '线索转化率',
      '平均客单价',
      '销售额已完成',
      '销售额预测（本月）',
      '客户活跃度',
    ])
  })

  it('counts new leads: 350 from the website and 280 from advertising this month', async () => {
    expect(await ask('lead_count-by-channel-name', { period: month })).toEqual({ 官网: 350, 广告: 280 })
    expect(await ask('lead_count-by-channel-name')).toEqual({ 官网: 400, 广告: 300 })
    const byOwner = await ask('lead_count-by-owner-name')
    expect(Object.values(byOwner).reduce((sum, value) => sum + value, 0)).toBe(700)
    expect(await ask('lead_count-by-month')).toMatchObject({ '2026-06-01': 630 })
  })

  it('turns 15 % of the leads from the website and 8 % of those from advertising into won deals', async () => {
    expect(await ask('lead_to_won_rate-by-channel-name')).toEqual({ 官网: 0.15, 广告: 0.08 })
  })

  it('sells ¥50,000 a deal of line A and ¥80,000 of line B, in the month and in the quarter', async () => {
    const expected = { A: 50_000, B: 80_000 }
    expect(await ask('average_deal_size-by-product-line')).toEqual(expected)
    expect(await ask('average_deal_size-by-product-line', { period: month })).toEqual(expected)
  })

  it('has sold ¥500,000 by 张三 and ¥2,000,000 by 团队一 this month', async () => {
    expect(await ask('won_value-by-owner-name', { period: month })).toEqual({ 张三: 500_000, 李四: 1_500_000, 王五: 700_000 })
    expect(await ask('won_value-by-team-name', { period: month })).toEqual({ 团队一: 2_000_000, 团队二: 700_000 })
  })

  it('expects ¥3,500,000 this month of what is won and committed', async () => {
    const tile = view.tiles.find(({ id }) => id === 'study-forecast-month')
    if (tile?.kind !== 'study') throw new Error('no forecast')
    const { figures } = await engine.handlers.studies.run({ study: tile.study, params: { ...tile.params, method: 'commit' } }, still)
    expect(Number(figures[0]?.value)).toBe(3_500_000)
  })

  it('was in touch with 85 % of its customers within seven days', async () => {
    expect(await ask('kpi-active_customer_rate')).toEqual({ all: 0.85 })
    expect(await ask('activity_count-by-activity-kind')).toEqual({ 电话: 20, 拜访: 20, 邮件: 20 })
  })
})
