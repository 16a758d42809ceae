import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

vi.setConfig({ testTimeout: 120_000 })

it('the command line fills, shows and takes back a sheet', async () => {
  const folder = temporaryFolder()
  const deals =
    'Opportunity ID,Opportunity Name,Owner,Amount,Currency,Stage,Close Date,Created Date\nA,a,张三,100,CNY,Won,2026-01-09,2026-01-01\n'
  writeFileSync(join(folder, 'deals.csv'), deals)
  await runCli(['import', 'w.helmdeck', 'deals.csv'], { folder })
  const sheet = (words: string[], input = '') => runCli(['sheet', 'w.helmdeck', ...words], { folder, input })
  writeFileSync(join(folder, 'plan.csv'), '负责人,2026-01,2026-02\n张三,200,"1,000"\n李四,0.1万,x\n')
  const filled = await sheet(['targets', '--set', 'plan.csv', '--language', 'zh'])
  expect(filled.code).toBe(0)
  expect(
    filled.out
      .split('\n')
      .slice(1, 5)
      .map((line) => line.trim().split(/ {2,}/)),
  ).toEqual([
    ['1', '张三', '2026-01', '200'],
    ['2', '张三', '2026-02', '1,000'],
    ['3', '李四', '2026-01', '0.1万'],
    ['4', '李四', '2026-02', 'x', '✗'],
  ])
  expect(filled.err).toMatch(/4\/目标: “x”不是数字/)
  expect(filled.err).toMatch(/3\/负责人: .*李四/)
  expect(filled.err).toMatch(/won_value: 2200 CNY/)
  const spec = JSON.stringify({ values: [{ metric: 'attainment_rate' }], period: { from: '2026-01-01', to: '2026-01-31' } })
  const report = async () => JSON.parse((await runCli(['report', 'w.helmdeck', '-'], { folder, input: spec })).out) as { total: object }
  expect((await report()).total).toMatchObject({ attainment_rate: 100 / 1200 })
  expect(JSON.parse((await sheet(['targets', '--undo', '--json'])).out)).toMatchObject({ rows: [], redo: 2 })
  expect(JSON.parse((await sheet(['targets', '--redo', '--json'])).out)).toMatchObject({ errors: 1, unresolved: 2 })
  expect((await sheet(['exchange-rates', '--set', '-', '--json'], 'USD,CNY,2026-01-01,7.1\n')).code).toBe(0)
  const unknown = await sheet(['wages', '--language', 'en'])
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('product-costs')])
  expect((await sheet(['spend', '--set', '-'], '')).code).toBe(1)
})

it('the command line shows, merges, undoes and refuses settings', async () => {
  const folder = temporaryFolder()
  const deals = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2027-03-01\nB,b,250,Won,2026-01-06\n'
  writeFileSync(join(folder, 'deals.csv'), deals)
  await runCli(['import', 'w.helmdeck', 'deals.csv'], { folder })
  const settings = (...words: string[]) => runCli(['settings', 'w.helmdeck', ...words], { folder })

  writeFileSync(
    join(folder, 'change.json'),
    JSON.stringify({ fiscalYearStartMonth: 4, me: { person: '张三' }, aliases: { region: { 沪: '上海' } } }),
  )
  expect((await settings('--set', 'change.json')).code).toBe(0)
  const piped = await runCli(['settings', 'w.helmdeck', '--set', '-', '--json'], { folder, input: '{"thresholds": {"leakageDays": 60}}' })
  expect(JSON.parse(piped.out)).toMatchObject({
    problem: null,
    settings: { fiscalYearStartMonth: 4, me: { person: '张三' }, thresholds: { leakageDays: 60 }, aliases: { region: { 沪: '上海' } } },
    holidays: { from: 2015, to: 2026, uncovered: [2027] },
  })
  const shown = await settings('--language', 'en')
  expect(shown.out).toMatch(/^fiscalYearStartMonth +4$/m)
  expect(shown.out).toMatch(/^aliases\.region\.沪 +上海$/m)
  expect(shown.err).toContain('2027')
  expect((await settings('--language', 'zh')).err).toContain('节假日')

  expect(JSON.parse((await settings('--undo', '--json')).out)).toMatchObject({ settings: { thresholds: { leakageDays: 7 } } })
  expect(JSON.parse((await settings('--redo', '--json')).out)).toMatchObject({ settings: { thresholds: { leakageDays: 60 } } })

  const refused = async (text: string) => runCli(['settings', 'w.helmdeck', '--set', '-', '--language', 'en'], { folder, input: text })
  for (const [text, says] of [
    ['{"holidays": "HK"}', 'holidays'],
    ['[1, 2]', 'invalid-request'],
    ['{"timeZone": ', 'invalid-request'],
    ['{"fiscalYearStartMonth": 0}', 'fiscalYearStartMonth'],
  ] as const) {
    const { code, err } = await refused(text)
    expect([text, code]).toEqual([text, 1])
    expect(err).toContain(says)
  }
  expect((await settings('--undo', '--redo')).code).toBe(2)
  expect((await settings('--set', 'nowhere.json')).code).toBe(1)
})
