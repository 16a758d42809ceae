import { parseArgs } from 'node:util'
import { killRounds, type KillRound } from '../test/durability/kill-rounds.ts'

interface SoakResult {
  readonly passed: number
  readonly failed: number
  readonly lines: readonly string[]
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)

/** What is too long for every test run. */
const steps: Readonly<Record<string, () => Promise<SoakResult>>> = {
  durability: async () => {
    const rounds = await killRounds(Number(values.kills), seed, (round) => values.json || console.log(roundText(round)))
    const failed = rounds.filter(({ state }) => state === null)
    const states = [...new Set(rounds.map(({ work }) => work))].map((work) => {
      const count = (wanted: KillRound['state']): number => rounds.filter(({ work: one, state }) => one === work && state === wanted).length
      return `${work}: ${count('before')} before, ${count('after')} after, ${count(null)} neither`
    })
    return { passed: rounds.length - failed.length, failed: failed.length, lines: [...states, ...failed.map(roundText)] }
  },
}

function roundText({ work, moment, state, problem }: KillRound): string {
  return `${work} at ${moment.fraction.toFixed(3)} + ${moment.turns}: ${state ?? `NEITHER ${problem}`}`
}

const results: Record<string, SoakResult> = {}
for (const name of values.only ?? Object.keys(steps)) {
  const run = steps[name]
  if (run === undefined) throw new Error(`there is no step ${name}; steps are ${Object.keys(steps).join(', ')}`)
  const result = await run()
  results[name] = result
  if (!values.json)
    console.log(
      `${name} (seed ${seed}): ${result.passed} passed, ${result.failed} failed\n${result.lines.map((line) => `  ${line}\n`).join('')}`,
    )
}
if (values.json) console.log(JSON.stringify({ seed, results }, null, 2))
process.exitCode = Object.values(results).some(({ failed, passed }) => failed > 0 || passed === 0) ? 1 : 0
