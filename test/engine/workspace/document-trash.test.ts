import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDocumentStore } from '../../../src/engine/workspace/document-store.ts'
import { openTestEngine, temporaryFolder } from './open-test-engine.ts'

const kind = 'report'
const report = (title: string) => ({ title, spec: { values: [{ metric: 'won_value' }] } })

describe('a deleted document', () => {
  it('lies in the trash under its title and comes back with its versions going on', async () => {
    const { api } = await openTestEngine({ now: () => new Date('2026-01-05T06:07:08.009Z') })
    await api.documents.save({ kind, name: 'wins', body: report('Wins') })
    await api.documents.save({ kind, name: 'wins', body: report('Wins by month'), basedOn: 1 })
    await api.documents.remove({ kind, name: 'wins' })
    expect((await api.documents.trash({})).documents).toEqual([
      {
        kind,
        name: 'wins',
        version: 2,
        title: { zh: 'Wins by month', en: 'Wins by month' },
        savedAt: '2026-01-05T06:07:08.009Z',
        removedAt: '2026-01-05T06:07:08.009Z',
      },
    ])
    expect(await api.documents.bringBack({ kind, name: 'wins', version: 2 })).toEqual({ name: 'wins', version: 3 })
    expect((await api.documents.read({ kind, name: 'wins' })).body).toMatchObject({ title: 'Wins by month' })
    expect((await api.documents.versions({ kind, name: 'wins' })).versions.map(({ version }) => version)).toEqual([3, 2, 1])
    expect((await api.documents.trash({})).documents).toEqual([])
    const { entries } = await api.workspace.audit({})
    expect(entries.slice(0, 2).map((entry) => entry.kind)).toEqual(['document-brought-back', 'document-removed'])
  })

  it('takes another name where its own is taken, and leaves the newer one alone', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind, name: 'wins', body: report('first') })
    await api.documents.remove({ kind, name: 'wins' })
    await api.documents.save({ kind, name: 'wins', body: report('second') })
    await api.documents.save({ kind, name: 'wins-2', body: report('third') })
    expect(await api.documents.bringBack({ kind, name: 'wins', version: 1 })).toEqual({ name: 'wins-3', version: 1 })
    expect((await api.documents.read({ kind, name: 'wins' })).body).toMatchObject({ title: 'second' })
    expect((await api.documents.read({ kind, name: 'wins-3' })).body).toMatchObject({ title: 'first' })
  })

  it('can lie there twice under one name, each with what it held', async () => {
    const { api } = await openTestEngine()
    for (const title of ['first', 'second']) {
      await api.documents.save({ kind, name: 'wins', body: report(title) })
      await api.documents.remove({ kind, name: 'wins' })
    }
    expect((await api.documents.trash({})).documents.map(({ title, version }) => `${version} ${title.en}`)).toHaveLength(2)
    expect((await api.documents.trash({})).documents.map(({ title, version }) => `${version} ${title.en}`)).toEqual(
      expect.arrayContaining(['1 first', '2 second']),
    )
    await api.documents.bringBack({ kind, name: 'wins', version: 1 })
    expect((await api.documents.read({ kind, name: 'wins' })).body).toMatchObject({ title: 'first' })
  })

  it('is gone with its versions when it is deleted for good', async () => {
    const { api, folder } = await openTestEngine()
    await api.documents.save({ kind, name: 'wins', body: report('a') })
    await api.documents.remove({ kind, name: 'wins' })
    await api.documents.erase({ kind, name: 'wins', version: 1 })
    expect((await api.documents.trash({})).documents).toEqual([])
    expect(existsSync(join(folder, 'documents', kind, 'journal', 'wins'))).toBe(false)
    await expect(api.documents.bringBack({ kind, name: 'wins', version: 1 })).rejects.toMatchObject({ code: 'document-missing' })
    await expect(api.documents.erase({ kind, name: 'wins', version: 1 })).rejects.toMatchObject({ code: 'document-missing' })
  })

  it('keeps the versions of a newer document of its name when it is deleted for good', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind, name: 'wins', body: report('a') })
    await api.documents.remove({ kind, name: 'wins' })
    await api.documents.save({ kind, name: 'wins', body: report('b') })
    await api.documents.erase({ kind, name: 'wins', version: 1 })
    expect((await api.documents.versions({ kind, name: 'wins' })).versions.map(({ version }) => version)).toEqual([2, 1])
  })
})

describe('the trash', () => {
  const day = (text: string) => () => new Date(`${text}T12:00:00Z`)

  it('is emptied of what has lain there for more than 30 days when the workspace is opened', async () => {
    const folder = temporaryFolder()
    const march = createDocumentStore(folder, day('2026-03-01'))
    for (const name of ['old', 'stays']) await march.save(kind, name, report(name), null)
    await march.remove(kind, 'old')
    const later = createDocumentStore(folder, day('2026-03-02'))
    await later.remove(kind, 'stays')
    // 1 March + 30 days is 31 March to the hour: not yet.
    await createDocumentStore(folder, day('2026-03-31')).sweep()
    expect((await later.trashed()).map(({ name }) => name)).toEqual(['stays', 'old'])
    await createDocumentStore(folder, day('2026-04-01')).sweep()
    expect((await later.trashed()).map(({ name }) => name)).toEqual(['stays'])
    expect(readdirSync(join(folder, kind, 'journal'))).toEqual(['stays'])
  })

  it('does not show a document whose removal was cut short', async () => {
    const folder = temporaryFolder()
    const store = createDocumentStore(folder, day('2026-03-01'))
    await store.save(kind, 'wins', report('a'), null)
    mkdirSync(join(folder, kind, 'trash'))
    copyFileSync(join(folder, kind, 'wins.json'), join(folder, kind, 'trash', 'wins@000001.json'))
    expect(await store.trashed()).toEqual([])
    expect(await store.find(kind, 'wins')).toMatchObject({ version: 1 })
  })
})

describe('a version of a document', () => {
  it('gets a name, another one, and none, and keeps what it holds', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind, name: 'wins', body: report('a') })
    await api.documents.save({ kind, name: 'wins', body: report('b'), basedOn: 1 })
    const labels = async () => (await api.documents.versions({ kind, name: 'wins' })).versions.map(({ label = null }) => label)
    await api.documents.nameVersion({ kind, name: 'wins', version: 1, label: '  董事会 Q3 ' })
    expect(await labels()).toEqual([null, '董事会 Q3'])
    expect((await api.documents.version({ kind, name: 'wins', version: 1 })).body).toMatchObject({ title: 'a' })
    await api.documents.nameVersion({ kind, name: 'wins', version: 1, label: '' })
    expect(await labels()).toEqual([null, null])
    expect((await api.documents.read({ kind, name: 'wins' })).version).toBe(2)
  })

  it('that is not there can neither be read nor named', async () => {
    const { api } = await openTestEngine()
    await api.documents.save({ kind, name: 'wins', body: report('a') })
    for (const version of [0, 2, -1]) {
      await expect(api.documents.version({ kind, name: 'wins', version })).rejects.toMatchObject({ code: 'document-missing' })
      await expect(api.documents.nameVersion({ kind, name: 'wins', version, label: 'x' })).rejects.toMatchObject({
        code: 'document-missing',
      })
    }
    await expect(api.documents.version({ kind, name: 'nobody', version: 1 })).rejects.toMatchObject({ code: 'document-missing' })
  })
})
