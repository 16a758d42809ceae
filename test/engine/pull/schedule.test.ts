import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PullRun, type Schedule } from '../../../src/contract/pulls.ts'
import { openDatabase, type Database } from '../../../src/engine/database/database.ts'
import { nextOccurrence } from '../../../src/engine/pull/schedule/next-occurrence.ts'
import { planNextPull, type PullPast } from '../../../src/engine/pull/schedule/plan-next-pull.ts'
import { seed } from '../../seed.ts'

const at = (text: string): Date => new Date(text)
const next = (schedule: Schedule, after: string, zone: string): string | undefined =>
  nextOccurrence(schedule, at(after), zone)?.toISOString()

describe('the next time of a schedule', () => {
  // Worked out by hand from the offsets of the zones.
  const daily = (time: string): Schedule => ({ kind: 'daily', at: time })
  it.each<[string, Schedule, string, string, string]>([
    ['later today', daily('07:00'), '2026-11-22T22:59:00Z', 'Asia/Shanghai', '2026-11-22T23:00:00.000Z'],
    ['strictly later: tomorrow', daily('07:00'), '2026-11-22T23:00:00Z', 'Asia/Shanghai', '2026-11-23T23:00:00.000Z'],
    ['winter in Berlin', daily('07:00'), '2026-01-10T12:00:00Z', 'Europe/Berlin', '2026-01-11T06:00:00.000Z'],
    ['summer in Berlin', daily('07:00'), '2026-07-10T12:00:00Z', 'Europe/Berlin', '2026-07-11T05:00:00.000Z'],
    ['the night that has no 02:30: an hour later', daily('02:30'), '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['the night that has 02:30 twice: the first', daily('02:30'), '2026-10-24T12:00:00Z', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['and not the second', daily('02:30'), '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-26T01:30:00.000Z'],
    ['half an hour of summer time', daily('02:15'), '2026-10-03T12:00:00Z', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['a zone that has no midnight that day', daily('00:00'), '2026-09-05T12:00:00Z', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['a quarter hour from UTC', daily('00:00'), '2026-05-01T00:00:00Z', 'Asia/Kathmandu', '2026-05-01T18:15:00.000Z'],
    ['a leap day', daily('12:00'), '2028-02-28T12:00:00Z', 'UTC', '2028-02-29T12:00:00.000Z'],
    // 22 November 2026 is a Sunday.
    ['Monday', { kind: 'weekly', days: [1, 4], at: '09:00' }, '2026-11-22T12:00:00Z', 'UTC', '2026-11-23T09:00:00.000Z'],
    ['Thursday', { kind: 'weekly', days: [1, 4], at: '09:00' }, '2026-11-23T09:00:00Z', 'UTC', '2026-11-26T09:00:00.000Z'],
    ['a week later', { kind: 'weekly', days: [7], at: '12:00' }, '2026-11-22T12:00:00Z', 'UTC', '2026-11-29T12:00:00.000Z'],
    [
      'Monday there, Sunday here',
      { kind: 'weekly', days: [1], at: '06:00' },
      '2026-11-22T12:00:00Z',
      'Asia/Tokyo',
      '2026-11-22T21:00:00.000Z',
    ],
    ['so long after', { kind: 'interval', minutes: 90 }, '2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29T02:00:00.000Z'],
  ])('%s', (_what, schedule, after, zone, expected) => expect(next(schedule, after, zone)).toBe(expected))

  describe('as another calendar has it', () => {
    let database: Database
    beforeAll(async () => (database = await openDatabase({ file: ':memory:', allowedFolder: null })))
    afterAll(() => database.close())

    it('shows the wanted time on the wall, once a day, whatever the zone does', async () => {
      const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Apia', 'UTC']
      const time = fc.integer({ min: 0, max: 1439 })
      const start = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) })
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...zones), time, start, async (timeZone, minutes, from) => {
          const wanted = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
          const found = nextOccurrence({ kind: 'daily', at: wanted }, new Date(from), timeZone)!
          expect(found.getTime()).toBeGreaterThan(from)
          // Every minute between, told by DuckDB's calendar: none shows the wanted time for the first time of its day, and the one found does, or its time was skipped.
          const [row] = await database.rows<{ shown: string; earlier: number; skipped: boolean }>(
            `with wall as (select (to_timestamp(m * 60) at time zone $timeZone) as t, m from range(($from // 60000) + 1, $found // 60000 + 1) r(m))
             select strftime((to_timestamp($found // 1000) at time zone $timeZone), '%H:%M') as shown,
               (select count(*)::integer from wall where strftime(t, '%H:%M') = $wanted and m < $found // 60000
                  and not exists (select 1 from range($from // 60000 - 1500, wall.m) p(m) where (to_timestamp(p.m * 60) at time zone $timeZone) = wall.t)) as earlier,
               not exists (select 1 from range($found // 60000 - 2000, $found // 60000 + 1) p(m)
                  where strftime((to_timestamp(p.m * 60) at time zone $timeZone), '%Y-%m-%d %H:%M') = strftime((to_timestamp($found // 1000) at time zone $timeZone), '%Y-%m-%d ') || $wanted) as skipped`,
            { timeZone, from, found: found.getTime(), wanted },
          )
          expect(row!.earlier).toBe(0)
          if (row!.shown !== wanted) expect(row!.skipped).toBe(true)
        }),
        { seed, numRuns: 60 },
      )
    })
  })
})

