import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentFileName } from '../../../src/engine/workspace/document-name.ts'
import { openTestEngine } from './open-test-engine.ts'

const report = (title: string) => ({ title, spec: { values: [{ metric: 'won_value' }] } })

describe('documents', () => {
  it('keep every version and count them from 1', async () => {
    const { api } = await openTestEngine({ now: () => new Date('2026-01-05T06:07:08.009Z') })
    expect(await api.documents.save({ kind: 'report', name: 'wins', body: report('Wins') })).toEqual({ version: 1 })
    expect(await api.documents.save({ kind: 'report', name: 'wins', body: report('Wins by month'), basedOn: 1 })).toEqual({ version: 2 })
    const read = await api.documents.read({ kind: 'report', name: 'wins' })
    expect(read).toMatchObject({ version: 2, body: { version: 1, title: 'Wins by month', chart: 'table' } })
    expect((await api.documents.versions({ kind: 'report', name: 'wins' })).versions).toEqual([
      { version: 2, savedAt: '2026-01-05T06:07:08.009Z', of: null },
      { version: 1, savedAt: '2026-01-05T06:07:08.009Z', of: null },
    ])
  })

  it('refuse a save that is based on an older version, and keep the newer', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind: 'report', name: 'wins', body: report('a') })
    await api.documents.save({ kind: 'report', name: 'wins', body: report('b'), basedOn: 1 })
    await expect(api.documents.save({ kind: 'report', name: 'wins', body: report('c'), basedOn: 1 })).rejects.toMatchObject({
      code: 'document-conflict',
      details: { name: 'wins', version: 2, basedOn: 1 },
    })
    await expect(api.documents.save({ kind: 'report', name: 'wins', body: report('c') })).rejects.toMatchObject({
      code: 'document-conflict',
    })
    expect((await api.documents.read({ kind: 'report', name: 'wins' })).body).toMatchObject({ title: 'b' })
  })

  it('let exactly one of many saves at once win', async () => {
    const { api } = await openTestEngine()
    const saves = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => api.documents.save({ kind: 'report', name: 'wins', body: report(`${index}`) })),
    )
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('are listed with their titles, by kind and name', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind: 'report', name: 'b', body: report('Wins') })
    await api.documents.save({ kind: 'report', name: 'a', body: report('Losses') })
    await api.documents.save({ kind: 'cockpit', name: 'mine', body: { title: { zh: '我的', en: 'Mine' }, tiles: [] } })
    const all = (await api.documents.list({})).documents.filter(({ kind }) => kind !== 'settings')
    expect(all.map(({ kind, name, title }) => [kind, name, title.en, title.zh])).toEqual([
      ['cockpit', 'mine', 'Mine', '我的'],
      ['report', 'a', 'Losses', 'Losses'],
      ['report', 'b', 'Wins', 'Wins'],
    ])
    expect((await api.documents.list({ kind: 'cockpit' })).documents).toHaveLength(1)
  })

  it('go away when removed, and a new one of that name does not reuse a version', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind: 'report', name: 'wins', body: report('a') })
    await api.documents.remove({ kind: 'report', name: 'wins' })
    await expect(api.documents.read({ kind: 'report', name: 'wins' })).rejects.toMatchObject({ code: 'document-missing' })
    await expect(api.documents.remove({ kind: 'report', name: 'wins' })).rejects.toMatchObject({ code: 'document-missing' })
    expect(await api.documents.save({ kind: 'report', name: 'wins', body: report('b') })).toEqual({ version: 2 })
  })

  it('are refused with the field that is wrong', async () => {
    const { api } = await openTestEngine()
    await expect(api.documents.save({ kind: 'report', name: 'x', body: { title: 'x', spec: { values: [] } } })).rejects.toMatchObject({
      code: 'invalid-request',
      details: { field: 'body.spec.values' },
    })
    await expect(api.documents.save({ kind: 'settings', name: 'workspace', body: {} })).rejects.toMatchObject({
      details: { field: 'kind' },
    })
  })

  it.each(['../../escape', '/etc/passwd', 'CON', 'a\0b', '..', '.', 'report.', ' ', '季度报告 2026/Q1', '💥'.repeat(60), 'C:\\x'])(
    'may be called %j without leaving their folder',
    async (name) => {
      const { api, folder } = await openTestEngine()
      await api.documents.save({ kind: 'report', name, body: report(name) })
      expect((await api.documents.read({ kind: 'report', name })).body).toMatchObject({ title: name })
      expect((await api.documents.list({ kind: 'report' })).documents.map((entry) => entry.name)).toEqual([name])
      expect(readdirSync(join(folder, 'documents', 'report')).filter((file) => file.endsWith('.json'))).toHaveLength(1)
    },
  )

  it('never share a file, even where a file system knows no case', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(names, (given) => {
        const files = [...given, ...given.map((name) => `${name}A`), ...given.map((name) => `${name}a`)]
        const distinct = new Set(files)
        expect(new Set([...distinct].map((name) => documentFileName(name).toLowerCase())).size).toBe(distinct.size)
        for (const name of files) expect(documentFileName(name)).toMatch(/^[\p{L}\p{N}~-]{1,64}$/u)
      }),
    )
  })

  it('come back from the journal where somebody spoiled the file', async () => {
    const { api, folder } = await openTestEngine()
    await api.documents.save({ kind: 'report', name: 'wins', body: report('a') })
    await api.documents.save({ kind: 'report', name: 'wins', body: report('b'), basedOn: 1 })
    writeFileSync(join(folder, 'documents', 'report', 'wins.json'), '<<<<<<< HEAD')
    expect(await api.documents.read({ kind: 'report', name: 'wins' })).toMatchObject({ version: 2, body: { title: 'b' } })
  })

  it('stay as they were when the disk refuses the new version', async () => {
    const { api, folder } = await openTestEngine()
    await api.documents.save({ kind: 'report', name: 'wins', body: report('a') })
    const journal = join(folder, 'documents', 'report', 'journal', 'wins')
    const before = readFileSync(join(folder, 'documents', 'report', 'wins.json'), 'utf8')
    rmSync(journal, { recursive: true })
    mkdirSync(join(journal, '000002.json', 'in-the-way'), { recursive: true })
    await expect(api.documents.save({ kind: 'report', name: 'wins', body: report('b'), basedOn: 1 })).rejects.toThrow()
    expect(readFileSync(join(folder, 'documents', 'report', 'wins.json'), 'utf8')).toBe(before)
    expect(existsSync(join(journal, '000002.json', 'in-the-way'))).toBe(true)
  })

  it('are plain text fit for version control', async () => {
    const { api, folder } = await openTestEngine({ now: () => new Date('2026-01-05T06:07:08.009Z') })
    await api.documents.save({ kind: 'recipe', name: 'mine', body: { files: [] } })
    expect(readFileSync(join(folder, 'documents', 'recipe', 'mine.json'), 'utf8')).toBe(
      '{\n  "name": "mine",\n  "version": 1,\n  "savedAt": "2026-01-05T06:07:08.009Z",\n  "body": {\n    "version": 1,\n    "files": []\n  }\n}\n',
    )
  })
})
