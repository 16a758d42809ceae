import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { queryText } from '../../../src/engine/database/query-files.ts'

it('knows every Spring Festival from 2010 to 2036 as the Chinese calendar has it', async () => {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await database.run(queryText('sample/world/01_macros.sql'))
  await database.run(queryText('sample/world/02_calendar.sql'), {
    rows: 10,
    until: '2026-09-30',
    as_of: '2026-09-30',
    festival_percent: 20,
    growth_percent: 20,
  })
  const days = (await database.rows<{ day: string }>('select day from sample.spring_festival order by day')).map(({ day }) => day)
  const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  const firstDays: string[] = []
  for (let at = Date.UTC(2010, 0, 1); at < Date.UTC(2037, 0, 1); at += 86_400_000)
    if (chinese.format(at) === '1/1') firstDays.push(new Date(at).toISOString().slice(0, 10))
  // ICU's moon is some minutes off. The new moons are at 2027-02-06 23:56 and 2030-02-03 00:07 in Beijing (Meeus, ch. 49), so its days are off by one there.
  const corrected = firstDays.map((day) => ({ '2027-02-07': '2027-02-06', '2030-02-02': '2030-02-03' })[day] ?? day)
  expect(days).toEqual(corrected)
  await database.close()
})
