import { expect, it } from 'vitest'
import { auditText } from '../../../src/contract/audit-text.ts'
import { openTestEngine } from './open-test-engine.ts'
import type { Api } from '../../../src/contract/api.ts'

async function send(api: Api, name: string, text: string): Promise<string> {
  const { upload } = await api.sources.begin({ name })
  await api.sources.append({ upload, bytes: Buffer.from(text) })
  await api.sources.finish({ upload })
  return upload
}

it('notes loads, matches, settings, documents and exports in their order, without what rows say', async () => {
  const { api } = await openTestEngine({ now: () => new Date('2026-10-08T01:02:03.004Z') })
  const deals =
    'Deal ID,Deal Name,Account Name,Deal Stage,Deal Amount,Create Date\nD1,Secret plan,Acme,Proposal,5,2026-01-01\nD2,Other,ACME ,Proposal,7,2026-01-01\n'
  await api.imports.run({ uploads: [await send(api, 'deals.csv', deals)] })
  const { matches } = await api.imports.matches({})
  const match = matches[0]
  await api.imports.setMatch({ id: match?.id ?? 0, undone: true })
  await api.workspace.saveSettings({ timeZone: 'Europe/Paris' })
  const spec = { values: [{ metric: 'opportunity_count' }], rows: [] }
  const body = { title: 'Mine', spec: { ...spec, version: 1 } }
  await api.documents.save({ kind: 'report', name: 'mine', body })
  await api.exports.workbook({ spec, title: 'Mine', language: 'en' })
  await api.documents.remove({ kind: 'report', name: 'mine' })
  const { total, entries } = await api.workspace.audit({})
  expect(total).toBe(6)
  expect(entries.map((entry) => [entry.kind, auditText(entry).en])).toEqual([
    ['document-removed', 'Report “mine” was removed'],
    ['export', '“Mine” was exported: 1 row (xlsx)'],
    ['document', 'Report “mine” was saved (version 1)'],
    ['settings', 'Settings were changed: timeZone'],
    ['match', 'A spelling was set apart: Account'],
    ['load', 'Load 1 (added and updated): 2 new, 0 updated, 0 vanished, 0 in quarantine; deals.csv'],
  ])
  expect(new Set(entries.map(({ at }) => at))).toEqual(new Set(['2026-10-08T01:02:03.004Z']))
  const told = JSON.stringify(entries)
  for (const said of ['Secret plan', 'Acme', 'ACME', 'Paris', 'Proposal']) expect(told).not.toContain(said)
  expect((await api.workspace.audit({ offset: 5, limit: 5 })).entries.map(({ kind }) => kind)).toEqual(['load'])
})

it('what fails or changes nothing is not noted', async () => {
  const { api } = await openTestEngine()
  const deals = 'Deal ID,Deal Name\nD1,One\n'
  await api.imports.run({ uploads: [await send(api, 'deals.csv', deals)] })
  await api.imports.run({ uploads: [await send(api, 'deals.csv', deals)] })
  await expect(api.workspace.saveSettings({ timeZone: 'Mars/Base' })).rejects.toMatchObject({ code: 'invalid-request' })
  await expect(api.documents.remove({ kind: 'report', name: 'none' })).rejects.toMatchObject({ code: 'document-missing' })
  await api.imports.setMatch({ id: 99, undone: true })
  expect((await api.workspace.audit({})).entries.map(({ kind }) => kind)).toEqual(['load'])
})
