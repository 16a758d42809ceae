import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stepsOf } from '../../../src/engine/workspace/document-steps.ts'
import { openTestEngine } from '../workspace/open-test-engine.ts'

const own = (version: number) => ({ version, of: null })
const step = (version: number, of: number) => ({ version, of })

describe('undo and redo, read out of a journal', () => {
  it.each([
    ['nothing yet', [], null, null],
    ['one version', [own(1)], null, null],
    ['three edits', [own(1), own(2), own(3)], 2, null],
    ['one undo', [own(1), own(2), own(3), step(4, 2)], 1, 3],
    ['two undos', [own(1), own(2), own(3), step(4, 2), step(5, 1)], null, 2],
    ['two undos and a redo', [own(1), own(2), own(3), step(4, 2), step(5, 1), step(6, 2)], 1, 3],
    ['all redone', [own(1), own(2), step(3, 1), step(4, 2)], 1, null],
    ['an edit after an undo takes the way up with it', [own(1), own(2), own(3), step(4, 2), own(5)], 2, null],
    ['and can be undone past it', [own(1), own(2), own(3), step(4, 2), own(5), step(6, 2)], 1, 5],
  ])('%s', (_what, journal, undo, redo) => {
    expect(stepsOf(journal)).toEqual({ undo, redo })
  })
})

