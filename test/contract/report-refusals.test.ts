import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportRefusal } from '../../src/contract/report-refusals.ts'

const folder = join(import.meta.dirname, '../../src/engine/report')
const reasons = new Set(
  readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/reason: '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
  ),
)

describe('the sentence of a refused report', () => {
  it.each([...reasons].toSorted())('%s says in both languages what is wrong and what to do', (reason) => {
    const names = [
      'field',
      'metric',
      'of',
      'as',
      'id',
      'by',
      'op',
      'problem',
      'grain',
      'stat',
      'param',
      'value',
      'day',
      'days',
      'from',
      'to',
      'missing',
    ]
    const details = Object.fromEntries([...names, 'wanted', 'columns', 'most', 'known', 'choices'].map((name) => [name, `(${name})`]))
    for (const given of [{ reason }, { ...details, reason }]) {
      const text = reportRefusal(given)
      expect(text?.zh).toMatch(/[\u4e00-\u9fff].*。$/)
      expect(text?.en).toMatch(/^[A-Z"(\s].*\.$/)
      expect(`${text?.zh} ${text?.en}`).not.toMatch(/undefined|null|\[object/)
    }
  })

  it('is there for what the compiler refuses', () => {
    expect(reasons.size).toBeGreaterThan(25)
    expect(reportRefusal({ reason: 'period-ends-before-it-starts', from: '2026-02-01', to: '2026-01-01' })?.en).toBe(
      'The period from 2026-02-01 to 2026-01-01 ends before it starts. Swap the two days.',
    )
  })
})
