import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import { play } from '../../ingest/loads/ask-history.ts'
import { randomHistory } from '../../ingest/loads/random-history.ts'
import { databaseOf } from '../../report/small-model.ts'
import { problemsOf, randomQuestion } from './compare-bridges.ts'
import { worldOfLoads } from './other-worlds.ts'
import { firstDay, modelOf, owners, randomLives, worldOf } from './random-lives.ts'
import { seed } from '../../../seed.ts'

const order = ['Lead', 'Proposal', 'Negotiation']
const seconds = 1000

it(
  `150 bridges of 160 random lives close and are what a plain replay says (HELMDECK_SEED=${seed})`,
  async () => {
    const [lives] = fc.sample(randomLives(160), { numRuns: 1, seed })
    if (lives === undefined) throw new Error('no lives')
    const database = await databaseOf(modelOf(lives))
    try {
      for (const question of fc.sample(randomQuestion(firstDay - 20, firstDay + 130, owners), { numRuns: 150, seed }))
        expect(await problemsOf(database, worldOf(lives), question, { order })).toEqual([])
    } finally {
      await database.close()
    }
  },
  170 * seconds,
)

it(
  `100 bridges of random loads close and are what a plain replay of the loads says (HELMDECK_SEED=${seed})`,
  async () => {
    const [first, last] = [20_089, 20_089 + 90]
    for (const { loads } of fc.sample(randomHistory(5), { numRuns: 2, seed })) {
      const played = await play(loads)
      const { folder } = played.engine
      await played.engine.close()
      const database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
      try {
        const world = worldOfLoads(played.loads, first, last)
        for (const question of fc.sample(randomQuestion(first, last, ['Ada', 'Ben', 'Cem', null]), { numRuns: 50, seed }))
          expect(await problemsOf(database, world, question, { order })).toEqual([])
      } finally {
        await database.close()
      }
    }
  },
  170 * seconds,
)
