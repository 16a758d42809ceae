import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../../src/contract/api.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { SheetName } from '../../../src/contract/sheets.ts'
import { rowsOf, type Cell } from '../report/ask.ts'
import { openTestEngine } from '../workspace/open-test-engine.ts'

const now = () => new Date('2026-03-10T02:00:00Z')

async function importText(api: Api, name: string, text: string): Promise<void> {
  const { upload } = await api.sources.begin({ name })
  await api.sources.append({ upload, bytes: Buffer.from(text) })
  await api.sources.finish({ upload })
  await api.imports.run({ uploads: [upload] })
}

async function answer(api: Api, spec: ReportSpecInput): Promise<Cell[][]> {
  const { bytes } = await api.reports.run({ spec })
  tableFromIPC(bytes)
  return rowsOf(bytes).map((row) => row.slice(0, -1))
}

async function isSound(api: Api): Promise<unknown> {
  return (await api.workspace.doctor({})).checks.filter(({ ok }) => !ok)
}

const deals = 'Opportunity ID,Opportunity Name,Owner,Account,Amount,Currency,Stage,Close Date,Created Date\n'
const march = { from: '2026-03-01', to: '2026-03-31' }

describe('the sheet of targets', () => {
  it('counts in reports, replaces what files say for the same key, and shows both', async () => {
    const { api, folder, engine } = await openTestEngine({ now })
    await importText(
      api,
      'deals.csv',
      `${deals}A,a,张三,甲,300,CNY,Closed Won,2026-03-05,2026-01-02\nB,b,李四,乙,50,CNY,Closed Won,2026-03-06,2026-01-03\n`,
    )
    await importText(api, '目标.csv', '目标月份,负责人,指标,目标金额\n2026-03,张三,赢单金额,1000\n2026-04,张三,赢单金额,2000\n')
    const targets = () =>
      answer(api, { rows: [{ field: 'owner.name' }], values: [{ metric: 'target_value' }, { metric: 'attainment_rate' }], period: march })
    expect(await targets()).toContainEqual(['张三', 1000, 0.3])

    const rows = [
      ['张三', '', '2026年3月', '', '600', ''],
      ['李四', '', '2026-03', '赢单', '0.01万', 'CNY'],
      ['王五', '', '3月', '', '50', ''],
      ['张三', '', '2026-03', 'won_value', '700', ''],
      ['李四', '', '2026-05', '毛利率', '1', ''],
      ['李四', '', '不知道', '', '-1', 'XXQ'],
    ]
    const view = await api.sheets.change({ name: 'targets', rows, basedOn: 0 })
    expect(view.rows.map(({ cells, counts }) => [counts, ...cells.map(({ state }) => state)])).toEqual([
      [true, 'good', 'good', 'good', 'good', 'good', 'good'],
      [true, 'good', 'good', 'good', 'good', 'good', 'good'],
      [true, 'unresolved', 'good', 'warning', 'good', 'good', 'good'],
      [false, 'error', 'good', 'good', 'good', 'good', 'good'], // says the same as the first row
      [false, 'good', 'good', 'good', 'error', 'good', 'good'],
      [false, 'good', 'good', 'error', 'good', 'error', 'error'],
    ])
    expect([view.errors, view.unresolved, view.version]).toEqual([3, 1, 2])
    expect(view.totals).toEqual([
      { period: null, measure: 'won_value', currency: 'CNY', amount: '750', rows: 3 },
      { period: '2026-03', measure: 'won_value', currency: 'CNY', amount: '750', rows: 3 },
    ])
    expect(view.imported).toMatchObject({ total: 2, replaced: 1 })
    expect(view.imported.rows.map(({ cells, isReplaced, file }) => [cells[2], cells[4], isReplaced, file])).toEqual([
      ['2026-03-01 – 2026-03-31', '1000.0000', true, '目标.csv'],
      ['2026-04-01 – 2026-04-30', '2000.0000', false, '目标.csv'],
    ])
    expect(await targets()).toEqual([
      ['张三', 600, 0.5],
      ['李四', 100, 0.5],
      ['王五', 50, 0],
    ])
    expect(await isSound(api)).toEqual([])

    // Nobody else knows the name, also when the sheet is read again.
    expect((await api.sheets.read({ name: 'targets' })).unresolved).toBe(1)
    await expect(api.sheets.change({ name: 'targets', rows: [], basedOn: 1 })).rejects.toMatchObject({ code: 'document-conflict' })

    await api.sheets.change({ name: 'targets', rows: [] })
    expect(await targets()).toContainEqual(['张三', 1000, 0.3])
    await engine.close()
    const again = await openTestEngine({ folder, now })
    await again.api.documents.step({ kind: 'sheet', name: 'targets', direction: 'undo' })
    expect(await answer(again.api, { values: [{ metric: 'target_value' }], period: march })).toEqual([[750]])
    const { undo, redo } = await again.api.sheets.read({ name: 'targets' })
    expect([undo, redo]).toEqual([1, 3])
    await again.api.documents.restore({ kind: 'sheet', name: 'targets', version: 1 })
    expect(await answer(again.api, { values: [{ metric: 'target_value' }], period: march })).toEqual([[1000]])
  })

  it('suggests whom an unknown name may have meant, and knows another spelling', async () => {
    const { api } = await openTestEngine({ now })
    await importText(
      api,
      'deals.csv',
      `${deals}A,a,Maria Smith,X,1,CNY,Closed Won,2026-03-05,2026-01-02\nB,b,王小明,X,1,CNY,Closed Won,2026-03-05,2026-01-02\n`,
    )
    const { rows } = await api.sheets.change({
      name: 'targets',
      rows: [
        ['maria  smith', '', '2026', '', '1', ''],
        ['Marai Smith', '', '2026', '', '1', ''],
        ['王晓明', '', '2026', '', '1', ''],
      ],
    })
    expect(rows.map(({ cells: [owner] }) => [owner?.state, owner?.suggestions])).toEqual([
      ['good', []],
      ['unresolved', ['Maria Smith']],
      ['unresolved', ['王小明']],
    ])
    expect(
      await answer(api, {
        rows: [{ field: 'owner.name' }],
        values: [{ metric: 'target_value' }],
        period: { from: '2026-01-01', to: '2026-12-31' },
      }),
    ).toContainEqual(['Maria Smith', 1])
  })
})

