import { afterAll, beforeAll, expect, it } from 'vitest'
import { WorkspaceSettings } from '../../../src/contract/settings.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { copySettings } from '../../../src/engine/settings/copy-settings.ts'
import { ask, contextOf } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'

let database: Database
const settings = (workingCalendar: object) => WorkspaceSettings.parse({ reportingCurrency: 'CNY', workingCalendar })

beforeAll(async () => {
  // 14 February 2026 is a Saturday worked before the Spring Festival, 16 to 23 February are holidays; 2 to 6 March an ordinary week.
  database = await databaseOf({
    ticket: [
      { kind: 'one day', opened_at: '2026-03-03 10:00:00', first_reply_at: '2026-03-03 12:30:00' },
      { kind: 'over night', opened_at: '2026-03-03 17:00:00', first_reply_at: '2026-03-04 09:15:00' },
      { kind: 'over a weekend', opened_at: '2026-03-06 17:30:00', first_reply_at: '2026-03-09 10:00:00' },
      { kind: 'at night', opened_at: '2026-03-03 22:00:00', first_reply_at: '2026-03-04 07:00:00' },
      { kind: 'make-up day', opened_at: '2026-02-13 17:00:00', first_reply_at: '2026-02-14 11:00:00' },
      { kind: 'spring festival', opened_at: '2026-02-14 16:00:00', first_reply_at: '2026-02-24 10:00:00' },
      { kind: 'far year', opened_at: '2031-03-06 17:30:00', first_reply_at: '2031-03-07 10:00:00' },
    ],
  })
}, 60_000)
afterAll(() => database.close())

async function hours(calendar: object, dataVersion: number) {
  await copySettings(database, settings(calendar))
  const answer = await ask(
    database,
    { ...contextOf('2031-12-31'), dataVersion },
    { rows: [{ field: 'ticket.kind' }], values: [{ metric: 'first_response_hours', params: { hours: 'business' } }] },
  )
  return { ...Object.fromEntries(answer.table.map(([kind, value]) => [kind, value])), warnings: answer.warnings.map(({ code }) => code) }
}

it('counts the hours of China’s working days, and says where the holidays of a year are not known', async () => {
  expect(await hours({}, 1)).toEqual({
    'one day': 2.5,
    'over night': 1.25,
    'over a weekend': 1.5,
    'at night': 0,
    'make-up day': 3,
    'spring festival': 3,
    'far year': 1.5,
    warnings: ['holidays-unknown'],
  })
})

it('counts the hours of the workspace’s own calendar', async () => {
  // Monday to Friday from 10:00 to 17:30, the fourth of March off and the seventh, a Saturday, on; the festival is six weekdays then.
  expect(await hours({ kind: 'weekdays', from: '10:00', to: '17:30', daysOff: ['2026-03-04'], daysOn: ['2026-03-07'] }, 2)).toEqual({
    'one day': 2.5,
    'over night': 0.5,
    'over a weekend': 7.5,
    'at night': 0,
    'make-up day': 0.5,
    'spring festival': 6 * 7.5,
    'far year': 0,
    warnings: [],
  })
})
