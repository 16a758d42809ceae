import { describe, expect, it } from 'vitest'
import { errorText } from '../../../src/contract/error-text.ts'
import type { WorkspaceData } from '../../../src/engine/catalog/workspace-data.ts'
import { checkFormula } from '../../../src/engine/formula/check-formula.ts'
import { FieldCompiler } from '../../../src/engine/formula/field-compiler.ts'
import { noUserFields } from '../../../src/engine/formula/user-fields.ts'
import type { FormulaUse } from '../../../src/contract/fields.ts'

const nothing: WorkspaceData = {
  dataVersion: 1,
  filled: new Set(),
  emptyFacts: new Set(),
  unconverted: new Set(),
  unmetProbes: new Set(),
  aliased: new Set(),
  custom: new Map([
    [
      'custom.account.a',
      {
        id: 'custom.account.a',
        group: 'custom',
        label: { zh: '等级', en: 'Grade' },
        type: 'text',
        node: 'account',
        value: '{n}.a',
        needs: [],
      },
    ],
    [
      'custom.lead.b',
      {
        id: 'custom.lead.b',
        group: 'custom',
        label: { zh: '等级', en: 'Lead grade' },
        type: 'text',
        node: 'lead',
        value: '{n}.b',
        needs: [],
      },
    ],
  ]),
  user: noUserFields,
}
const compiler = new FieldCompiler(nothing, [])

describe('the unit of a formula', () => {
  it.each([
    ['[won_value] / [won_count]', 'money'],
    ['[won_value] / [target_value]', 'ratio'],
    ['[won_value] * [win_rate]', 'money'],
    ['[won_count] / [lead_count]', 'ratio'],
    ['[won_count] + 1', 'count'],
    ['[sales_cycle_days] / 7', 'days'],
    ['[won_value] - 100', 'money'],
    ['average([opportunity.amount])', 'money'],
    ['count(by [lead.created_at])', 'count'],
    ['median(days_between([opportunity.created_at], today()))', 'days'],
    ['[won_value] / [sales_cycle_days]', 'none'],
    ['if([won_count] > 0, [won_value], 0)', 'money'],
  ])('%s is %s', (formula, unit) => expect(checkFormula(formula, 'metric', compiler)).toMatchObject({ ok: true, type: 'number', unit }))
})

describe('a formula that means nothing', () => {
  const cases: [string, FormulaUse, string, object?][] = [
    ['[won_value] + [sales_cycle_days]', 'metric', 'unit-mismatch', { position: 0, left: 'money', right: 'days' }],
    ['[won_value] > [sales_cycle_days]', 'metric', 'unit-mismatch'],
    ['coalesce([won_value], [sales_cycle_days])', 'metric', 'unit-mismatch'],
    ['[won_value] > 1', 'metric', 'not-a-number', { found: 'boolean' }],
    ['1 + 1', 'metric', 'no-metric'],
    [
      '[opportunity.amount]',
      'metric',
      'field-outside-aggregate',
      { didYouMean: ['sum([opportunity.amount])', 'count_distinct([opportunity.amount])'] },
    ],
    ['sum([won_value])', 'metric', 'metric-in-row'],
    ['sum(sum([opportunity.amount]))', 'metric', 'aggregate-in-row'],
    ['sum([opportunity.status])', 'metric', 'argument-type', { position: 4, expected: 'number', found: 'text' }],
    ['sum(where [opportunity.status] = "won")', 'metric', 'argument-count'],
    ['count_distinct([account.name])', 'metric', 'no-fact'],
    ['sum([opportunity.amount] * [lead.score])', 'metric', 'several-facts', { facts: ['opportunity', 'lead'] }],
    ['count(where [lead.status] = "x" and [opportunity.status] = "won")', 'metric', 'several-facts'],
    ['sum([spend.amount] where [opportunity.status] = "won")', 'metric', 'no-common-fact'],
    ['sum([opportunity.amount] where [product.line] = "Flow")', 'metric', 'by-lines', { name: 'product.line' }],
    ['sum([opportunity.amount] by [opportunity.status])', 'metric', 'not-a-date'],
    ['sum([opportunity.amount] by [date])', 'metric', 'not-a-date'],
    ['sum([opportunity.amount] where [opportunity.status])', 'metric', 'argument-type', { expected: 'boolean' }],
    [
      'sum([opportunity.amount] where [opportunity.status] = 1)',
      'metric',
      'argument-type',
      { position: 'sum([opportunity.amount] where [opportunity.status] = '.length, expected: 'text', found: 'number' },
    ],
    [
      'sum([opportunity.amount] where [opportunity.created_at] > "2026-01-31")',
      'metric',
      'argument-type',
      { didYouMean: ['date("2026-01-31")'] },
    ],
    ['sum([opportunity.amount] where [opportunity.status] = empty)', 'metric', 'compared-with-empty', { didYouMean: ['is_empty('] }],
    ['days_between(today(), today()) * [won_count]', 'metric', 'only-in-rows'],
    ['[won_valeu]', 'metric', 'unknown-name', { didYouMean: ['[won_value]'] }],
    ['round([won_value], [won_count])', 'metric', 'argument-type', { expected: 'digits' }],
    ['abs()', 'metric', 'argument-count'],
    ['abs(1, 2)', 'metric', 'argument-count'],
    ['if([won_count], 1, 2)', 'metric', 'argument-type'],
    ['[等级]', 'dimension', 'ambiguous-name', { didYouMean: ['[custom.account.a]', '[custom.lead.b]'] }],
    ['[won_value]', 'dimension', 'metric-in-row'],
    ['"a"', 'dimension', 'no-field'],
    ['[date]', 'dimension', 'no-conformed-date'],
    ['[opportunity.created_at]', 'dimension', 'date-result'],
    ['concat([spend.kind], [order.status])', 'dimension', 'no-common-fact'],
    ['[owner.name] + 1', 'dimension', 'argument-type'],
    ['[owner.name]', 'bins', 'argument-type'],
    ['[opportunity.amount]', 'groups', 'argument-type'],
    ['opportunity.amount > 5', 'dimension', 'bare-word', { didYouMean: ['[opportunity.amount]'] }],
    ['[user.x]', 'dimension', 'unknown-name'],
    ['[__proto__]', 'dimension', 'unknown-name'],
    ['constructor([won_value])', 'metric', 'unknown-function'],
  ]
  it.each(cases)('%s (%s) is %s', (formula, use, reason, details = {}) => {
    const { ok, problem } = checkFormula(formula, use, compiler)
    expect(ok).toBe(false)
    expect(problem?.details).toMatchObject({ reason, ...details })
    const { position, length } = problem?.details ?? {}
    expect(Number(position) + Number(length)).toBeLessThanOrEqual(formula.length)
    const text = errorText('invalid-formula', problem?.details)
    expect(text.zh).toMatch(/^公式.*。$/)
    for (const sentence of Object.values(text)) expect(sentence).not.toMatch(/undefined|null|NaN| {2}|""|「」/)
  })
})

describe('names', () => {
  it('are labels in either language, ids, or both spelled otherwise', () => {
    for (const name of ['won_value', '赢单金额', 'Won value', 'WON  VALUE', 'ｗｏｎ ｖａｌｕｅ']) {
      expect(checkFormula(`[${name}]`, 'metric', compiler)).toMatchObject({ ok: true, formula: '[won_value]' })
    }
  })
})
