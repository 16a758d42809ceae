import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkHistory } from './check-history.ts'
import { randomHistory } from './random-history.ts'
import { seed } from '../../../seed.ts'

// Most of the histories, and the long ones, belong to the soak.
const numRuns = Number(process.env['HELMDECK_HISTORIES'] ?? 2)

it(
  `every past day is answered as a plain replay of the loads answers it (HELMDECK_SEED=${seed})`,
  async () => {
    for (const history of fc.sample(randomHistory(5), { numRuns, seed })) {
      const { figures, problems } = await checkHistory(history)
      expect(problems).toEqual([])
      expect(figures).toBeGreaterThan(0)
    }
  },
  30_000 + numRuns * 60_000,
)
