import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/engine/database/database.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { badFiles } from './bad-files.ts'
import { runCli } from './run-cli.ts'

const deals = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2026-01-05\nB,b,250,Won,2026-01-06\n'
const spec = JSON.stringify({ values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }] })

/** A folder with a workspace of two deals, and what its report says. */
async function workspaceOfTwo(): Promise<{ folder: string; report: () => Promise<string> }> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'deals.csv'), deals)
  expect((await runCli(['import', 'w.helmdeck', 'deals.csv'], { folder })).code).toBe(0)
  const report = async (): Promise<string> => (await runCli(['report', 'w.helmdeck', '-'], { folder, input: spec })).out
  expect(JSON.parse(await report())).toMatchObject({ total: { opportunity_count: 2, won_value: 350 } })
  return { folder, report }
}

interface Refusal {
  readonly error: { readonly code: string; readonly message: string }
}

vi.setConfig({ testTimeout: 120_000 })

describe('a file that nothing can be made of', () => {
  it('is refused with its code and with what to do, in both languages, and leaves the workspace as it was', async () => {
    const { folder, report } = await workspaceOfTwo()
    const before = await report()
    for (const { what, name, bytes, code, advice } of badFiles) {
      if (bytes !== null) writeFileSync(join(folder, name), bytes)
      const plain = await runCli(['import', 'w.helmdeck', name, '--language', 'en'], { folder })
      expect([what, plain.code]).toEqual([what, 1])
      expect(plain.err).toMatch(new RegExp(`^helmdeck: ${code}: `))
      expect(plain.err).toContain(name)
      expect(plain.err).toContain(advice.en)
      expect(plain.err).not.toContain(folder)
      const json = await runCli(['import', 'w.helmdeck', name, '--json', '--language', 'zh'], { folder })
      expect([what, json.code]).toEqual([what, 1])
      const { error } = JSON.parse(json.err) as Refusal
      expect(error).toMatchObject({ code, details: { file: name } })
      expect(error.message).toContain(advice.zh)
      expect(JSON.parse(json.out)).toMatchObject({
        load: null,
        files: [{ name, status: 'refused', rowsRead: 0, loaded: 0, problem: { code } }],
      })
    }
    expect(await report()).toBe(before)
    expect(readdirSync(join(folder, 'w.helmdeck', 'incoming'))).toEqual([])
    expect(readdirSync(join(folder, 'w.helmdeck', 'sources'))).toHaveLength(1)
    expect(JSON.parse((await runCli(['loads', 'w.helmdeck', '--json'], { folder })).out).loads).toHaveLength(1)
  })

  it('does not keep the files beside it out', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'deals.csv'), deals)
    writeFileSync(join(folder, 'empty.csv'), '')
    const { code, out, err } = await runCli(['import', 'w.helmdeck', 'empty.csv', 'gone.csv', 'deals.csv', '--json'], { folder })
    expect(code).toBe(1)
    expect((JSON.parse(err) as Refusal).error.code).toMatch(/^file-(empty|missing)$/)
    const { files } = JSON.parse(out) as { files: { name: string; status: string; loaded: number }[] }
    expect(Object.fromEntries(files.map((file) => [file.name, [file.status, file.loaded]]))).toEqual({
      'empty.csv': ['refused', 0],
      'gone.csv': ['refused', 0],
      'deals.csv': ['loaded', 2],
    })
  })
})

