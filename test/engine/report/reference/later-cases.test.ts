import { expect, it } from 'vitest'
import { smallCases, values } from './small-cases.ts'

/** What the reference evaluator found in what follows a deal, each case worked by hand. Clock: 2026-06-30. */
const { answers } = smallCases()

it('keeps a ticket of which nobody knows when it was opened in the backlog until it is solved', async () => {
  const ticket = [
    { opened_at: '2026-05-04 09:00:00' },
    { opened_at: null, kind: 'Fault' },
    { opened_at: null, solved_at: '2026-06-10 12:00:00' },
    { opened_at: '2026-06-20 09:00:00' },
  ]
  const may = { ...values('backlog_count'), asOf: '2026-05-31' }
  expect(await answers({ ticket }, values('backlog_count'), may)).toEqual([[[3, 0]], [[3, 0]]])
})
