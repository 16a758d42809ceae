import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RandomRound {
  readonly seed: number
  readonly tests: number
  readonly problem: string | null
}

interface Report {
  readonly numPassedTests: number
  readonly success: boolean
  readonly testResults: readonly { readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[]
}

const root = join(import.meta.dirname, '..')

/** Runs the tests that draw random cases, once for each of these seeds. */
export function randomTests(rounds: number, firstSeed: number): RandomRound[] {
  const files = allTests().filter((file) => /from 'fast-check'|seed\.ts'|sequences\.ts'/.test(readFileSync(join(root, file), 'utf8')))
  return Array.from({ length: rounds }, (_, round) => testsOf(files, firstSeed + round))
}

function allTests(): string[] {
  const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join('test', name))
}

function testsOf(files: readonly string[], seed: number): RandomRound {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-random-'))
  try {
    const file = join(folder, 'report.json')
    const args = ['run', ...files, '--reporter=json', `--outputFile.json=${file}`, '--allowOnly=false']
    spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
      cwd: root,
      env: { ...process.env, HELMDECK_SEED: String(seed) },
      stdio: 'ignore',
    })
    const { numPassedTests, success, testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report
    const failed = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'failed')
    return {
      seed,
      tests: numPassedTests,
      problem: success ? null : failed.map(({ fullName }) => fullName).join('; ') || 'a file did not run',
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