describe('a file with odd rows', () => {
  it('is read with every row accounted for, the unusable ones aside with their reason', async () => {
    const { folder } = await workspaceOfTwo()
    const lines = [
      'R1,a,1,Won,2026-01-01',
      'R2,b,2',
      'R3,c,3,Won,2026-01-01,extra,more',
      'R4',
      '',
      'R6,f,six,Won,2026-01-01',
      ...['R7', 'R8', 'R9', 'R10'].map((id) => `${id},g,7,Won,2026-01-01`),
    ]
    writeFileSync(join(folder, 'ragged.csv'), `Opportunity ID,Opportunity Name,Amount,Stage,Created Date\n${lines.join('\n')}\n`)
    const { code, out } = await runCli(['import', 'w.helmdeck', 'ragged.csv', '--json'], { folder })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ files: [{ rowsRead: 9, loaded: 5, updated: 0, unchanged: 0, quarantined: 4 }] })
  })

  it('keeps every column of a name that stands there twice', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'twice.csv'), 'Opportunity ID,Opportunity Name,Amount,Amount,,Stage\nA,a,1,10,x,Won\nB,b,2,20,y,Won\n')
    const { code, out } = await runCli(['import', 'w.helmdeck', 'twice.csv', '--json'], { folder })
    expect([code, JSON.parse(out)]).toMatchObject([0, { files: [{ recognisedAs: 'opportunity', loaded: 2, quarantined: 0 }] }])
    const shown = await runCli(['report', 'w.helmdeck', '-'], { folder, input: spec })
    expect(JSON.parse(shown.out)).toMatchObject({ total: { won_value: 3 } })
    const database = await openDatabase({ file: join(folder, 'w.helmdeck', 'data.duckdb'), allowedFolder: null })
    const own = await database.rows<{ header: string; name: string }>(
      'select header, column_name as name from meta.custom_column order by header',
    )
    const [second] = own.filter(({ header }) => header.startsWith('Amount'))
    expect(await database.rows(`select "${second?.name}"::integer as other from model.opportunity order by source_id`)).toEqual([
      { other: 10 },
      { other: 20 },
    ])
    expect(own).toHaveLength(2)
    await database.close()
  })
})

describe('a place that cannot be worked in', () => {
  it.each([
    ['a folder with other things in it', 'letters', 'not-a-workspace', { zh: '请选择另一个文件夹', en: 'Choose another folder' }],
    ['a file', 'note.helmdeck', 'not-a-workspace', { zh: '请选择另一个文件夹', en: 'Choose another folder' }],
  ])('is refused: %s', async (_what, place, code, advice) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'letters'))
    writeFileSync(join(folder, 'letters', 'dear.txt'), 'dear')
    writeFileSync(join(folder, 'note.helmdeck'), 'note')
    writeFileSync(join(folder, 'deals.csv'), deals)
    for (const language of ['zh', 'en'] as const) {
      const { code: exit, err } = await runCli(['import', place, 'deals.csv', '--language', language], { folder })
      expect([exit, err.startsWith(`helmdeck: ${code}: `)]).toEqual([1, true])
      expect(err).toContain(advice[language])
    }
    expect(readdirSync(folder).toSorted()).toEqual(['deals.csv', 'letters', 'note.helmdeck'])
    expect(readdirSync(join(folder, 'letters'))).toEqual(['dear.txt'])
  })

  it('is left alone when a newer version wrote it', async () => {
    const { folder } = await workspaceOfTwo()
    const file = join(folder, 'w.helmdeck', 'data.duckdb')
    const database = await openDatabase({ file, allowedFolder: null })
    await database.run('insert into meta.schema_version (version) values (99)')
    await database.close()
    const calls = [
      ['import', 'w.helmdeck', 'deals.csv'],
      ['loads', 'w.helmdeck'],
      ['report', 'w.helmdeck', '-'],
      ['catalog', 'w.helmdeck'],
    ]
    for (const words of calls) {
      const { code, out, err } = await runCli([...words, '--json'], { folder, input: spec })
      expect([code, out]).toEqual([1, ''])
      expect(JSON.parse(err)).toMatchObject({
        error: { code: 'workspace-newer', details: { found: 99 }, message: expect.stringContaining('Update Helmdeck') as string },
      })
    }
    expect((await runCli(['loads', 'w.helmdeck', '--language', 'zh'], { folder })).err).toContain('请升级 Helmdeck')
  })

  it('cannot take a report either when the disk is full', async () => {
    const { folder } = await workspaceOfTwo()
    const { code, err } = await runCli(['report', 'w.helmdeck', '-', '--out', '/dev/full', '--json'], { folder, input: spec })
    expect([code, (JSON.parse(err) as Refusal).error.code]).toEqual([1, 'disk-full'])
  })
})
