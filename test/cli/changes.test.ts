import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const head = 'Deal ID,Deal Name,Deal Stage,Deal Amount,Currency\n'
let folder: string
const run = async (...words: string[]): Promise<string> => {
  const { code, out, err } = await runCli(words, { folder })
  expect([code, err]).toEqual([0, ''])
  return out
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  writeFileSync(join(folder, 'deals.csv'), `${head}D1,One,Proposal,100,CNY\nD2,Two,Negotiation,200,CNY\n`)
  await run('import', 'w.helmdeck', 'deals.csv')
  writeFileSync(join(folder, 'deals.csv'), `${head}D1,One,Closed Won,1200000,CNY\nD2,Two,Negotiation,200,CNY\nD3,Three,Proposal,5,CNY\n`)
  await run('import', 'w.helmdeck', 'deals.csv')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('changes prints a sentence, the counts and the rows, in both languages', async () => {
  expect(await run('changes', 'w.helmdeck', '2')).toBe(`1 new deal, 1 moved stage, 1 won (¥1.2M)

entity       new  changed  vanished  returned  columns changed
Opportunity    1        1         0         0  Stage 1, Amount 1

kind     id  name   what
new      D3  Three
changed  D1  One    Stage: Proposal → Closed Won; Amount: 100 → 1200000
`)
  const zh = await run('changes', 'w.helmdeck', '2', '--language', 'zh')
  expect(zh).toContain('新增商机 1 个，1 个换了阶段，赢单 1 个（¥120万）\n')
  expect(zh).toContain('变更  D1    One    销售阶段: Proposal → Closed Won; 商机金额: 100 → 1200000\n')
})

it('changes prints one kind of rows as JSON, and refuses an unknown load and kind', async () => {
  const { total, rows, sentence, deals } = JSON.parse(await run('changes', 'w.helmdeck', '2', '--kind', 'won', '--json'))
  expect([total, sentence, rows[0].sourceId, deals.moves.won]).toEqual([1, '1 new deal, 1 moved stage, 1 won (¥1.2M)', 'D1', 1])
  const missing = await runCli(['changes', 'w.helmdeck', '7', '--json'], { folder })
  expect([missing.code === 0, JSON.parse(missing.err || missing.out).error?.code ?? missing.err]).toEqual([false, 'load-missing'])
  expect((await runCli(['changes', 'w.helmdeck', '2', '--kind', 'lots'], { folder })).code).toBe(2)
})

it('audit lists what was done, newest first; undoing adds a line and removes none', async () => {
  await run('undo-load', 'w.helmdeck', '2')
  const lines = (await run('audit', 'w.helmdeck')).trim().split('\n')
  expect(lines.map((line) => line.replace(/^\S+ +/, ''))).toEqual([
    'what',
    'Load 2 was undone',
    'Load 2 (added and updated): 1 new, 1 updated, 0 vanished, 0 in quarantine; deals.csv',
    'Load 1 (added and updated): 2 new, 0 updated, 0 vanished, 0 in quarantine; deals.csv',
  ])
  const { total, entries } = JSON.parse(await run('audit', 'w.helmdeck', '--json', '--limit', '1'))
  expect([total, entries.length, entries[0].kind, entries[0].subject]).toEqual([3, 1, 'undo-load', '2'])
  expect(await run('audit', 'w.helmdeck', '--language', 'zh')).toContain('撤销第 2 次导入')
})
