import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from '../build-if-stale.ts'
import { missingFor } from './available.ts'
import { suites, type Suite } from './suites.ts'
import { addTally, closingLine, emptyTally, isGreen, tallyReport, type Tally, type VitestReport } from './tally.ts'

const root = join(import.meta.dirname, '..')
const output = join(root, '.test-output')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const requireAll = process.env['HELMDECK_REQUIRE_ALL'] === '1'
const isLong = process.argv[2] === '--long'
const filters = process.argv.slice(isLong ? 3 : 2)

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return null
  }
}

/** One start of Vitest for all of them: the programs are bundled once, and a worker that has ended one suite takes from the next. */
function runSuites(runnable: readonly Suite[]): Tally {
  if (runnable.length === 0) return emptyTally
  const report = join(output, 'report.json')
  const args = [
    'run',
    ...runnable.map(({ name }) => `--project=${name}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--allowOnly=false',
  ]
  const { status } = spawnSync(process.execPath, [vitest, ...args, ...filters], { cwd: root, stdio: 'inherit' })
  return tallyReport(readJson<VitestReport>(report), status === 0)
}

function countFiles(): ReadonlyMap<string, number> {
  const list = join(output, 'files.json')
  const { status, stderr } = spawnSync(process.execPath, [vitest, 'list', '--filesOnly', `--json=${list}`, ...filters], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = readJson<readonly { readonly projectName: string }[]>(list)
  if (status !== 0 || !files) throw new Error(`Vitest could not list the tests:\n${stderr}`)
  return new Map(suites.map(({ name }) => [name, files.filter((file) => file.projectName === name).length]))
}

interface Outcome {
  readonly tally: Tally
  readonly leftOut: readonly string[]
}

function leaveOut(suite: Suite, files: number): Outcome {
  const missing = missingFor(suite.needs)
  // Data that may not ship can't be demanded of every machine; programs can.
  const isFailure = requireAll && missing.some((one) => one.need !== 'shared')
  const reasons = missing.map((one) => one.reason).join('; ')
  const verdict = isFailure ? '. HELMDECK_REQUIRE_ALL=1 makes this a failure.' : '.'
  return {
    tally: { passed: 0, failed: isFailure ? 1 : 0, skipped: files },
    leftOut: [`!!! LEFT OUT: suite "${suite.name}", ${files} test files: ${reasons}${verdict}`],
  }
}

function runAll(): readonly Outcome[] {
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  if (!buildIfStale()) return [{ tally: { passed: 0, failed: 1, skipped: 0 }, leftOut: [] }]
  const files = countFiles()
  // Files that are named are run whichever they belong to.
  const asked = filters.length > 0 ? suites : suites.filter((suite) => (suite.isLong === true) === isLong)
  const wanted = asked.filter(({ name }) => (files.get(name) ?? 0) > 0)
  const isRunnable = (suite: Suite): boolean => missingFor(suite.needs).length === 0
  return [
    { tally: runSuites(wanted.filter(isRunnable)), leftOut: [] },
    ...wanted.filter((suite) => !isRunnable(suite)).map((suite) => leaveOut(suite, files.get(suite.name) ?? 0)),
  ]
}

const outcomes = runAll()
const total = outcomes.map((outcome) => outcome.tally).reduce(addTally, emptyTally)
const leftOut = outcomes.flatMap((outcome) => outcome.leftOut)
if (leftOut.length > 0) say(`\n${leftOut.join('\n')}`)
if (total.passed === 0 && total.failed === 0) say('\nNo test ran: that is a failure.')
say(`\n${closingLine(total)}`)
process.exitCode = isGreen(total) ? 0 : 1
