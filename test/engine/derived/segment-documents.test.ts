import { describe, expect, it } from 'vitest'
import type { Api } from '../../../src/contract/api.ts'
import { openTestEngine } from '../workspace/open-test-engine.ts'

const segment = (params: object = {}, more: object = {}) => ({
  kind: 'segment',
  label: 'Mine',
  study: 'rfm',
  of: 'account',
  params,
  ...more,
})
const save = async (api: Api, name: string, body: object, basedOn: number | null = null) =>
  await api.documents.save({ kind: 'field', name, body, basedOn })
const filterOn = (field: string) => ({ filters: [{ field, op: 'in' as const, values: ['in'] }] })

describe('a saved segment', () => {
  it('is a dimension of the catalogue with words, in use where a report names it, and undone like every document', async () => {
    const { api } = await openTestEngine()
    await save(api, 'mine', segment({ months: 12 }))
    const listed = (await api.catalog.list({})).dimensions.filter(({ group }) => group === 'segment')
    expect(listed.slice(0, 2).map(({ id }) => id)).toEqual(['segment.rfm.class', 'segment.funnel.furthest'])
    expect(listed.find(({ id }) => id === 'segment.rfm.mine')).toMatchObject({
      label: { en: 'Mine' },
      available: false,
      words: { champions: { zh: '冠军客户' } },
    })
    await api.documents.save({
      kind: 'report',
      name: 'with-segment',
      body: { title: 'With', spec: { rows: [{ field: 'segment.rfm.mine' }], values: [{ metric: 'order_value' }] } },
    })
    const inUse = { code: 'field-in-use', details: { field: 'segment.rfm.mine', documents: ['report/with-segment'] } }
    await expect(api.documents.remove({ kind: 'field', name: 'mine' })).rejects.toMatchObject(inUse)
    // Of another study it would have another id.
    await expect(save(api, 'mine', { ...segment({}, { study: 'funnel', of: 'lead' }) }, 1)).rejects.toMatchObject(inUse)
    await save(api, 'mine', segment({ months: 6 }), 1)
    await api.documents.step({ kind: 'field', name: 'mine', direction: 'undo' })
    expect((await api.documents.read({ kind: 'field', name: 'mine' })).body).toMatchObject({ params: { months: 12 } })
    expect((await api.fields.list({})).fields).toMatchObject([{ id: 'segment.rfm.mine', kind: 'segment', usedBy: ['report/with-segment'] }])
  })

  it('is refused with what its study says, with a circle, and where it has no classes', async () => {
    const { api } = await openTestEngine()
    await expect(save(api, 'wrong', segment({ months: 0 }))).rejects.toMatchObject({
      code: 'invalid-study',
      details: { reason: 'params', study: 'rfm', path: 'months' },
    })
    await expect(save(api, 'flow', segment({}, { study: 'pipeline-bridge', of: 'opportunity' }))).rejects.toMatchObject({
      code: 'invalid-study',
      details: { reason: 'no-classes', study: 'pipeline-bridge' },
    })
    await expect(save(api, 'other', segment({}, { classes: 'tier' }))).rejects.toMatchObject({ details: { reason: 'no-classes' } })
    await save(api, 'one', segment())
    await save(api, 'two', segment(filterOn('segment.rfm.one')))
    await expect(save(api, 'one', segment(filterOn('segment.rfm.two')), 1)).rejects.toMatchObject({
      code: 'invalid-formula',
      details: { reason: 'cycle', chain: ['segment.rfm.one', 'segment.rfm.two', 'segment.rfm.one'] },
    })
    await expect(save(api, 'three', segment(filterOn('segment.rfm.gone')))).rejects.toMatchObject({ code: 'unknown-field' })
    await expect(save(api, 'itself', segment(filterOn('segment.rfm.itself')))).rejects.toMatchObject({ details: { reason: 'cycle' } })
  })
})
