import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { benchArrow } from './arrow.ts'
import { figuresText } from './company/figures-text.ts'
import { sampleCompany, type CompanyFigures } from './company/sample-company.ts'
import { benchDeck, deckText, type DeckTimes } from './deck.ts'
import { benchImport } from './import.ts'
import { benchPeers } from './peers/bench-peers.ts'
import { benchQuestions, type QuestionTimes } from './questions/bench-questions.ts'
import { benchClientPath } from './questions/client-path.ts'
import { ratiosText } from './questions/ratios-text.ts'
import { benchReport } from './report.ts'
import { asText, type Comparison } from './rounds.ts'
import { benchStudies, studiesText, type StudyTime } from './studies/bench-studies.ts'
import { benchWorkbench, workbenchText, type WorkbenchFigures } from './workbench/bench-workbench.ts'
import { benchWorkbook, workbookText, type WorkbookFigures } from './workbook/bench-workbook.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1m' },
    rows: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    question: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: ['report', 'arrow', 'import', 'questions', 'client', 'workbook'] },
    peers: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const scales: Readonly<Record<string, number>> = { '1m': 1_000_000, '10m': 10_000_000 }
const leads = values.rows === undefined ? scales[values.scale] : Number(values.rows)
if (leads === undefined || !(leads >= 1)) throw new Error(`--scale is one of ${Object.keys(scales).join(', ')}; --rows is a number`)
const rows = values.rows === undefined ? 1_000_000 : leads
const rounds = Number(values.rounds)
const manyRounds = Math.max(rounds, 9)

interface Outcome {
  readonly comparisons?: readonly Comparison[]
  readonly company?: CompanyFigures
  readonly ratios?: QuestionTimes['ratios']
  readonly studies?: readonly StudyTime[]
  readonly workbook?: WorkbookFigures
  readonly deck?: DeckTimes
  readonly workbench?: WorkbenchFigures
}

const parts: Readonly<Record<string, () => Promise<Outcome>>> = {
  report: async () => ({ comparisons: await benchReport(rows, manyRounds) }),
  arrow: async () => ({ comparisons: [await benchArrow(rows, rounds)] }),
  import: async () => ({ comparisons: [await benchImport(rows, rounds)] }),
  generate: async () => ({ company: (await sampleCompany(leads, { again: true })).figures }),
  questions: async () => await benchQuestions(leads, leads > 1_000_000 ? Math.max(rounds, 5) : manyRounds, values.question),
  studies: async () => ({ studies: await benchStudies(leads, rounds) }),
  client: async () => ({ comparisons: await benchClientPath(leads, manyRounds) }),
  workbook: async () => ({ workbook: await benchWorkbook(rows, rounds) }),
  workbench: async () => ({ workbench: await benchWorkbench(leads) }),
  deck: async () => ({ deck: await benchDeck(Math.min(leads, 50_000), rounds) }),
  peers: async () => ({ comparisons: await benchPeers(Math.min(rows, 200_000), leads, rounds) }),
}

const comparisons: Comparison[] = []
let company: CompanyFigures | null = null
let ratios: QuestionTimes['ratios'] = []
let studies: readonly StudyTime[] = []
let workbook: WorkbookFigures | null = null
let deck: DeckTimes | null = null
let workbench: WorkbenchFigures | null = null
for (const name of new Set([...values.only, ...(values.peers ? ['peers'] : [])])) {
  const run = parts[name]
  if (run === undefined) throw new Error(`there is no part ${name}; parts are ${Object.keys(parts).join(', ')}`)
  const outcome = await run()
  comparisons.push(...(outcome.comparisons ?? []))
  company = outcome.company ?? company
  ratios = outcome.ratios ?? ratios
  studies = outcome.studies ?? studies
  workbook = outcome.workbook ?? workbook
  deck = outcome.deck ?? deck
  workbench = outcome.workbench ?? workbench
  if (values.json) continue
  if (outcome.company !== undefined) console.log(`${figuresText(outcome.company)}\n`)
  for (const comparison of outcome.comparisons ?? []) console.log(`${asText(comparison)}\n`)
  if (outcome.workbook !== undefined) console.log(`${workbookText(outcome.workbook)}\n`)
  if (outcome.studies !== undefined) console.log(`${studiesText(leads, outcome.studies)}\n`)
  if (outcome.deck !== undefined) console.log(`${deckText(outcome.deck)}\n`)
  if (outcome.workbench !== undefined) console.log(`${workbenchText(outcome.workbench)}\n`)
  if (outcome.ratios !== undefined) console.log(`${ratiosText(outcome.ratios)}\n`)
}
const machine = { cores: cpus().length, loadAverage: loadavg()[0] ?? 0, node: process.version }
if (values.json)
  console.log(JSON.stringify({ rows, leads, rounds, machine, company, comparisons, ratios, studies, workbook, deck, workbench }, null, 2))
else
  console.log(
    `${machine.cores} cores, load average ${machine.loadAverage.toFixed(1)} at the end: beyond one busy process, trust ratios only`,
  )
