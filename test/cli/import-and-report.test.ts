import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tmpdir } from 'node:os'
import { tableFromIPC } from 'apache-arrow'
import { runCli, type CliResult } from './run-cli.ts'

const tiny = join(import.meta.dirname, '../../samples/tiny')
let folder: string
let first: CliResult

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  first = await runCli(['import', 'w.helmdeck', tiny, '--json'], { folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface ImportJson {
  readonly load: number | null
  readonly files: readonly ({ readonly name: string; readonly status: string } & Record<string, unknown>)[]
}

const parse = (text: string): ImportJson => JSON.parse(text) as ImportJson
const fileOf = (result: CliResult, name: string) => parse(result.out).files.find((file) => file.name === name)

async function report(spec: object, ...words: string[]): Promise<CliResult> {
  return runCli(['report', 'w.helmdeck', '-', ...words], { folder, input: JSON.stringify(spec) })
}

describe('helmdeck import', () => {
  it('makes the workspace and says of every file what became of it, with exactly these keys', () => {
    expect([first.code, first.err]).toEqual([0, ''])
    expect(parse(first.out).load).toBe(1)
    expect(parse(first.out).files.map(({ name, status }) => [name, status])).toEqual([
      ['accounts.csv', 'loaded'],
      ['leads.csv', 'loaded'],
      ['opportunities.csv', 'loaded'],
      ['answers.json', 'skipped'],
    ])
    for (const file of parse(first.out).files) {
      expect(Object.keys(file)).toEqual([
        'name',
        'recognisedAs',
        'status',
        'rowsRead',
        'loaded',
        'updated',
        'unchanged',
        'older',
        'vanished',
        'quarantined',
        'matched',
        'openQuestions',
        'problem',
      ])
    }
    expect(fileOf(first, 'opportunities.csv')).toMatchObject({
      recognisedAs: 'opportunity',
      rowsRead: 12,
      loaded: 12,
      updated: 0,
      unchanged: 0,
      quarantined: 0,
    })
    expect(fileOf(first, 'leads.csv')).toMatchObject({ recognisedAs: 'lead', rowsRead: 6, loaded: 6 })
    expect(fileOf(first, 'answers.json')).toMatchObject({ recognisedAs: null, rowsRead: 0, problem: null })
  })

  it('changes nothing when the same files come again', async () => {
    const again = await runCli(['import', 'w.helmdeck', join(tiny, 'opportunities.csv'), '--json'], { folder })
    expect(again.code).toBe(0)
    expect(fileOf(again, 'opportunities.csv')).toMatchObject({ loaded: 0, updated: 0, unchanged: 12 })
  })

  it('refuses what it cannot read with code 1 and the reason, and the others stay', async () => {
    mkdirSync(join(folder, 'mixed'))
    copyFileSync(join(tiny, 'accounts.csv'), join(folder, 'mixed', 'accounts.csv'))
    writeFileSync(join(folder, 'mixed', 'empty.csv'), '')
    const result = await runCli(['import', 'other.helmdeck', 'mixed', 'gone.xlsx', 'mixed/letter.pdf', '--json'], { folder })
    expect(result.code).toBe(1)
    expect(fileOf(result, 'accounts.csv')).toMatchObject({ status: 'loaded', loaded: 3 })
    expect(fileOf(result, 'empty.csv')).toMatchObject({ status: 'refused', problem: { code: 'file-empty' } })
    expect(fileOf(result, 'gone.xlsx')).toMatchObject({
      status: 'refused',
      problem: { code: 'file-missing', details: { file: 'gone.xlsx' } },
    })
    expect(fileOf(result, 'letter.pdf')).toMatchObject({ status: 'refused' })
    expect(JSON.parse(result.err)).toMatchObject({
      error: { code: expect.stringMatching(/^file-/), message: expect.stringContaining('Nothing of this file was imported') },
    })
  })

  it('refuses a recipe that does not fit, and makes no load of it', async () => {
    writeFileSync(join(folder, 'recipe.json'), '{"files": [{"kind": "spaceship"}]}')
    const result = await runCli(['import', 'w.helmdeck', tiny, '--recipe', 'recipe.json', '--json'], { folder })
    expect(result.code).toBe(1)
    expect(JSON.parse(result.err)).toMatchObject({ error: { code: 'invalid-recipe', details: { field: 'files.0.kind' } } })
  })

  it('stops when the user stops it, and leaves nothing half done', async () => {
    const result = await runCli(['import', 'stopped.helmdeck', tiny, '--json'], { folder, stop: AbortSignal.abort() })
    expect([result.code, JSON.parse(result.err)]).toMatchObject([1, { error: { code: 'cancelled' } }])
    expect(JSON.parse((await runCli(['loads', 'stopped.helmdeck', '--json'], { folder })).out)).toEqual({ loads: [] })
  })

  it('prints a table in the language of the user', async () => {
    const { out } = await runCli(['import', 'table.helmdeck', join(tiny, 'leads.csv'), '--language', 'zh'], { folder })
    expect(out).toMatch(/^文件 +识别为 +读取 +新增/)
    expect(out).toMatch(/^leads\.csv +线索 +6 +6 +0 +0 +0 +0/m)
  })
})

describe('helmdeck loads', () => {
  it('lists what was imported, newest first', async () => {
    const { loads } = JSON.parse((await runCli(['loads', 'w.helmdeck', '--json'], { folder })).out) as {
      loads: { id: number; at: string; files: object[] }[]
    }
    const oldest = loads.at(-1)
    expect(oldest).toMatchObject({ id: 1, mode: 'upsert', undone: false })
    expect(Object.keys(oldest ?? {})).toEqual(['id', 'at', 'files', 'mode', 'undone'])
    expect(oldest?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(oldest?.files).toHaveLength(3)
    expect(loads.map(({ id }) => id)).toEqual(loads.map(({ id }) => id).toSorted((left, right) => right - left))
  })
})

describe('helmdeck report', () => {
  it('answers the numbers that were worked out by hand', async () => {
    const values = ['lead_count', 'opportunity_count', 'won_count', 'lost_count', 'won_value', 'average_deal_size', 'win_rate'].map(
      (metric) => ({ metric }),
    )
    const { code, out } = await report({ values })
    expect(code).toBe(0)
    expect((JSON.parse(out) as { rows: unknown }).rows).toEqual([
      { lead_count: 6, opportunity_count: 12, won_count: 4, lost_count: 3, won_value: 100_000, average_deal_size: 25_000, win_rate: 4 / 7 },
    ])
  })

  it('labels the empty value and gives the total apart', async () => {
    const spec = { rows: [{ field: 'account.industry' }], values: [{ metric: 'opportunity_count' }], totals: { rows: 'grand' } }
    const json = JSON.parse((await report(spec)).out) as { rows: object[]; total: object }
    expect(json.rows).toEqual([
      { 'account.industry': 'Food', opportunity_count: 3 },
      { 'account.industry': 'Healthcare', opportunity_count: 4 },
      { 'account.industry': 'Manufacturing', opportunity_count: 4 },
      { 'account.industry': '(none)', opportunity_count: 1 },
    ])
    expect(json.total).toEqual({ opportunity_count: 12 })
  })

  it('reads a spec from a file, and writes CSV, Arrow and a workbook that another program opens', async () => {
    writeFileSync(
      join(folder, 'spec.json'),
      JSON.stringify({
        rows: [{ field: 'date', grain: 'quarter' }],
        values: [{ metric: 'won_value' }],
        period: { from: '2026-01-01', to: '2026-12-31' },
      }),
    )
    const csv = await runCli(['report', 'w.helmdeck', 'spec.json', '--format', 'csv'], { folder })
    expect(csv.out.split('\r\n').slice(1, 3)).toEqual(['2026-01-01,30000', '2026-04-01,70000'])
    const arrow = await runCli(['report', 'w.helmdeck', 'spec.json', '--format', 'arrow'], { folder })
    expect(tableFromIPC(arrow.bytes).schema.fields.map(({ name }) => name)).toEqual(['date', 'won_value', '$level'])
    expect((await runCli(['report', 'w.helmdeck', 'spec.json', '--out', 'wins.xlsx'], { folder })).code).toBe(0)
    const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as book:
    print(book.testzip(), 'xl/workbook.xml' in book.namelist())`
    expect(spawnSync('python3', ['-c', script, join(folder, 'wins.xlsx')], { encoding: 'utf8' }).stdout).toBe('None True\n')
  })

  it('marks a CSV file for Excel, but not what goes to another program', async () => {
    expect((await runCli(['report', 'w.helmdeck', 'spec.json', '--out', 'wins.csv'], { folder })).out).toBe('')
    expect(readFileSync(join(folder, 'wins.csv'), 'utf8').startsWith('\ufeff')).toBe(true)
    expect((await runCli(['report', 'w.helmdeck', 'spec.json', '--format', 'csv'], { folder })).out.startsWith('\ufeff')).toBe(false)
  })

  it('says which names are near one that does not exist', async () => {
    const { code, err } = await report({ values: [{ metric: 'wonvalue' }] })
    expect(code).toBe(1)
    expect(err).toBe(
      'helmdeck: unknown-metric: There is no metric "wonvalue". Did you mean won_value? Nothing was changed. helmdeck catalog lists those there are.\n',
    )
  })
})
