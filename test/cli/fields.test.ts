import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

vi.setConfig({ testTimeout: 120_000 })

it('the command line defines, lists, asks, checks and removes fields, and says what an undone load takes from them', async () => {
  const folder = temporaryFolder()
  const cli = async (words: string[], input = '') => await runCli(words, { folder, input })
  // Won 300 + 100 with scores 7 and 1, lost 50 with 3; the score is a column of the source's own.
  const deals = [
    'Opportunity ID,Opportunity Name,Owner,Amount,Currency,Stage,Close Date,Created Date,Fit Score',
    'A,a,张三,300,CNY,Won,2026-01-09,2026-01-01,7',
    'B,b,李四,100,CNY,Won,2026-01-19,2026-01-02,1',
    'C,c,李四,50,CNY,Lost,2026-01-29,2026-01-03,3',
  ]
  writeFileSync(join(folder, 'deals.csv'), `${deals.join('\n')}\n`)
  expect((await cli(['import', 'w.helmdeck', 'deals.csv'])).code).toBe(0)
  const catalog = JSON.parse((await cli(['catalog', 'w.helmdeck', '--json'])).out) as { dimensions: { id: string; label: string }[] }
  const score = catalog.dimensions.find(({ label }) => label === 'Fit Score')?.id ?? ''
  expect(score).toMatch(/^custom\.opportunity\./)

  const fields = [
    { id: 'fit', kind: 'metric', label: { zh: '契合度', en: 'Fit' }, formula: 'sum([opportunity.amount] * [Fit Score]) / [赢单金额]' },
    { id: 'band', kind: 'bins', label: 'Band', formula: '[Fit Score]', edges: [2, 5] },
    { id: 'who', kind: 'groups', label: 'Who', formula: '[owner.name]', groups: [{ label: '一组', values: ['张三'] }], rest: '其他' },
    { id: 'user.top', kind: 'order', label: 'Top', field: 'user.who', values: [{ value: '其他', colour: '#112233' }] },
  ]
  writeFileSync(join(folder, 'fields.json'), JSON.stringify({ fields }))
  const set = await cli(['field', 'w.helmdeck', 'set', 'fields.json', '--json'])
  expect([set.code, set.err]).toEqual([0, ''])
  expect((await cli(['field', 'w.helmdeck', 'set', 'fields.json', '--json'])).code).toBe(0)
  const listed = await cli(['field', 'w.helmdeck', 'list', '--language', 'zh'])
  expect(listed.out.split('\n')[1]?.trim().split(/ {2,}/)).toEqual(['user.band', 'bins', 'Band', '可用'])

  const spec = { rows: [{ field: 'user.who' }, { field: 'user.band' }], values: [{ metric: 'user.fit' }], totals: { rows: 'grand' } }
  const answer = JSON.parse((await cli(['report', 'w.helmdeck', '-'], JSON.stringify(spec))).out) as { rows: object[]; total: object }
  // 李四: 100 x 1 of 100; 50 x 3 of nothing won. 张三: 300 x 7 of 300. All: (100 + 150 + 2100) / 400.
  expect(answer.rows).toEqual([
    expect.objectContaining({ 'user.who': '其他', 'user.band': '< 2', 'user.fit': 1 }),
    expect.objectContaining({ 'user.who': '其他', 'user.band': '2 – 5', 'user.fit': null }),
    expect.objectContaining({ 'user.who': '一组', 'user.band': '≥ 5', 'user.fit': 7 }),
  ])
  expect(answer.total).toMatchObject({ 'user.fit': 5.875 })
  const sheet = await cli(['report', 'w.helmdeck', '-', '--format', 'xlsx', '--out', 'fit.xlsx'], JSON.stringify(spec))
  expect([sheet.code, sheet.err]).toEqual([0, ''])
  const explained = await cli(['explain', 'w.helmdeck', '-', '--row', 'total', '--value', 'user.fit'], JSON.stringify(spec))
  expect(JSON.parse(explained.out)).toMatchObject({ value: 5.875, n: 2 })

  const check = async (formula: string, input = '') => await cli(['field', 'w.helmdeck', 'check', formula, '--json'], input)
  expect(JSON.parse((await check('[赢单金额] / [赢单数]')).out)).toMatchObject({ formula: '[won_value] / [won_count]', unit: 'money' })
  const wrong = await check("read_text('/etc/passwd')")
  expect([wrong.code, JSON.parse(wrong.err)]).toEqual([1, { error: expect.objectContaining({ code: 'invalid-formula' }) as object }])
  const huge = await check('-', `"${'x'.repeat(1_000_000)}"`)
  expect([huge.code, JSON.parse(huge.err)]).toMatchObject([1, { error: { code: 'invalid-formula', details: { reason: 'too-long' } } }])
  expect((await cli(['field', 'w.helmdeck', 'forget'])).code).toBe(2)
  expect((await cli(['field', 'w.helmdeck', 'set'])).code).toBe(2)

  const used = await cli(['field', 'w.helmdeck', 'remove', 'user.who', '--json'])
  expect(JSON.parse(used.err)).toMatchObject({ error: { code: 'field-in-use', details: { documents: ['field/top'] } } })
  expect((await cli(['field', 'w.helmdeck', 'remove', 'top'])).code).toBe(0)
  expect((await cli(['field', 'w.helmdeck', 'remove', 'user.who'])).code).toBe(0)

  expect((await cli(['undo-load', 'w.helmdeck', '1'])).code).toBe(0)
  const left = JSON.parse((await cli(['field', 'w.helmdeck', 'list', '--json'])).out) as { fields: { id: string; available: boolean }[] }
  expect(left.fields.map(({ id, available }) => [id, available])).toEqual([
    ['user.band', false],
    ['user.fit', false],
  ])
  expect((await cli(['redo-load', 'w.helmdeck', '1'])).code).toBe(0)
  const again = JSON.parse((await cli(['report', 'w.helmdeck', '-'], JSON.stringify({ values: [{ metric: 'user.fit' }] }))).out) as {
    rows: object[]
  }
  expect(again.rows).toEqual([expect.objectContaining({ 'user.fit': 5.875 })])
})
