import { describe, expect, it } from 'vitest'
import { columnCell } from '../../../src/engine/ingest/readers/page-values.ts'
import { momentsWithin } from '../../../src/engine/pull/connectors/tryton/tryton-history.ts'
import { sumOfProducts } from '../../../src/engine/pull/connectors/tryton/tryton-values.ts'
import { trytonRules } from '../../../src/engine/pull/connectors/tryton/tryton-client.ts'
import { momentOf } from '../../../src/engine/pull/moment.ts'
import { isRead } from '../../../src/engine/pull/read-rule.ts'

describe('a value of a record', () => {
  const cell = (value: unknown): string => columnCell({ header: 'x', from: [['a', 'b']], as: 'value' }, { a: { b: value } })

  it('is written plainly, typed values of Tryton included', () => {
    expect(cell({ __class__: 'Decimal', decimal: '32670.00' })).toBe('32670.00')
    expect(cell({ __class__: 'date', year: 2026, month: 3, day: 9 })).toBe('2026-03-09')
    expect(cell({ __class__: 'datetime', year: 2026, month: 3, day: 9, hour: 4, minute: 5, second: 6, microsecond: 70 })).toBe(
      '2026-03-09T04:05:06.000070Z',
    )
    expect(cell([1, 'two', null])).toBe('1;two;')
    expect(cell(1e-7)).toBe('0.0000001')
    expect(cell(null)).toBe('')
  })

  it('is empty where there is no such place, without failing', () => {
    expect(columnCell({ header: 'x', from: [['a', 'b', 'c']], as: 'value' }, { a: null })).toBe('')
  })
})

describe('what a connector may send', () => {
  const rules = trytonRules('/crm')
  const call = (method: string): boolean => isRead(rules, { method: 'POST', path: '/crm/', call: method, body: { method } })

  it('is a read that was declared', () => {
    for (const method of ['common.db.login', 'model.sale.opportunity.search_read', 'model.res.user.get_preferences'])
      expect(call(method), method).toBe(true)
    for (const method of [
      'model.sale.opportunity.write',
      'model.sale.opportunity.create',
      'model.sale.opportunity.delete',
      'model.sale.sale.quote',
      'wizard.account.invoice.pay.execute',
      'model.x.search.write',
    ])
      expect(call(method), method).toBe(false)
  })

  it('is told by what the body says, and goes to the declared address only', () => {
    expect(isRead(rules, { method: 'POST', path: '/crm/', call: 'model.a.read', body: { method: 'model.a.write' } })).toBe(false)
    expect(isRead(rules, { method: 'POST', path: '/other/', call: 'model.a.read', body: { method: 'model.a.read' } })).toBe(false)
    expect(isRead(rules, { method: 'GET', path: '/crm/' })).toBe(false)
  })
})

it('sums quantities times prices to the last digit', () => {
  expect(
    sumOfProducts([
      ['0.1', '3'],
      ['0.2', '1.5'],
      ['-2', '0.05'],
    ]),
  ).toBe('0.5')
  expect(sumOfProducts([])).toBe('0')
})

it('finds moments that fall into every span, also into one without length', () => {
  const spans = [
    { from: 0, to: 10 },
    { from: 10, to: 10 },
    { from: 10, to: Infinity },
    { from: 5, to: 30 },
    { from: 8, to: 9 },
  ]
  const moments = momentsWithin(spans)
  expect(moments.flatMap(({ within }) => within).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
  for (const { at, within } of moments)
    for (const index of within) {
      const { from, to } = spans[index]!
      expect(from <= at && (at < to || from === to || to === Infinity), `${index} at ${at}`).toBe(true)
    }
})

it('reads stamps as systems write them, those without a zone as UTC', () => {
  const noon = Date.UTC(2026, 2, 1, 12)
  for (const text of ['2026-03-01T12:00:00Z', '2026-03-01 12:00:00', '2026-03-01T14:00:00+02:00', String(noon), String(noon / 1000)])
    expect(momentOf(text), text).toBe(noon)
  expect(momentOf('yesterday')).toBeNull()
})
