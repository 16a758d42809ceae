import { expect, it } from 'vitest'
import { checkReference, tallyText } from './check.ts'

/** More in the soak, `--models` or HELMDECK_MODELS there says how many. */
const models = 40
const questions = 50
/** Another one every day; HELMDECK_SEED asks an earlier one again. */
const seed = Number(process.env['HELMDECK_SEED'] ?? Math.floor(Date.now() / 86_400_000) * models)

it('answers any question to any data as plain TypeScript over the rows does', async () => {
  const tally = await checkReference(seed, models, questions)
  console.log(`seed ${seed}: ${tallyText(tally)}`)
  expect(tally.failures.join('\n\n')).toBe('')
  const { answered = 0, ...refused } = tally.outcomes
  expect(answered).toBeGreaterThan(models * questions * 0.6)
  expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  expect(tally.filled / tally.cells).toBeGreaterThan(0.5)
}, 300_000)
