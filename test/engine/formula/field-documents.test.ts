import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../../src/contract/api.ts'
import { openTestEngine } from '../workspace/open-test-engine.ts'
import { dimension, metric, type FieldBody } from './user-field.ts'

const save = async (api: Api, name: string, body: FieldBody, basedOn: number | null = null): Promise<{ version: number }> =>
  await api.documents.save({ kind: 'field', name, body, basedOn })

describe('fields of the user’s', () => {
  it('are saved by id, listed with the catalogue, undone, used and removed as documents', async () => {
    const { api, folder } = await openTestEngine()
    const before = (await api.workspace.info({})).dataVersion
    await save(api, 'per-lead', metric('[赢单金额] / [New Leads]', { label: { zh: '单均', en: 'Per lead' } }))
    expect((await api.workspace.info({})).dataVersion).toBeGreaterThan(before)
    expect((await api.documents.read({ kind: 'field', name: 'per-lead' })).body).toMatchObject({ formula: '[won_value] / [lead_count]' })
    expect((await api.documents.list({ kind: 'field' })).documents[0]?.title).toEqual({ zh: '单均', en: 'Per lead' })

    const listed = (await api.catalog.list({})).metrics.find(({ id }) => id === 'user.per-lead')
    expect(listed).toMatchObject({ group: 'user', unit: 'money', additivity: 'ratio', available: false })
    expect(listed?.missing?.map(({ need }) => need)).toEqual(expect.arrayContaining(['opportunity', 'lead']))

    await save(api, 'per-lead', metric('[won_value] / [lead_count] * 2'), 1)
    await api.documents.step({ kind: 'field', name: 'per-lead', direction: 'undo' })
    expect((await api.documents.read({ kind: 'field', name: 'per-lead' })).body).toMatchObject({ formula: '[won_value] / [lead_count]' })

    await api.documents.save({ kind: 'report', name: 'mine', body: { title: 'Mine', spec: { values: [{ metric: 'user.per-lead' }] } } })
    await save(api, 'twice', metric('[user.per-lead] * 2'))
    await expect(api.documents.remove({ kind: 'field', name: 'per-lead' })).rejects.toMatchObject({
      code: 'field-in-use',
      details: { field: 'user.per-lead', documents: ['field/twice', 'report/mine'] },
    })
    expect((await api.fields.list({})).fields.map(({ id, usedBy }) => [id, usedBy])).toEqual([
      ['user.per-lead', ['field/twice', 'report/mine']],
      ['user.twice', []],
    ])
    await api.documents.remove({ kind: 'field', name: 'twice' })
    await api.documents.remove({ kind: 'report', name: 'mine' })
    await api.documents.remove({ kind: 'field', name: 'per-lead' })
    expect((await api.catalog.list({})).metrics.some(({ id }) => id.startsWith('user.'))).toBe(false)
    const audit = (await api.workspace.audit({})).entries.map(({ kind, subject }) => `${kind} ${subject ?? ''}`)
    expect(audit).toEqual(expect.arrayContaining(['document field/per-lead', 'document-removed field/per-lead']))
    expect(readdirSync(join(folder, 'documents/field'))).toEqual(['journal', 'trash'])
  })

  it('refuse circles by their chain, and changes that would break others', async () => {
    const { api } = await openTestEngine()
    await save(api, 'a', metric('[won_value]'))
    await save(api, 'b', metric('[user.a] / 2'))
    await save(api, 'c', metric('[user.b] + [user.a]'))
    await expect(save(api, 'a', metric('[user.c] + 1'), 1)).rejects.toMatchObject({
      code: 'invalid-formula',
      details: { reason: 'cycle', chain: ['user.a', 'user.c', 'user.b', 'user.a'] },
    })
    await expect(save(api, 'self', metric('[user.self] + 1'))).rejects.toMatchObject({
      details: { reason: 'cycle', chain: ['user.self', 'user.self'] },
    })
    await expect(save(api, 'a', dimension('[owner.name]'), 1)).rejects.toMatchObject({
      details: { reason: 'breaks-others', fields: ['user.b', 'user.c'] },
    })
    const rows = ['d1', 'd2'].map((name, index): [string, FieldBody] => [
      name,
      dimension(index === 0 ? '[owner.name]' : 'upper([user.d1])'),
    ])
    for (const [name, body] of rows) await save(api, name, body)
    await expect(save(api, 'd1', dimension('lower([user.d2])'), 1)).rejects.toMatchObject({ details: { reason: 'cycle' } })
    expect((await api.documents.read({ kind: 'field', name: 'a' })).version).toBe(1)
  })

  it('that an undone import or another hand left without what they name stay, and say what is missing', async () => {
    const { api, folder } = await openTestEngine()
    await save(api, 'kept', metric('[won_value]'))
    const file = join(folder, 'documents/field/kept.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"formula": "[won_value]"', '"formula": "sum([custom.opportunity.score])"'))
    await save(api, 'other', metric('[lead_count]'))
    const [kept] = (await api.fields.list({})).fields
    expect(kept).toMatchObject({
      name: 'kept',
      available: false,
      problem: { details: { reason: 'unknown-name', name: 'custom.opportunity.score' } },
    })
    await expect(api.reports.run({ spec: { values: [{ metric: 'user.kept' }] } })).rejects.toMatchObject({
      code: 'invalid-formula',
      details: { field: 'user.kept' },
    })
    const listed = (await api.catalog.list({})).metrics.find(({ id }) => id === 'user.kept')
    expect(listed).toMatchObject({ available: false, missing: [{ need: 'custom.opportunity.score' }] })
    expect(listed?.missing?.[0]?.adds.zh).toContain('没有字段或指标「custom.opportunity.score」')
    const journal = join(folder, 'documents/field/journal/kept/000001.json')
    writeFileSync(journal, readFileSync(file, 'utf8'))
    await save(api, 'kept', metric('[lead_count]'), 1)
    expect((await api.fields.list({})).fields[0]?.problem).toBeNull()
    // Brought back, such a version is kept as well; written anew it is refused.
    expect(await api.documents.step({ kind: 'field', name: 'kept', direction: 'undo' })).toEqual({ version: 3 })
    expect((await api.fields.list({})).fields[0]?.problem?.details).toMatchObject({ reason: 'unknown-name' })
    await expect(save(api, 'kept', metric('sum([custom.opportunity.score])'), 3)).rejects.toMatchObject({
      details: { reason: 'unknown-name' },
    })
  })

  it('of every kind are taken, and refused with the field that is wrong', async () => {
    const { api } = await openTestEngine()
    const order: FieldBody = {
      kind: 'order',
      label: 'Industries',
      field: '行业',
      values: [{ value: 'Food', colour: '#00aa00' }, { value: null }],
    }
    await save(api, 'industries', order)
    await save(api, 'places', { kind: 'hierarchy', label: 'Places', fields: ['account.country', '省份', 'account.city'] })
    const catalog = await api.catalog.list({})
    expect(catalog.dimensions.find(({ id }) => id === 'account.industry')?.order).toEqual([
      { value: 'Food', colour: '#00aa00' },
      { value: null },
    ])
    expect(catalog.hierarchies).toEqual([
      {
        id: 'user.places',
        label: { zh: 'Places', en: 'Places' },
        fields: ['account.country', 'account.province', 'account.city'],
        available: false,
      },
    ])
    const wrong: [string, unknown, object][] = [
      ['industries-2', order, { code: 'invalid-request', details: { field: 'body.field' } }],
      [
        'x',
        { kind: 'order', label: 'x', field: 'order.ordered_at', values: [{ value: 'x' }] },
        { code: 'invalid-formula', details: { reason: 'order-of-date' } },
      ],
      ['x', { kind: 'bins', label: 'x', formula: '[opportunity.amount]', edges: [5, 1] }, { details: { field: 'body.edges' } }],
      ['x', { kind: 'bins', label: 'x', formula: '[opportunity.amount]', edges: [1], width: 2 }, { details: { field: 'body.edges' } }],
      ['x', { kind: 'bins', label: 'x', formula: '[owner.name]', edges: [1] }, { details: { reason: 'argument-type' } }],
      [
        'x',
        { kind: 'groups', label: 'x', formula: '[owner.name]', groups: [{ label: 'a', values: ['a\0b'] }] },
        { details: { field: 'body.groups.0.values.0' } },
      ],
      ['x', { kind: 'metric', label: 'x' }, { details: { field: 'body.formula' } }],
      ['x', { kind: 'macro', label: 'x', formula: '1' }, { details: { field: 'body.kind' } }],
      [
        'x',
        { kind: 'metric', label: 'x', formula: `"${'y'.repeat(1_000_000)}"` },
        { code: 'invalid-formula', details: { reason: 'too-long' } },
      ],
      ['../x', metric('[won_value]'), { code: 'invalid-request', details: { field: 'name' } }],
      ['X', metric('[won_value]'), { details: { field: 'name' } }],
      ['x', metric('[won_value]', { unit: 'percent' }), { details: { reason: 'unit-given' } }],
    ]
    for (const [name, body, error] of wrong) {
      await expect(
        api.documents.save({ kind: 'field', name, body, basedOn: null }),
        JSON.stringify(body).slice(0, 90),
      ).rejects.toMatchObject(error)
    }
    expect((await api.fields.list({})).fields.map(({ name }) => name)).toEqual(['industries', 'places'])
  })

  it('are found to be in order by doctor', async () => {
    const { api } = await openTestEngine()
    await save(api, 'a', metric('[won_value]'))
    const { checks } = await api.workspace.doctor({})
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
  })
})

