import { expect, it } from 'vitest'
import { checkReference, tallyText } from './check.ts'
import { seed } from '../../../seed.ts'

/** More in the soak, `--models` or HELMDECK_MODELS there says how many. */
const models = 40
/** Others every day; HELMDECK_SEED asks earlier ones again. */
const first = process.env['HELMDECK_SEED'] === undefined ? Math.floor(Date.now() / 86_400_000) * models : seed
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
