import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  await runCli(['import', 'w.helmdeck', join(import.meta.dirname, '../../samples/tiny')], { folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('helmdeck doctor', () => {
  it('ends with 0 and a line per promise where all are kept', async () => {
    const { code, out, err } = await runCli(['doctor', 'w.helmdeck'], { folder })
    expect([code, err]).toEqual([0, ''])
    expect(out.match(/^ok {2}/gm)).toHaveLength(14)
    expect(out).toMatch(/^ok +Every imported file is kept as it came and can be read +3 +0$/m)
  })

  it('ends with 1 and says what is off, where, and what to do', async () => {
    const sources = join(folder, 'w.helmdeck', 'sources')
    const blocks = readdirSync(sources).map((hash) => join(sources, hash, 'original.blocks'))
    const kept = blocks.map((path) => readFileSync(path))
    for (const path of blocks) writeFileSync(path, 'spoiled')

    const zh = await runCli(['doctor', 'w.helmdeck', '--language', 'zh'], { folder })
    expect(zh.code).toBe(1)
    expect(zh.err).toMatch(/^helmdeck: workspace-damaged: 检查发现工作区有问题：导入的文件原样保存且可读。/)
    expect(zh.out).toMatch(/^异常 +导入的文件原样保存且可读 +3 +3$/m)
    for (const name of ['accounts', 'leads', 'opportunities']) expect(zh.out).toMatch(new RegExp(`^ {2}- ${name}\\.csv: `, 'm'))
    expect(zh.out).toContain('请从备份取回所列文件')

    const json = await runCli(['doctor', 'w.helmdeck', '--json'], { folder })
    expect([json.code, JSON.parse(json.err)]).toMatchObject([1, { error: { code: 'workspace-damaged' } }])
    const { ok, checks } = JSON.parse(json.out) as {
      ok: boolean
      checks: { id: string; ok: boolean; found: number; advice: string | null }[]
    }
    expect(ok).toBe(false)
    expect(checks.filter((check) => !check.ok)).toMatchObject([{ id: 'sources', found: 3, advice: expect.stringContaining('backup') }])

    blocks.forEach((path, index) => writeFileSync(path, kept[index] ?? ''))
    expect((await runCli(['doctor', 'w.helmdeck'], { folder })).code).toBe(0)
  })

  it('makes no workspace where there is none', async () => {
    const { code, err } = await runCli(['doctor', 'gone.helmdeck', '--json'], { folder })
    expect([code, JSON.parse(err)]).toMatchObject([1, { error: { code: 'workspace-missing' } }])
  })
})
