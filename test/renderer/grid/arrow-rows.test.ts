import {
  Bool,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { arrowRows, dayText, decimalOf } from '../../../renderer/grid/arrow-rows.ts'

function streamOf(columns: Record<string, Vector>): Uint8Array {
  return tableToIPC(new Table(columns), 'stream')
}

describe('rows of an Arrow stream', () => {
  it('give days as text, before 1970 and on leap days too', () => {
    // Day numbers by `date -u -d ... +%s` divided by 86400.
    const days = new Vector([makeData({ type: new DateDay(), data: new Int32Array([0, 17531, -1, 11016, -25567]) })])
    const rows = arrowRows(streamOf({ day: days }))
    expect([0, 1, 2, 3, 4].map((row) => rows.value(row, 'day'))).toEqual([
      '1970-01-01',
      '2017-12-31',
      '1969-12-31',
      '2000-02-29',
      '1900-01-01',
    ])
  })

  it('give moments as text to the microsecond', () => {
    const moments = new Vector([
      makeData({ type: new TimestampMicrosecond(), data: new BigInt64Array([0n, 1_514_764_799_000_001n, -1_000_000n]) }),
    ])
    const rows = arrowRows(streamOf({ at: moments }))
    expect([0, 1, 2].map((row) => rows.value(row, 'at'))).toEqual([
      '1970-01-01 00:00:00',
      '2017-12-31 23:59:59.000001',
      '1969-12-31 23:59:59',
    ])
  })

  it('give decimals with all of their digits', () => {
    const type = new Decimal(2, 38)
    // 12345678901234567890.12 and -0.05 as little-endian 128-bit words.
    const words = new Uint32Array([...wordsOf(1234567890123456789012n), ...wordsOf(-5n)])
    const rows = arrowRows(streamOf({ amount: new Vector([makeData({ type, data: words })]) }))
    expect([rows.value(0, 'amount'), rows.value(1, 'amount')]).toEqual(['12345678901234567890.12', '-0.05'])
  })

  it('give big integers, booleans, numbers and text as they are, and null for nothing', () => {
    const rows = arrowRows(
      streamOf({
        big: vectorFromArray([9007199254740993n, null], new Int64()),
        yes: vectorFromArray([true, null], new Bool()),
        share: vectorFromArray([0.5, null], new Float64()),
        name: vectorFromArray(['北京', null], new Utf8()),
      }),
    )
    expect(rows.columns).toEqual(['big', 'yes', 'share', 'name'])
    expect(rows.columns.map((column) => rows.value(0, column))).toEqual([9007199254740993n, true, 0.5, '北京'])
    expect(rows.columns.map((column) => rows.value(1, column))).toEqual([null, null, null, null])
  })

  it('know their columns when there is no row', () => {
    const schema = new Schema([new Field('n', new Int32()), new Field('day', new DateDay())])
    const empty = new RecordBatch(
      schema,
      makeData({
        type: new Struct(schema.fields),
        length: 0,
        children: [makeData({ type: new Int32(), length: 0 }), makeData({ type: new DateDay(), length: 0 })],
      }),
    )
    const rows = arrowRows(tableToIPC(new Table(schema, [empty]), 'stream'))
    expect(rows.count).toBe(0)
    expect(rows.columns).toEqual(['n', 'day'])
    expect(rows.value(0, 'n')).toBe(null)
    expect(rows.value(0, 'nothing')).toBe(null)
  })
})

it('counts days like a calendar over four centuries', () => {
  const counted = new Set<string>()
  for (let day = -146_097; day <= 146_097; day += 1) counted.add(dayText(day))
  expect(counted.size).toBe(2 * 146_097 + 1)
  expect(counted.has('1900-02-29')).toBe(false)
  expect(dayText(-146_097)).toBe('1570-01-01')
  expect(dayText(146_097)).toBe('2370-01-01')
})

it('reads a decimal without decimals', () => {
  expect(decimalOf(wordsOf(-42n), 0)).toBe('-42')
  expect(decimalOf(wordsOf(0n), 3)).toBe('0.000')
})

function wordsOf(value: bigint): Uint32Array {
  const all = BigInt.asUintN(128, value)
  return new Uint32Array([0n, 32n, 64n, 96n].map((shift) => Number((all >> shift) & 0xffffffffn)))
}
