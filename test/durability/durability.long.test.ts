import { expect, it } from 'vitest'
import { killRounds, works } from './kill-rounds.ts'

it('thirteen killed processes leave a healthy workspace in the state before or after', { timeout: 600_000 }, async () => {
  const rounds = await killRounds(13, 20_260_930)
  expect(rounds.filter(({ state }) => state === null)).toEqual([])
  expect(rounds.map(({ work }) => work).toSorted()).toEqual([...works, ...works.slice(0, 3)].toSorted())
})