describe('the sheets of spend, costs and rates', () => {
  it('spread a month over its days, cost what lines lack, and convert; one missing day takes the rate before it', async () => {
    const { api } = await openTestEngine({ now })
    await importText(api, 'leads.csv', 'Lead ID,Name,Lead Source,Created Date\nL1,a,搜索,2026-02-03\nL2,b,搜索,2026-02-20\n')
    await importText(api, 'spend.csv', '渠道,日期,费用类型,投入金额\n搜索,2026-02-01,媒体,999\n搜索,2026-01-31,媒体,70\n')
    await importText(
      api,
      'orders.csv',
      'Order No,Account,Order Date,Order Amount,Currency,Status\nO1,甲,2026-02-02,1000,CNY,confirmed\nO2,乙,2026-02-03,100,USD,confirmed\n',
    )
    await importText(api, 'lines.csv', 'Line ID,Order No,Product Name,Quantity,Amount\nK1,O1,泵,2,1000\nK2,O2,泵,1,100\n')
    const february = { from: '2026-02-01', to: '2026-02-28' }
    await api.settings.change({ change: { reportingCurrency: 'CNY' } })
    await expect(answer(api, { values: [{ metric: 'order_value' }], period: february })).rejects.toMatchObject({
      code: 'missing-exchange-rate',
      details: { pairs: ['USD→CNY'], dates: ['2026-02-03..2026-02-03'] },
    })

    const rates = [
      ['USD', 'CNY', '2026-02-01', '7.0'],
      ['USD', '', '2026-02-02', '7.1'],
      ['USD', 'CNY', '2026-02-04', '7.3'],
      ['EUR', 'EUR', '2026-02-01', '1'],
      ['EUR', 'CNY', '2026-02-01', '0'],
    ]
    const rate = await api.sheets.change({ name: 'exchange-rates', rows: rates })
    expect(rate.rows.map(({ counts }) => counts)).toEqual([true, true, true, false, false])
    expect(rate.notes.at(-1)).toEqual({
      zh: 'USD→CNY 缺少 1 天：2026-02-03（沿用 2026-02-02）',
      en: 'USD→CNY lacks 1 day: 2026-02-03 (takes that of 2026-02-02)',
    })
    expect(await answer(api, { values: [{ metric: 'order_value' }], period: february })).toEqual([[1710]]) // 1000 + 100 × 7.1

    const spend = await api.sheets.change({
      name: 'spend',
      rows: [
        ['搜索', '', '2026年2月', '媒体', '280', ''],
        ['展会', '', '2026-03-01', '活动', '(20)', ''],
      ],
    })
    expect(spend.imported).toMatchObject({ total: 2, replaced: 1 })
    expect(
      await answer(api, {
        rows: [{ field: 'date', grain: 'day' }],
        values: [{ metric: 'spend' }],
        period: { from: '2026-01-31', to: '2026-02-02' },
      }),
    ).toEqual([
      ['2026-01-31', 70],
      ['2026-02-01', 10],
      ['2026-02-02', 10],
    ])
    expect(await answer(api, { values: [{ metric: 'spend' }, { metric: 'cost_per_lead' }], period: february })).toEqual([[280, 140]])

    expect((await api.catalog.list({})).metrics.find(({ id }) => id === 'gross_margin')?.available).toBe(false)
    const costs = [
      ['泵', '300', '', '2026-01-01'],
      ['泵', '400', '', '2026-02-03'],
      ['阀', '1', '', ''],
    ]
    expect((await api.sheets.change({ name: 'product-costs', rows: costs })).unresolved).toBe(1)
    // O1: 1000 - 2 × 300, O2: 710 - 1 × 400
    expect(await answer(api, { values: [{ metric: 'gross_margin' }], period: february })).toEqual([[710]])
    expect(await answer(api, { rows: [{ field: 'product.name' }], values: [{ metric: 'gross_margin' }], period: february })).toEqual([
      ['泵', 710],
    ])
    expect(await isSound(api)).toEqual([])
  })

  it('take a paste as one change, and refuse what is no sheet', async () => {
    const { api } = await openTestEngine({ now })
    const view = await api.sheets.paste({ name: 'spend', text: '渠道\t2026-01\t2026-02\n搜索\t1,000\t2,000\n' })
    expect([view.version, view.totals[0]?.amount]).toEqual([2, '3000'])
    await api.documents.step({ kind: 'sheet', name: 'spend', direction: 'undo' })
    expect((await api.sheets.read({ name: 'spend' })).rows).toEqual([])
    await expect(api.documents.save({ kind: 'sheet', name: 'spend', body: { rows: [] } })).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await expect(api.sheets.read({ name: 'wages' as SheetName })).rejects.toMatchObject({ code: 'invalid-request' })
  })
})
