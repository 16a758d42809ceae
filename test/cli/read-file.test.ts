import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

const samples = join(import.meta.dirname, '../../samples')

interface ReadJson {
  readonly tables: readonly {
    readonly sheet: string | null
    readonly columns: readonly { name: string; type: string }[]
    readonly rows: readonly Record<string, unknown>[]
  }[]
}

async function read(file: string, ...words: string[]): Promise<ReadJson['tables']> {
  const { out } = await runCli(['read', file, '--format', 'json', ...words])
  return (JSON.parse(out) as ReadJson).tables
}

describe('helmdeck read', () => {
  it('shows the rows of an export with the types its values show, footer left out', async () => {
    const [table] = await read(join(samples, 'tiny', 'opportunities.csv'))
    const types = Object.fromEntries(table?.columns.map(({ name, type }) => [name, type]) ?? [])
    expect(types).toMatchObject({ 'Opportunity ID': 'text', Amount: 'decimal', 'Close Date': 'date', Stage: 'text' })
    expect(table?.rows).toHaveLength(12)
    expect(table?.rows[0]).toMatchObject({
      'Opportunity ID': '006T01',
      Amount: 10_000,
      'Close Date': '2026-02-10',
      'Opportunity Owner': 'Ann Example',
    })
    expect(table?.rows[10]).toMatchObject({ 'Opportunity ID': '006T11', Amount: null, 'Lead Source': null })
  })

  it('keeps a column as text where one cell far down is of another type', async () => {
    const folder = temporaryFolder()
    const lines = Array.from({ length: 5000 }, (_, index) => `${index},${index === 4321 ? 'n.n.' : index * 2}`)
    writeFileSync(join(folder, 'mixed.csv'), `id,amount\n${lines.join('\n')}\n`)
    const [table] = await read(join(folder, 'mixed.csv'))
    expect(table?.columns).toEqual([
      { name: 'id', type: 'integer' },
      { name: 'amount', type: 'text' },
    ])
    expect(table?.rows[4320]).toEqual({ id: 4320, amount: '8640' })
    expect(table?.rows[4321]).toEqual({ id: 4321, amount: 'n.n.' })
  })

  it('gives one sheet of a workbook where it is asked for, and names the sheets where it is not there', async () => {
    const file = join(samples, 'starter', '渠道投入.xlsx')
    const [first] = await read(file)
    expect(await read(file, '--sheet', String(first?.sheet))).toHaveLength(1)
    const wrong = await runCli(['read', file, '--sheet', 'nope', '--json'])
    expect([wrong.code, JSON.parse(wrong.err)]).toMatchObject([
      1,
      { error: { code: 'invalid-request', details: { field: '--sheet', problem: expect.stringContaining(String(first?.sheet)) } } },
    ])
  })

  it('writes CSV that no spreadsheet runs', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'evil.csv'), 'name,amount\n=cmd|calc,-5\n@x,7.5\n')
    expect((await runCli(['read', 'evil.csv'], { folder })).out).toBe("name,amount\r\n'=cmd|calc,-5\r\n'@x,7.5\r\n")
  })

  it.each([
    ['gone.csv', null, 'file-missing'],
    ['empty.csv', '', 'file-empty'],
    ['picture.csv', '\u0089PNG\r\n\u001a\n', 'file-unsupported'],
  ])('refuses %s', async (name, content, code) => {
    const folder = temporaryFolder()
    if (content !== null) writeFileSync(join(folder, name), content, 'latin1')
    const result = await runCli(['read', name, '--json'], { folder })
    expect([result.code, result.out]).toEqual([1, ''])
    expect(JSON.parse(result.err)).toMatchObject({ error: { code } })
  })
})