describe('the next pull', () => {
  const since = at('2026-03-01T00:00:00Z')
  const now = at('2026-03-02T12:00:00Z')
  const none: PullPast = { lastStart: null, isUnfinished: false, failures: 0, lastFailure: null }
  const hourly: Schedule = { kind: 'interval', minutes: 60 }
  const failed = (code: string, details: object = {}, failures = 1): PullPast => ({
    lastStart: at('2026-03-02T11:00:00Z'),
    isUnfinished: false,
    failures,
    lastFailure: PullRun.parse({
      id: 1,
      connection: 'crm',
      startedAt: '2026-03-02T11:00:00.000Z',
      finishedAt: '2026-03-02T11:05:00.000Z',
      state: 'failed',
      load: null,
      calls: 1,
      serverShare: 0,
      isResumed: false,
      objects: [],
      problem: { code, message: { zh: '', en: '' }, details },
    }),
  })
  const plan = (past: PullPast, change: { schedule?: Schedule; isPaused?: boolean; since?: Date } = {}): [string, string | undefined] => {
    const { state, at: when } = planNextPull({ schedule: hourly, isPaused: false, dailyCalls: 100, since, ...change }, past, {
      timeZone: 'UTC',
      now,
    })
    return [state, when?.toISOString()]
  }

  it('begins at once, then counts from the last one', () => {
    expect(plan(none)).toEqual(['waiting', since.toISOString()])
    expect(plan({ ...none, lastStart: at('2026-03-02T09:00:00Z') })).toEqual(['waiting', '2026-03-02T10:00:00.000Z'])
    expect(plan({ ...none, lastStart: at('2026-03-02T09:00:00Z'), isUnfinished: true })).toEqual(['waiting', since.toISOString()])
  })
  it('is none where there is no schedule, or it rests', () => {
    expect(plan(none, { schedule: { kind: 'off' } })).toEqual(['manual', undefined])
    expect(plan(none, { isPaused: true })).toEqual(['paused', undefined])
  })
  it('does not make up for what was due before the schedule was set', () => {
    const past = { ...none, lastStart: at('2026-02-01T00:00:00Z') }
    expect(plan(past, { schedule: { kind: 'daily', at: '07:00' }, since: at('2026-03-02T10:00:00Z') })).toEqual([
      'waiting',
      '2026-03-03T07:00:00.000Z',
    ])
  })
  it.each([
    [1, '2026-03-02T11:06:00.000Z'],
    [2, '2026-03-02T11:07:00.000Z'],
    [6, '2026-03-02T11:37:00.000Z'],
    [9, '2026-03-02T15:21:00.000Z'],
    [10, '2026-03-02T17:05:00.000Z'],
    [500, '2026-03-02T17:05:00.000Z'],
  ])('is tried again after %i failures at %s', (failures, expected) => {
    expect(plan(failed('source-unreachable', {}, failures))).toEqual(['retrying', expected])
  })
  it('is tried at its time of day where that comes first', () => {
    expect(plan(failed('source-unreachable', {}, 50), { schedule: { kind: 'daily', at: '13:00' } })).toEqual([
      'retrying',
      '2026-03-02T13:00:00.000Z',
    ])
  })
  it('waits for what the server names, and for the next day where its calls are used up', () => {
    expect(plan(failed('source-limit', { seconds: 3600 }))).toEqual(['retrying', '2026-03-02T12:05:00.000Z'])
    expect(plan(failed('source-limit', { calls: 100 }))).toEqual(['retrying', '2026-03-03T00:00:00.000Z'])
    // The limit was raised since.
    expect(plan(failed('source-limit', { calls: 50 }))).toEqual(['retrying', '2026-03-02T11:06:00.000Z'])
  })
  it.each(['source-login-refused', 'secret-missing', 'no-secret-store', 'invalid-connection'])('waits for a person after %s', (code) => {
    expect(plan(failed(code))).toEqual(['reconnect', undefined])
    expect(plan(failed(code), { isPaused: true })).toEqual(['reconnect', undefined])
  })
})
