import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const company = join(import.meta.dirname, '../../samples/company')
const page = readFileSync(join(company, '../ANSWERS.md'), 'utf8')
const chapter = /^## Company: worked by hand$.*?(?=^## |$(?![\s\S]))/ms.exec(page)?.[0] ?? ''

type Figure = number | string | null | Readonly<Record<string, number | null>>
interface Answer {
  readonly total: Figure
  readonly n: number
  readonly params: Readonly<Record<string, unknown>>
  readonly by: Readonly<Record<string, readonly (readonly [string | null, Figure])[]>>
}
const answers = JSON.parse(readFileSync(join(company, 'answers.json'), 'utf8')) as {
  as_of: string
  currency: string
  files: { file: string; rows: number }[]
  metrics: Record<string, Answer>
}

/** Every metric of the catalogue that needs no study. */
const catalogue = `
  lead_count valid_lead_count spend cost_per_lead cost_per_mql cost_per_sql cost_per_opportunity cost_per_customer mql_count sql_count mql_to_sql_rate
  lead_to_opportunity_rate lead_to_won_rate lead_response_minutes lead_response_within_sla_rate lead_leakage_rate opportunity_count open_opportunity_count
  pipeline_value weighted_pipeline_value won_count lost_count won_value lost_value win_rate win_rate_by_value average_deal_size median_deal_size
  sales_cycle_days lead_to_won_days pipeline_coverage pipeline_velocity slipped_deal_count push_count activity_count activities_per_won_deal
  active_customer_rate quote_count quote_to_deal_rate average_discount_rate price_realisation contract_value order_count order_value gross_margin
  gross_margin_rate fulfilment_cycle_days on_time_in_full_rate due_amount received_amount collection_rate on_time_payment_rate receivable_balance
  overdue_balance dso target_value attainment_rate new_customer_count customer_count repeat_purchase_rate logo_churn_rate net_revenue_retention
  gross_revenue_retention cac_paid cac_blended cac_loaded ticket_count backlog_count first_response_hours resolution_hours sla_attainment_rate csat`
  .trim()
  .split(/\s+/)

test('the company answers every metric of the catalogue that needs no study, and no other', () => {
  expect(Object.keys(answers.metrics).toSorted()).toEqual(catalogue.toSorted())
})

test.each(catalogue)('%s has a total, a population, its parameters and a breakdown', (id) => {
  const { total, n, params, by } = answers.metrics[id] as Answer
  expect(total).not.toBeNull()
  expect(n).toBeGreaterThan(0)
  expect(params).toBeTypeOf('object')
  expect(Object.values(by).some((rows) => rows.length > 1 || id === 'pipeline_coverage')).toBe(true)
})

const additive =
  `lead_count valid_lead_count mql_count sql_count spend opportunity_count won_count lost_count won_value lost_value activity_count push_count
  quote_count contract_value order_count order_value gross_margin due_amount received_amount new_customer_count ticket_count`.split(/\s+/)

test.each(additive)('every breakdown of %s adds up to its total', (id) => {
  const { total, by } = answers.metrics[id] as Answer
  const sums = Object.entries(by).map(([name, rows]) => [
    name,
    rows.reduce((sum, [, value]) => sum + Math.round(Number(value) * 100), 0) / 100,
  ])
  expect(sums.filter(([, sum]) => sum !== total)).toEqual([])
})

/** `| metric, more words | working | answer |` of the chapter, by metric. */
const worked = new Map(
  chapter
    .split('\n')
    .map((line) => /^\| (\w+) \|.*\| ([^|]+) \|$/.exec(line))
    .flatMap((match) =>
      match?.[1] !== undefined && match[2] !== undefined && catalogue.includes(match[1]) ? [[match[1], match[2]] as const] : [],
    ),
)
const numbers = (text: string) =>
  [...text.matchAll(/(?<![\w.,])-?\d[\d,]*(?:\.\d+)?/g)].map(([digits]) => Number(digits.replaceAll(',', '')))

test.each(catalogue)('the total of %s worked by hand is the one the program works out', (id) => {
  const total = answers.metrics[id]?.total ?? null
  const expected = typeof total === 'object' && total !== null ? ['average', 'p50', 'p90'].map((stat) => total[stat]) : [total]
  const [given, ...others] = numbers(worked.get(id) ?? '')
  const found = expected.length === 1 ? [given] : [given, ...others]
  expect(found.length).toBe(expected.length)
  for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(Number(value), 5)
})

const shown = (id: string) => numbers(chapter.split('\n').find((line) => line.startsWith(`| ${id} |`) && worked.has(id)) ?? '')

test.each(catalogue)('at least one breakdown of %s is worked by hand to the last value', (id) => {
  const found = shown(id)
  const complete = Object.values(answers.metrics[id]?.by ?? {}).filter((rows) =>
    rows.every(([, figure]) => {
      const value = figure !== null && typeof figure === 'object' ? (figure as Record<string, number | null>)['average'] : figure
      // What is n/a, none or all of them is said in words.
      return value === null || value === 0 || value === 1 || found.some((given) => Math.abs(given - Number(value)) < 6e-7)
    }),
  )
  expect(complete.length).toBeGreaterThan(0)
})

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)

if (python === undefined && process.env['HELMDECK_REQUIRE_ALL'] !== '1') {
  console.error(
    '!!! LEFT OUT: the answers of the company were not worked out again: no python3 on this machine (Debian: apt-get install python3)',
  )
} else {
  const run = (...options: string[]) => spawnSync(python ?? 'python3', options, { maxBuffer: 1 << 24, encoding: 'utf8' })

  test('answers.json of the company is what answers.py works out from its files today', () => {
    const { status, stdout, stderr } = run(join(company, 'answers.py'))
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toBe(readFileSync(join(company, 'answers.json'), 'utf8'))
  })

  test('every sum written out in the chapter of the company is right', () => {
    const { status, stdout } = run(join(company, 'check_working.py'))
    expect(stdout).toMatch(/^\d{3,} sums, all right\n$/)
    expect(status).toBe(0)
  })

  test('the two workbooks of the company are written again byte for byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'helmdeck-company-'))
    try {
      expect(run('-B', join(company, 'workbooks.py'), folder).status).toBe(0)
      for (const name of ['spend.xlsx', 'targets.xlsx'])
        expect(readFileSync(join(folder, name)).equals(readFileSync(join(company, name)))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
}
