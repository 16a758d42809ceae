import fc from 'fast-check'
import { describe, it } from 'vitest'
import { seed } from '../../seed.ts'
import { followThrough, randomPulls } from './random-pulls.ts'

describe('a workspace that follows a source', () => {
  it('ends equal to it, whatever was edited, deleted, archived, merged, undone, refused, cut off or killed in between', async () => {
    await fc.assert(
      fc.asyncProperty(randomPulls, async (steps) => void (await followThrough(steps))),
      { seed, numRuns: 3, endOnFailure: true },
    )
  }, 60_000)
})
