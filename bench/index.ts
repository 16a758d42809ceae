import { parseArgs } from 'node:util'
import { benchArrow } from './arrow.ts'
import { benchImport } from './import.ts'
import { benchReport } from './report.ts'
import { asText, type Comparison } from './rounds.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: ['report', 'arrow', 'import'] },
    json: { type: 'boolean', default: false },
  },
})
const rows = Number(values.rows)
const rounds = Number(values.rounds)

const parts: Readonly<Record<string, () => Promise<Comparison[]>>> = {
  report: () => benchReport(rows, Math.max(rounds, 9)),
  arrow: async () => [await benchArrow(rows, rounds)],
  import: async () => [await benchImport(rows, rounds)],
}

const comparisons: Comparison[] = []
for (const name of values.only) {
  const run = parts[name]
  if (run === undefined) throw new Error(`there is no part ${name}; parts are ${Object.keys(parts).join(', ')}`)
  for (const comparison of await run()) {
    comparisons.push(comparison)
    if (!values.json) console.log(`${asText(comparison)}\n`)
  }
}
if (values.json) console.log(JSON.stringify({ rows, rounds, node: process.version, comparisons }, null, 2))
