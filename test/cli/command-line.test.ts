import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

describe('the command line', () => {
  it('shows in its help what this version can do, and nothing else', async () => {
    const { code, out } = await runCli(['--help'])
    expect(code).toBe(0)
    for (const name of [
      'open',
      'serve',
      'import',
      'loads',
      'read',
      'sample',
      'doctor',
      'catalog',
      'report',
      'explain',
      'study',
      'backup',
      'restore',
      'pack',
      'unpack',
      'connect',
      'connections',
      'connection',
      'pull',
      'export',
      'workbook',
      'deck',
      'pdf',
      'picture',
    ])
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect(out).not.toMatch(/^ {2}page /m)
  })

  it('answers not-available for what is not built yet', async () => {
    const plain = await runCli(['connect', 'w', 'zoho', '--name', 'crm', '--url', 'https://example.com'])
    expect([plain.code, plain.out]).toEqual([1, ''])
    expect(plain.err).toMatch(/^helmdeck: not-available: "zoho" is not part of this version yet\./)
    const json = await runCli(['study', 'w', 'weather', '--params', 'x', '--json'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.err)).toMatchObject({ error: { code: 'not-available', details: { what: 'study weather' } } })
  })

  it.each([
    [['nonsense']],
    [['import', 'w']],
    [['report', 'w']],
    [['serve', '--port', '70000']],
    [['explain', 'w', 'x', '--row', '-1', '--value', 'v']],
    [['catalog', 'w', '--wrong']],
  ])('answers wrong usage %j with 2', async (words) => {
    const { code, err } = await runCli(words, { folder: temporaryFolder() })
    expect(code).toBe(2)
    expect(err).toContain('error:')
  })

  it('speaks the language of the machine, or the one it is told', async () => {
    const folder = temporaryFolder()
    expect((await runCli(['catalog', 'none'], { folder, env: { LANG: 'zh_CN.UTF-8' } })).err).toContain('找不到工作区「none」')
    expect((await runCli(['catalog', 'none', '--language', 'zh'], { folder })).err).toContain('找不到工作区「none」')
    expect((await runCli(['catalog', 'none', '--language', 'en'], { folder, env: { LANG: 'zh_CN.UTF-8' } })).err).toContain(
      'There is no workspace "none"',
    )
  })

  it('makes no workspace to answer a question', async () => {
    const folder = temporaryFolder()
    const { code, err } = await runCli(['loads', 'none.helmdeck', '--json'], { folder })
    expect(code).toBe(1)
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'workspace-missing', details: { name: 'none' } } })
    expect(existsSync(join(folder, 'none.helmdeck'))).toBe(false)
  })

  it('leaves a folder alone that is no workspace', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'letters'))
    writeFileSync(join(folder, 'letters', 'dear.txt'), 'dear')
    writeFileSync(join(folder, 'a.csv'), 'a\n1\n')
    const { code, err } = await runCli(['import', 'letters', 'a.csv'], { folder })
    expect([code, err.slice(0, 27)]).toEqual([1, 'helmdeck: not-a-workspace: '])
    expect(readdirSync(join(folder, 'letters'))).toEqual(['dear.txt'])
  })

  it.each([
    ['a file that is not there', ['gone.json'], 'file-missing', { file: 'gone.json' }],
    ['a report nobody saved', ['my report'], 'document-missing', { name: 'my report' }],
    ['text that is no JSON', ['broken.json'], 'invalid-report', {}],
    ['a report without values', ['empty.json'], 'invalid-report', { field: 'values' }],
    ['a report with a misspelt key', ['misspelt.json'], 'invalid-report', {}],
  ])('refuses %s', async (_what, spec, code, details) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'broken.json'), '{"values": [')
    writeFileSync(join(folder, 'empty.json'), '{"values": []}')
    writeFileSync(join(folder, 'misspelt.json'), '{"values": [{"metric": "won_value"}], "row": []}')
    await (await openWorkspace({ path: join(folder, 'w.helmdeck'), create: true, log: createLog('silent') })).close()
    const result = await runCli(['report', 'w.helmdeck', ...spec, '--json'], { folder })
    expect([result.code, result.out]).toEqual([1, ''])
    expect(JSON.parse(result.err)).toMatchObject({ error: { code, details } })
  })
})
