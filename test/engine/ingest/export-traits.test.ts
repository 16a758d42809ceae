import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FileOutcome, FileRecipe } from '../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from './import-fixture.ts'
import type { TestWorkspace } from './import-fixture.ts'
import { load } from './load-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
})
afterEach(() => workspace.database.close())

const rows = async (sql: string): Promise<unknown[][]> =>
  (await workspace.database.rows<Record<string, unknown>>(sql)).map((row) => Object.values(row))

async function importText(files: Readonly<Record<string, string>>): Promise<FileOutcome[]> {
  const uploads = []
  for (const [name, text] of Object.entries(files)) uploads.push(await uploadText(workspace, name, text))
  return [...(await load(workspace, uploads)).files]
}

it('puts the family first in a Chinese name and last in an English one', async () => {
  await importText({
    'leads.csv': 'Lead ID,First Name,Last Name,Lead Status\nL1,芳,王,New\nL2,Ada,Lovelace,New\nL3,,李,New\nL4,Grace,,New\n',
  })
  expect(await rows('select source_id, name from model.lead order by 1')).toEqual([
    ['L1', '王芳'],
    ['L2', 'Ada Lovelace'],
    ['L3', '李'],
    ['L4', 'Grace'],
  ])
})

it('knows a product by its record id, which lines point at, and not by the code people gave it', async () => {
  const files = await importText({
    'Product2.csv': 'Id,Name,ProductCode,Family\n01tA,Pump,P-1,Machines\n01tB,Valve,P-2,Parts\n01tC,Hose,P-3,Parts\n',
    'Opportunity.csv': 'Id,Name,StageName,Amount,CreatedDate\n006A,Line,Closed Won,30,2025-01-01\n',
    'OpportunityLineItem.csv':
      'Id,OpportunityId,Product2Id,Quantity,UnitPrice,TotalPrice\n00kA,006A,01tA,1,10,10\n00kB,006A,01tB,2,10,20\n00kC,006A,01tC,0,10,0\n',
  })
  expect(files.map(({ recognisedAs }) => recognisedAs)).toEqual(['product', 'opportunity', 'opportunity_line'])
  expect(await rows('select source_id, name from model.product order by 1')).toEqual([
    ['01tA', 'Pump'],
    ['01tB', 'Valve'],
    ['01tC', 'Hose'],
  ])
})

it('takes the code for the key where there is no record id', async () => {
  await importText({ 'products.csv': 'ProductCode,Name,Family\nP-1,Pump,Machines\nP-2,Valve,Parts\nP-3,Hose,Parts\n' })
  expect(await rows('select source_id from model.product order by 1')).toEqual([['P-1'], ['P-2'], ['P-3']])
})

it('dates an activity by its moment rather than by its day, without asking', async () => {
  const [file] = await importText({
    'Task.csv':
      'Id,Subject,TaskSubtype,ActivityDate,CompletedDateTime\n00TA,Hello,Call,2025-03-01,2025-03-01T02:30:00.000Z\n00TB,Again,Call,2025-03-02,2025-03-02T03:00:00.000Z\n',
  })
  expect([file?.recognisedAs, file?.openQuestions]).toEqual(['activity', []])
  expect(await rows('select happened_at::varchar from model.activity order by 1')).toEqual([
    ['2025-03-01 10:30:00'],
    ['2025-03-02 11:00:00'],
  ])
})

it('keeps to the day where the moment is another one or not there', async () => {
  await importText({
    'Task.csv':
      'Id,Subject,TaskSubtype,ActivityDate,CompletedDateTime\n00TC,Late,Call,2025-03-01,2025-04-01T02:30:00.000Z\n00TD,Next,Call,2025-03-02,2025-03-02T02:30:00.000Z\n',
  })
  expect(await rows('select happened_at::varchar from model.activity order by 1')).toEqual([
    ['2025-03-01 00:00:00'],
    ['2025-03-02 00:00:00'],
  ])
  await workspace.database.run('delete from model.activity')
  await importText({
    'Task.csv':
      'Id,Subject,TaskSubtype,ActivityDate,CompletedDateTime\n00TA,Hello,Call,2025-03-01,2025-03-01T02:30:00.000Z\n00TB,Again,Call,2025-03-02,\n',
  })
  expect(await rows('select happened_at::varchar from model.activity order by 1')).toEqual([
    ['2025-03-01 00:00:00'],
    ['2025-03-02 00:00:00'],
  ])
})

it('ends the target of a quarter with the quarter and that of a month with the month', async () => {
  await importText({ '销售目标.csv': '目标周期,负责人,指标,目标金额\n2025Q1,王芳,赢单金额,"¥300,000"\n2025Q4,王芳,赢单金额,"¥400,000"\n' })
  expect(await rows('select period_start, period_end, amount, currency from model.target order by 1')).toEqual([
    ['2025-01-01', '2025-03-31', '300000.0000', 'CNY'],
    ['2025-10-01', '2025-12-31', '400000.0000', 'CNY'],
  ])
  await importText({ '月度目标.csv': '目标月份,负责人,指标,目标金额\n2026-02,王芳,赢单金额,5\n2026-03,王芳,赢单金额,6\n' })
  expect(
    await rows(`select period_start, date '1970-01-01' + period_end_day from mart.target where period_start >= '2026-01-01' order by 1`),
  ).toEqual([
    ['2026-02-01', '2026-02-28'],
    ['2026-03-01', '2026-03-31'],
  ])
})

