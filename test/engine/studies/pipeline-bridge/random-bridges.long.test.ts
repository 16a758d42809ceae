import fc from 'fast-check'
import { expect, it } from 'vitest'
import { databaseOf } from '../../report/small-model.ts'
import { problemsOf, randomQuestion } from './compare-bridges.ts'
import { firstDay, modelOf, owners, randomLives, worldOf } from './random-lives.ts'
import { seed } from '../../../seed.ts'

it(`a bridge closes to the cent and says what a plain replay of 80 random lives says, for 60 pairs of days (HELMDECK_SEED=${seed})`, async () => {
  const [lives] = fc.sample(randomLives(80), { numRuns: 1, seed })
  if (lives === undefined) throw new Error('no lives')
  const world = worldOf(lives)
  const database = await databaseOf(modelOf(lives))
  try {
    for (const question of fc.sample(randomQuestion(firstDay - 10, firstDay + 110, owners), { numRuns: 60, seed }))
      expect(await problemsOf(database, world, question, { order: ['Lead', 'Proposal', 'Negotiation'] })).toEqual([])
  } finally {
    await database.close()
  }
}, 90_000)