describe('settings', () => {
  it('merge a change, take a null as a wish to forget, and leave everything else', async () => {
    const { api } = await openTestEngine()
    await api.settings.change({ change: { aliases: { region: { 北京市: '北京', 沪: '上海' } }, thresholds: { leakageDays: 45 } } })
    const { settings, version } = await api.settings.change({
      change: { aliases: { region: { 沪: null } }, workingCalendar: { to: '17:30' } },
    })
    expect(version).toBe(3) // what there was before, and two changes
    expect(settings.aliases.region).toEqual({ 北京市: '北京' })
    expect(settings.thresholds).toMatchObject({ leakageDays: 45, responseMinutes: 60, activeCustomerDays: 7 })
    expect(settings.workingCalendar).toMatchObject({ kind: 'china', from: '09:00', to: '17:30' })
    expect((await api.settings.change({ change: { thresholds: { leakageDays: 45 } } })).version).toBe(3)
  })

  it.each([
    [{ colour: 'green' }, 'colour'],
    [{ thresholds: { coldLead: 3 } }, 'thresholds.coldLead'],
    [{ thresholds: { leakageDays: 'soon' } }, 'thresholds.leakageDays'],
    [{ calendarKind: '4-4-4' }, 'calendarKind'],
    [{ version: 2 }, 'version'],
    [{ rateRule: 'budget' }, 'budgetYear'],
    [{ stages: { '/方案': { probability: 60 } } }, 'stages./方案.probability'],
    [{ stages: { '/方案': { validFrom: '2026-05-01', validTo: '2026-01-01' } } }, 'stages./方案.validTo'],
    [{ workingCalendar: { from: '18:00', to: '09:00' } }, 'workingCalendar.to'],
    [{ workingCalendar: { daysOff: ['2026-02-30'] } }, 'workingCalendar.daysOff'],
    [{ aliases: { region: { 京: '北京市', 北京市: '北京' } } }, 'aliases.region.京'],
    [{ budgetRates: { 2026: { USD: -7 } } }, 'budgetRates.2026.USD'],
  ])('refuse %j and say where', async (change, field) => {
    const { api } = await openTestEngine()
    await expect(api.settings.change({ change })).rejects.toMatchObject({ code: 'invalid-request', details: { field } })
    expect((await api.settings.read({})).version).toBe(0)
  })

  it('refuse a change made from another version', async () => {
    const { api } = await openTestEngine()
    const { version } = await api.settings.change({ change: { redUpGreenDown: true }, basedOn: 0 })
    await api.settings.change({ change: { firstDayOfWeek: 7 }, basedOn: version })
    await expect(api.settings.change({ change: { firstDayOfWeek: 6 }, basedOn: version })).rejects.toMatchObject({
      code: 'document-conflict',
      details: { version: version + 1 },
    })
    await expect(api.documents.step({ kind: 'settings', name: 'workspace', direction: 'undo', basedOn: version })).rejects.toMatchObject({
      code: 'document-conflict',
    })
  })

  it('are undone and redone across sessions, and the data version grows each time', async () => {
    const first = await openTestEngine()
    await first.api.settings.change({ change: { fiscalYearStartMonth: 4 } })
    await first.api.settings.change({ change: { fiscalYearStartMonth: 7 } })
    const before = await first.api.workspace.info({})
    await first.engine.close()
    const { api } = await openTestEngine({ folder: first.folder })
    const month = async (): Promise<number> => (await api.settings.read({})).settings.fiscalYearStartMonth
    const go = (direction: 'undo' | 'redo') => api.documents.step({ kind: 'settings', name: 'workspace', direction })
    await go('undo')
    expect(await month()).toBe(4)
    await go('undo')
    expect([await month(), (await api.settings.read({})).undo]).toEqual([1, null])
    await go('undo') // nothing is left
    await go('redo')
    await go('redo')
    expect([await month(), (await api.settings.read({})).redo]).toEqual([7, null])
    expect((await api.workspace.info({})).dataVersion).toBe(before.dataVersion + 4)
    await api.documents.restore({ kind: 'settings', name: 'workspace', version: 2 })
    expect(await month()).toBe(4)
    await go('undo') // a restored version is a change like any other
    expect(await month()).toBe(7)
  })

  it.each([
    ['no JSON any more', () => '{ "name": "workspace", "vers', '', /JSON/],
    [
      'a field of a newer version',
      (text: string) => text.replace('"clock"', '"holidayRegion": "HK", "clock"'),
      'holidayRegion',
      /no such setting/,
    ],
    ['a value that cannot be', (text: string) => text.replace('"firstDayOfWeek": 7', '"firstDayOfWeek": 9'), 'firstDayOfWeek', /./],
    ['a zone that is not there', (text: string) => text.replace('Asia/Shanghai', 'Asia/Atlantis'), 'timeZone', /zone/],
  ])('spoiled by hand (%s) are told, and those of the last good version are used', async (_what, spoil, field, problem) => {
    const first = await openTestEngine()
    await first.api.settings.change({ change: { firstDayOfWeek: 7 } })
    await first.engine.close()
    const file = join(first.folder, 'documents', 'settings', 'workspace.json')
    writeFileSync(file, spoil(readFileSync(file, 'utf8')))
    const { api } = await openTestEngine({ folder: first.folder })
    const state = await api.settings.read({})
    expect(state.problem).toMatchObject({ field, problem: expect.stringMatching(problem) as string })
    expect(state.settings.firstDayOfWeek).toBe(7)
    await expect(api.settings.change({ change: { firstDayOfWeek: 1 } })).rejects.toMatchObject({
      code: 'settings-unreadable',
      details: { field },
    })
    await api.documents.restore({ kind: 'settings', name: 'workspace', version: 2 })
    expect(await api.settings.read({})).toMatchObject({ problem: null, settings: { firstDayOfWeek: 7 } })
  })

  it('of an earlier version with limits that nothing read stay as they are, without those', async () => {
    const first = await openTestEngine()
    await first.api.settings.change({ change: { thresholds: { leakageDays: 9 } } })
    await first.engine.close()
    const file = join(first.folder, 'documents', 'settings', 'workspace.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"leakageDays": 9', '"coldLeadDays": 45, "leakageDays": 9'))
    const { api } = await openTestEngine({ folder: first.folder })
    expect(await api.settings.read({})).toMatchObject({
      problem: null,
      settings: { thresholds: { leakageDays: 9, responseMinutes: 60, activeCustomerDays: 7 } },
    })
    await expect(api.settings.change({ change: { thresholds: { coldLeadDays: 3 } } })).rejects.toMatchObject({
      details: { field: 'thresholds.coldLeadDays' },
    })
  })

  it('spoiled beside an empty journal are told too', async () => {
    const first = await openTestEngine()
    await first.api.settings.change({ change: { firstDayOfWeek: 7 } })
    await first.engine.close()
    rmSync(join(first.folder, 'documents', 'settings', 'journal'), { recursive: true })
    writeFileSync(join(first.folder, 'documents', 'settings', 'workspace.json'), '[]')
    const { api } = await openTestEngine({ folder: first.folder })
    expect(await api.settings.read({})).toMatchObject({ problem: { field: '' }, settings: { firstDayOfWeek: 1 } })
  })
})
