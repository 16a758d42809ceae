import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readArrowTable } from '../../src/engine/database/arrow-table.ts'
import { runCli } from './run-cli.ts'

const head =
  '"Opportunity ID","Opportunity Name","Account Name","Type","Lead Source","Amount","Expected Revenue","Close Date","Stage","Probability (%)","Created Date","Opportunity Owner"'
const deal = (id: string, owner: string, amount: string) =>
  `"${id}","${id}","Alpha (sample)","New Business","Web","${amount}","${amount}","2/10/2026","Closed Won","100","1/11/2026","${owner}"`

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-export-'))
  const deals = [deal('006T01', '=HYPERLINK(1)', '10,000.10'), deal('006T02', '示例甲', '20,000.20'), deal('006T03', '示例甲', '0.03')]
  writeFileSync(join(folder, 'deals.csv'), `${[head, ...deals].join('\n')}\n`)
  expect((await runCli(['import', 'w.helmdeck', 'deals.csv'], { folder })).code).toBe(0)
  const spec = {
    rows: [{ field: 'owner.name' }],
    values: [{ metric: 'won_value' }, { metric: 'won_count' }],
    totals: { rows: 'grand', columns: 'none' },
  }
  writeFileSync(join(folder, 'wins.json'), JSON.stringify({ title: 'Wins', spec: spec }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exported = async (...words: string[]) => await runCli(['export', 'w.helmdeck', ...words], { folder })

it('CSV has the mark that Excel needs, labels in the language asked for, every digit, and runs no formula', async () => {
  const { code, out } = await exported('wins.json', '--out', 'wins.csv', '--language', 'zh')
  expect([code, out]).toEqual([0, '已写出 3 行：wins.csv\n'])
  const bytes = readFileSync(join(folder, 'wins.csv'))
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [header = '', ...lines] = bytes.toString('utf8').slice(1).trimEnd().split('\r\n')
  expect(header.split(',')).toHaveLength(3)
  expect(header).toMatch(/\p{Script=Han}/u)
  // 10,000.10 and 20,000.20 + 0.03, added by hand.
  const told = lines.map((line) => line.split(',')).map(([owner = '', value, count]) => `${owner} ${Number(value)} ${Number(count)}`)
  expect(new Set(told)).toEqual(new Set(["'=HYPERLINK(1) 10000.1 1", '示例甲 20000.23 2', '合计 30000.33 3']))
  expect(lines).toHaveLength(3)
  expect((await exported('wins.json', '--out', 'plain.csv', '--no-mark')).code).toBe(0)
  expect(readFileSync(join(folder, 'plain.csv'))[0]).not.toBe(0xef)
})

it('Parquet and Arrow say the same as the report to the last digit, and what was asked', async () => {
  for (const name of ['wins.parquet', 'wins.arrow']) expect((await exported('wins.json', '--out', name)).code).toBe(0)
  const script = join(import.meta.dirname, '../engine/database/read-elsewhere.mjs')
  const read = JSON.parse(execFileSync(process.execPath, [script, join(folder, 'wins.parquet')], { encoding: 'utf8' })) as {
    columns: [string, string][]
    cells: (string | null)[][]
    metadata: Record<string, string>
  }
  const types = Object.fromEntries(read.columns)
  expect(types['won_value']).toMatch(/^DECIMAL/)
  expect(types['$level']).toBe('INTEGER')
  const told = read.cells.map(([owner, value, count, level]) => `${owner ?? '-'} ${Number(value)} ${Number(count)} ${level ?? ''}`)
  expect(new Set(told)).toEqual(new Set(['- 30000.33 3 0', '=HYPERLINK(1) 10000.1 1 1', '示例甲 20000.23 2 1']))
  expect(read.metadata).toMatchObject({ 'helmdeck.title': 'Wins', 'helmdeck.filters': '[]', 'helmdeck.period': 'null' })
  expect(read.metadata['helmdeck.as_of']).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(Object.keys(JSON.parse(read.metadata['helmdeck.definitions'] ?? '') as object).toSorted()).toEqual(['won_count', 'won_value'])
  const arrow = readFileSync(join(folder, 'wins.arrow'))
  expect(arrow.subarray(0, 6).toString()).toBe('ARROW1')
  expect(tableFromIPC(arrow).schema.metadata.get('helmdeck.title')).toBe('Wins')
  const table = readArrowTable(arrow)
  for (const [place, column] of table.columns.entries())
    expect(
      column.values().map((cell) => (cell === null ? null : `${cell as string | number | bigint}`)),
      column.name,
    ).toEqual(read.cells.map((row) => row[place] ?? null))
})

it('a table of a study and a tile of a cockpit go the same way', async () => {
  expect((await exported('--study', 'win-loss', '--out', 'study.parquet', '--json')).code).toBe(0)
  expect((await exported('--study', 'win-loss', '--out', 'study.arrow')).code).toBe(0)
  expect(readFileSync(join(folder, 'study.parquet')).subarray(0, 4).toString()).toBe('PAR1')
  const refused = await exported('--cockpit', 'sales-director', '--tile', 'no-such-tile', '--out', 'tile.csv', '--json')
  const { error } = JSON.parse(refused.err) as { error: { code: string; details: { known: string[] } } }
  expect(error.code).toBe('not-available')
  const tile = error.details.known[0] ?? ''
  const told = await exported('--cockpit', 'sales-director', '--tile', tile, '--out', 'tile.csv', '--json')
  expect([told.code, JSON.parse(told.out)]).toEqual([0, { file: 'tile.csv', rows: expect.any(Number) as number, format: 'csv' }])
})

it.each([
  ['nothing', [], 'name one thing'],
  ['two things', ['wins.json', '--study', 'rfm'], 'name one thing'],
  ['a cockpit without a tile', ['--cockpit', 'sales-pipeline'], '--tile'],
  ['a file of no format', ['wins.json', '--out', 'wins.doc'], '--format'],
])('%s is refused, and nothing is written', async (_what, words, says) => {
  const before = readdirSync(folder)
  const { code, err } = await exported(...words)
  expect([code === 0, err]).toEqual([false, expect.stringContaining(says)])
  expect(readdirSync(folder)).toEqual(before)
})
