import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

vi.setConfig({ testTimeout: 120_000 })

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
  const piped = await runCli(['settings', 'w.helmdeck', '--set', '-', '--json'], { folder, input: '{"thresholds": {"coldLeadDays": 60}}' })
  expect(JSON.parse(piped.out)).toMatchObject({
    problem: null,
    settings: { fiscalYearStartMonth: 4, me: { person: '张三' }, thresholds: { coldLeadDays: 60 }, aliases: { region: { 沪: '上海' } } },
    holidays: { from: 2015, to: 2026, uncovered: [2027] },
  })
  const shown = await settings('--language', 'en')
  expect(shown.out).toMatch(/^fiscalYearStartMonth +4$/m)
  expect(shown.out).toMatch(/^aliases\.region\.沪 +上海$/m)
  expect(shown.err).toContain('2027')
  expect((await settings('--language', 'zh')).err).toContain('节假日')

  expect(JSON.parse((await settings('--undo', '--json')).out)).toMatchObject({ settings: { thresholds: { coldLeadDays: 30 } } })
  expect(JSON.parse((await settings('--redo', '--json')).out)).toMatchObject({ settings: { thresholds: { coldLeadDays: 60 } } })

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
