import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programPath } from '../programs.ts'

const samples = join(import.meta.dirname, '../../samples')
const committed = (...path: string[]) => readFileSync(join(samples, ...path))

interface Answers {
  readonly metrics: Record<
    string,
    { readonly total: unknown; readonly by?: Record<string, readonly (readonly [string | null, unknown])[]> }
  >
}

const files = generate()

/** In a process of its own: SheetJS writes the number formats of every workbook that its process has read. */
function generate(): ReadonlyMap<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-starter-'))
  try {
    execFileSync(process.execPath, [programPath('starter'), folder])
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test.each([...files.keys()])('the generator writes %s again byte for byte', (name) => {
  expect(files.get(name)?.equals(committed('starter', name))).toBe(true)
})

test('the starter files stay under 1.5 MB together', () => {
  expect([...files.values()].reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThan(1_500_000)
})

test('the deal file is GB18030, the target file UTF-16 and the answers agree that both were read whole', () => {
  const lines = (text: string) => text.trimEnd().split('\r\n').length - 1
  const counts = (JSON.parse(committed('starter', 'answers.json').toString('utf8')) as { files: { file: string; rows: number }[] }).files
  const rowsOf = (name: string) => counts.find((entry) => entry.file === name)?.rows
  expect(lines(new TextDecoder('gb18030', { fatal: true }).decode(files.get('商机.csv')))).toBe(rowsOf('商机.csv'))
  expect(lines(new TextDecoder('utf-16le', { fatal: true }).decode(files.get('targets.csv')))).toBe(rowsOf('targets.csv'))
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(files.get('商机.csv'))).toThrow()
})

const additive = [
  'lead_count',
  'valid_lead_count',
  'mql_count',
  'sql_count',
  'spend',
  'opportunity_count',
  'won_count',
  'lost_count',
  'won_value',
  'lost_value',
  'activity_count',
  'order_count',
  'order_value',
  'received_amount',
  'target_value',
  'new_customer_count',
]

test.each(['starter', 'tiny'])('every breakdown of a count or a sum in the %s answers adds up to its total', (set) => {
  const { metrics } = JSON.parse(committed(set, 'answers.json').toString('utf8')) as Answers
  const sums = additive.flatMap((id) =>
    Object.entries(metrics[id]?.by ?? {}).map(([dimension, rows]) => ({
      id,
      dimension,
      sum: rows.reduce((sum, [, value]) => sum + Math.round(Number(value) * 100), 0) / 100,
      total: metrics[id]?.total,
    })),
  )
  expect(sums.length).toBeGreaterThan(9)
  expect(sums.filter(({ sum, total }) => sum !== total)).toEqual([])
})

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)

if (python === undefined && process.env['HELMDECK_REQUIRE_ALL'] !== '1') {
  console.error('!!! LEFT OUT: the sample answers were not worked out again: no python3 on this machine (Debian: apt-get install python3)')
} else {
  const run = (...options: string[]) =>
    spawnSync(python ?? 'python3', [join(samples, 'starter/answers.py'), ...options], { maxBuffer: 1 << 24 })

  test('answers.json is what answers.py works out from the files today', () => {
    const { status, stdout } = run()
    expect(status).toBe(0)
    expect(stdout.toString('utf8')).toBe(committed('starter', 'answers.json').toString('utf8'))
  })

  test('the tables of ANSWERS.md show the figures of answers.json', () => {
    const { status, stdout } = run('--page')
    expect(status).toBe(0)
    expect(stdout.toString('utf8')).toBe(committed('ANSWERS.md').toString('utf8'))
  })
}
