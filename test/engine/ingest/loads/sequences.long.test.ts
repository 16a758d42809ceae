import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, sequence } from './sequences.ts'
import { seed } from '../../../seed.ts'

// Most of the runs belong to the soak.
const numRuns = Number(process.env['HELMDECK_SEQUENCES'] ?? 2)

it(
  'after any loads and undos a workspace is as if the loads that stand had been the only ones',
  async () => {
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const { played, plain } = await bothWays(steps)
        expect(played).toEqual(plain)
      }),
      { numRuns, seed },
    )
  },
  30_000 + numRuns * 30_000,
)