const payments = (...lines: string[]): string => ['回款编号,客户名称,回款日期,回款金额,核销发票,回款计划编号', ...lines, ''].join('\n')
const allocations = 'select payment, invoice, instalment, amount from model.payment_allocation order by 1'

it('reads out of a payment what it paid, and again when the payment changes', async () => {
  const [file] = await importText({
    '回款.csv': payments('P1,甲,2025-02-11,400,V1,N1', 'P2,乙,2025-02-12,500,,N2', 'P3,丙,2025-02-13,-50,V3,', 'P4,丁,2025-02-14,70,,'),
  })
  expect([file?.recognisedAs, file?.loaded]).toEqual(['payment', 4])
  expect(await rows(allocations)).toEqual([
    ['P1', 'V1', 'N1', '400.0000'],
    ['P2', null, 'N2', '500.0000'],
    ['P3', 'V3', null, '-50.0000'],
  ])
  await importText({ '回款.csv': payments('P1,甲,2025-02-11,410,V1,N1', 'P2,乙,2025-02-12,500,,', 'P3,丙,2025-02-13,-50,V3,') })
  expect(await rows(allocations)).toEqual([
    ['P1', 'V1', 'N1', '410.0000'],
    ['P3', 'V3', null, '-50.0000'],
  ])
})

it('believes a file of allocations more than the payment', async () => {
  await importText({
    '核销.csv': '回款编号,发票号,核销金额\nP1,V1,150\nP1,V2,250\n',
    '回款.csv': payments('P1,甲,2025-02-11,400,V1,N1', 'P2,乙,2025-02-12,500,V9,N2'),
  })
  expect(await rows(allocations)).toEqual([
    ['P1', 'V1', null, '150.0000'],
    ['P1', 'V2', null, '250.0000'],
    ['P2', 'V9', 'N2', '500.0000'],
  ])
})

it('lets somebody say which column of a payment file names the invoice', async () => {
  const upload = await uploadText(workspace, '回款.csv', '回款编号,客户名称,回款日期,回款金额,凭证\nP1,甲,2025-02-11,400,V1\n')
  const recipe: FileRecipe = { name: '回款.csv', columns: { 凭证: { target: 'payment_allocation.invoice' } } }
  await load(workspace, [upload], { recipe: { version: 1, files: [recipe] } })
  expect(await rows(allocations)).toEqual([['P1', 'V1', null, '400.0000']])
})

it('counts the dated stages of a deal to its own pipeline', async () => {
  await importText({
    'all-deals.csv':
      'Record ID,Deal Name,Pipeline,Deal Stage,Amount,Create Date,"Date entered ""Proposal (Sales)"""\n1,A,Sales,Proposal,10,2025-01-01,2025-01-05 10:00\n2,B,Sales,Proposal,20,2025-01-02,2025-01-06 10:00\n',
  })
  expect(await rows('select pipeline, name from model.stage order by 1, 2')).toEqual([['Sales', 'Proposal']])
  expect(await rows('select opportunity, pipeline, stage from model.stage_visit order by 1')).toEqual([
    ['1', 'Sales', 'Proposal'],
    ['2', 'Sales', 'Proposal'],
  ])
})

it('takes a bare year for all of it, also among months and quarters, and not for its January', async () => {
  await importText({ '年度目标.csv': '年度,负责人,指标,目标金额\n2026,王芳,赢单金额,1200\n2027,王芳,赢单金额,1300\n' })
  await importText({ '目标.csv': '目标周期,负责人,指标,目标金额\n2024年,李雷,赢单金额,10\n2025年,李雷,赢单金额,20\n' })
  await importText({
    '混合.csv':
      '目标周期,负责人,指标,目标金额\n2028-01,韩梅,赢单金额,1\n2028-02,韩梅,赢单金额,2\n2029,韩梅,赢单金额,3\n2028-03,韩梅,赢单金额,4\n',
  })
  expect(
    await rows(
      `select m.owner, m.period_start, date '1970-01-01' + t.period_end_day from mart.target t join model.target m using (id) order by 2, 1`,
    ),
  ).toEqual([
    ['李雷', '2024-01-01', '2024-12-31'],
    ['李雷', '2025-01-01', '2025-12-31'],
    ['王芳', '2026-01-01', '2026-12-31'],
    ['王芳', '2027-01-01', '2027-12-31'],
    ['韩梅', '2028-01-01', '2028-01-31'],
    ['韩梅', '2028-02-01', '2028-02-29'],
    ['韩梅', '2028-03-01', '2028-03-31'],
    ['韩梅', '2029-01-01', '2029-12-31'],
  ])
})