describe('while a formula is written', () => {
  it('its type, its names and its mistakes are told', async () => {
    const { api } = await openTestEngine()
    expect(await api.fields.check({ formula: '[赢单金额]/[赢单数]', use: 'metric' })).toEqual({
      ok: true,
      formula: '[won_value] / [won_count]',
      type: 'number',
      unit: 'money',
      uses: ['won_value', 'won_count'],
      problem: null,
    })
    const wrong = await api.fields.check({ formula: '[won_value] / [won_cuont]', use: 'metric' })
    expect(wrong.problem?.details).toMatchObject({
      reason: 'unknown-name',
      position: 14,
      length: 11,
      near: '[won_cuont]',
      didYouMean: ['[won_count]'],
    })
    expect(wrong.problem?.text.en).toBe(
      'The formula names "won_cuont", and there is no such field or metric (character 15: [won_cuont]). Try: [won_count]. Nothing was changed. Correct it and try again.',
    )
  })

  it('what may follow is offered, and nothing inside a text', async () => {
    const { api } = await openTestEngine()
    const cases: [string, 'metric' | 'dimension', number, number, string[]][] = [
      ['[wo|', 'metric', 0, 3, ['[won_count]', '[won_value]']],
      ['2 * [赢单|金] + 1', 'metric', 4, 9, ['[won_count]', '[won_value]']],
      ['sum([opportunity.am|', 'metric', 4, 19, ['[opportunity.amount]']],
      ['su|', 'metric', 0, 2, ['sum(']],
      ['count(wh|', 'metric', 6, 8, ['where']],
      ['count(where [opportunity.status] = "won" by [|', 'metric', 44, 45, ['[opportunity.created_at]', '[opportunity.closed_at]']],
      ['upper([acc|', 'dimension', 6, 10, ['[account.name]', '[account.industry]']],
      ['quar|', 'dimension', 0, 4, ['quarter(']],
    ]
    for (const [marked, use, from, to, wanted] of cases) {
      const position = marked.indexOf('|')
      const { items, ...place } = await api.fields.complete({ formula: marked.replace('|', ''), position, use })
      expect(place, marked).toEqual({ from, to })
      const inserts = items.map(({ insert }) => insert)
      expect(inserts, marked).toEqual(expect.arrayContaining([...wanted]))
      if (marked.includes('by [')) expect(items.every(({ detail }) => detail === 'date')).toBe(true)
      if (use === 'dimension') expect(inserts.some((insert) => insert === 'sum(' || insert === '[won_value]')).toBe(false)
    }
    expect((await api.fields.complete({ formula: '"abc', position: 4, use: 'metric' })).items).toEqual([])
    for (const formula of ['', ')))((([[["', '💥[', '[]]]', 'x'.repeat(9999), '['.repeat(20_000)]) {
      for (const position of [0, 1, formula.length, formula.length + 5]) await api.fields.complete({ formula, position, use: 'metric' })
    }
  })
})
