import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsOf, textsOf, unpack } from '../engine/export/pptx/check-package.ts'
import { rewritten } from '../engine/export/pptx/rewritten.ts'
import { runCli } from './run-cli.ts'

const sample = new URL('../../samples/tiny/opportunities.csv', import.meta.url).pathname
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-decks-'))
  expect((await runCli(['import', 'w.helmdeck', sample], { folder })).code).toBe(0)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const slidesOf = (file: string): string[] => [...unpack(readFileSync(file)).keys()].filter((name) => /^ppt\/slides\/[^/]+\.xml$/.test(name))

it('a shipped deck is written in the language asked for, and the line says how many slides it has', async () => {
  const file = join(folder, 'weekly.pptx')
  const { code, out } = await runCli(['deck', 'w.helmdeck', 'weekly', '--out', 'weekly.pptx', '--language', 'zh'], { folder })
  expect(code).toBe(0)
  expect(faultsOf(readFileSync(file))).toEqual([])
  expect(out).toContain(`已写出 ${slidesOf(file).length} 页幻灯片`)
  expect(textsOf(unpack(readFileSync(file)), 'ppt/slides/slide1.xml')[0]).toBe('销售周会')
})

it('studies and items by name are written on the deck before as their template, and the audit log knows', async () => {
  const items = [
    { kind: 'report', title: 'Wins', chart: 'bar', spec: { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_count' }] } },
    { kind: 'study', study: 'rfm' },
  ]
  writeFileSync(join(folder, 'items.json'), JSON.stringify(items))
  const words = ['--study', 'win-loss', '--items', 'items.json', '--title', 'Own & <deck>', '--template', 'weekly.pptx', '--language', 'en']
  const { code, out } = await runCli(['deck', 'w.helmdeck', '--out', 'own.pptx', ...words, '--json'], { folder })
  expect(code).toBe(0)
  const file = join(folder, 'own.pptx')
  const told = JSON.parse(out) as { slides: number; left: unknown[] }
  expect(slidesOf(file)).toHaveLength(told.slides)
  expect(faultsOf(readFileSync(file))).toEqual([])
  expect(textsOf(unpack(readFileSync(file)), 'ppt/slides/slide1.xml')[0]).toBe('Own & <deck>')
  const audit = await runCli(['audit', 'w.helmdeck', '--language', 'en'], { folder })
  expect(audit.out).toContain(`“Own & <deck>” was exported: ${told.slides} slides (pptx)`)
})

it('an earlier deck gets new figures, and a file that is none of ours stays as it was', async () => {
  const file = join(folder, 'weekly.pptx')
  const before = slidesOf(file)
  const { code, out } = await runCli(['deck', 'w.helmdeck', 'weekly', '--update', 'weekly.pptx', '--language', 'zh'], { folder })
  expect([code, out]).toEqual([0, expect.stringContaining(`已更新 ${before.length} 页幻灯片`)])
  expect(slidesOf(file)).toEqual(before)
  expect(faultsOf(readFileSync(file))).toEqual([])
  const foreign = await rewritten(readFileSync(file), (name, text) =>
    name.startsWith('ppt/slides/') ? text.replaceAll(/ ·[\da-f]{8}/g, '') : text,
  )
  writeFileSync(join(folder, 'foreign.pptx'), await rewritten(foreign, (_, text) => text.replaceAll(/<property .*<\/property>/gs, '')))
  const kept = readFileSync(join(folder, 'foreign.pptx'))
  const refused = await runCli(['deck', 'w.helmdeck', 'weekly', '--update', 'foreign.pptx', '--language', 'en'], { folder })
  expect([refused.code === 0, refused.err]).toEqual([false, expect.stringContaining('“foreign.pptx”'.slice(1, -1))])
  expect(readFileSync(join(folder, 'foreign.pptx'))).toEqual(kept)
})

it.each([
  ['a template that is no presentation', ['weekly', '--template', 'items.csv'], 'template'],
  ['a template cut short', ['weekly', '--template', 'cut.pptx'], 'template'],
  ['a template that is not there', ['weekly', '--template', 'none.pptx'], 'none.pptx'],
  ['a deck of another name', ['yearly'], 'yearly'],
  ['a study of another name', ['--study', 'astrology'], 'astrology'],
  ['a deck with items of its own beside its name', ['weekly', '--study', 'rfm'], '--study'],
])('%s is refused, and no file is written', async (_, words, named) => {
  writeFileSync(join(folder, 'items.csv'), 'a,b\n1,2\n')
  const whole = readFileSync(join(folder, 'weekly.pptx'))
  writeFileSync(join(folder, 'cut.pptx'), whole.subarray(0, whole.length - 900))
  const { code, err } = await runCli(['deck', 'w.helmdeck', ...words, '--out', 'bad.pptx', '--language', 'en'], { folder })
  expect(code).not.toBe(0)
  expect(err).toContain(named)
  expect(existsSync(join(folder, 'bad.pptx'))).toBe(false)
})
