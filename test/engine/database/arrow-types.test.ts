import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArrowTable } from '../../../src/engine/database/arrow-table.ts'
import type { CellValue } from '../../../src/engine/database/arrow-table.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
})

afterAll(() => database.close())

interface TypeCase {
  readonly type: string
  readonly arrow: string
  readonly values: readonly string[]
  /** How DuckDB writes a value `v` as the text to compare with; a cast by default. */
  readonly text?: string
}

const integers = (type: string, arrow: string, low: string, high: string): TypeCase => ({
  type,
  arrow,
  values: ['0', '1', '42', low, high],
})

const decimals = ([precision, scale]: readonly [number, number]): TypeCase => {
  const nines = '9'.repeat(precision)
  const largest = scale === 0 ? nines : `${nines.slice(0, precision - scale)}.${nines.slice(precision - scale)}`
  const smallest = scale === 0 ? '1' : `0.${'1'.padStart(scale, '0')}`
  return {
    type: `decimal(${precision},${scale})`,
    arrow: `Decimal[${precision}e${scale === 0 ? '' : '+'}${scale}]`,
    values: ['0', largest, `-${largest}`, smallest, `-${smallest}`].map((value) => `'${value}'`),
    // DuckDB writes DECIMAL(5,5) without the zero before the point.
    text: "regexp_replace(v::varchar, '^(-?)\\.', '\\10.')",
  }
}

const widths = [
  [1, 0],
  [4, 2],
  [5, 5],
  [9, 3],
  [10, 2],
  [18, 2],
  [18, 18],
  [19, 0],
  [38, 0],
  [38, 10],
  [38, 38],
] as const

const cases: readonly TypeCase[] = [
  { type: 'boolean', arrow: 'Bool', values: ['true', 'false'] },
  integers('tinyint', 'Int8', '-128', '127'),
  integers('smallint', 'Int16', '-32768', '32767'),
  integers('integer', 'Int32', '-2147483648', '2147483647'),
  integers('bigint', 'Int64', "'-9223372036854775808'", '9223372036854775807'),
  integers('utinyint', 'Uint8', '0', '255'),
  integers('usmallint', 'Uint16', '0', '65535'),
  integers('uinteger', 'Uint32', '0', '4294967295'),
  integers('ubigint', 'Uint64', '0', '18446744073709551615'),
  integers('hugeint', 'Decimal[38e0]', "'-170141183460469231731687303715884105728'", "'170141183460469231731687303715884105727'"),
  { type: 'uhugeint', arrow: 'Utf8', values: ["'340282366920938463463374607431768211455'", '0'] },
  {
    type: 'float',
    arrow: 'Float32',
    values: ['0', '1.5', "'-0'", "'inf'", "'-inf'", "'nan'", "'3.4028235e38'", "'1e-45'"],
    text: 'v::double::varchar',
  },
  {
    type: 'double',
    arrow: 'Float64',
    values: ['0', '0.1', "'-0'", "'inf'", "'-inf'", "'nan'", "'1.7976931348623157e308'", "'5e-324'", '123456789.12345678'],
  },
  ...widths.map(decimals),
  {
    type: 'varchar',
    arrow: 'Utf8',
    values: [
      "''",
      "'a'",
      "'twelve bytes'",
      "'thirteen byte'",
      "'北京市'",
      "'😀𠮷 four-byte characters'",
      'chr(0)',
      "'a' || chr(0) || 'b'",
      "'long before ' || chr(0) || ' long after'",
      "repeat('x', 12)",
      "repeat('y', 13)",
      "repeat('长', 100000)",
      `'quote " and '' and \\ and ' || chr(10)`,
    ],
  },
  {
    type: "enum('new', '', '北京', 'ein langer Name der Phase')",
    arrow: 'Dictionary<Uint8, Utf8>',
    values: ["'北京'", "''", "'new'", "'ein langer Name der Phase'"],
  },
  {
    type: 'date',
    arrow: 'Date32<DAY>',
    values: [
      "'2017-12-31'",
      "'2020-02-29'",
      "'1970-01-01'",
      "'1969-12-31'",
      "'0001-01-01'",
      "'0044-03-15 (BC)'",
      "'5877642-06-25 (BC)'",
      "'5881580-07-10'",
      "'9999-12-31'",
      "'infinity'",
      "'-infinity'",
    ],
  },
  {
    type: 'timestamp',
    arrow: 'Timestamp<MICROSECOND>',
    values: [
      "'2017-12-31 23:59:59'",
      "'2017-12-31 23:59:59.5'",
      "'1969-12-31 23:59:59.999999'",
      "'1970-01-01'",
      "'290309-12-22 (BC) 00:00:00'",
      "'294247-01-10 04:00:54.775806'",
      "'infinity'",
      "'-infinity'",
    ],
  },
  {
    type: 'timestamp_s',
    arrow: 'Timestamp<SECOND>',
    values: ["'2017-12-31 23:59:59'", "'1900-01-01 00:00:01'", "'infinity'", "'-infinity'"],
  },
  {
    type: 'timestamp_ms',
    arrow: 'Timestamp<MILLISECOND>',
    values: ["'2017-12-31 23:59:59.123'", "'1900-01-01 00:00:01.009'", "'infinity'"],
  },
  {
    type: 'timestamp_ns',
    arrow: 'Timestamp<NANOSECOND>',
    values: ["'2017-12-31 23:59:59.123456789'", "'1900-01-01 00:00:01'", "'2262-04-11 23:47:16.854775806'", "'infinity'", "'-infinity'"],
    text: "regexp_replace(v::varchar, '\\.?0+$', '')",
  },
  {
    type: 'timestamptz',
    arrow: 'Timestamp<MICROSECOND, UTC>',
    values: ["'2017-12-31 23:59:59.25+08'", "'1969-12-31 23:59:59-05'", "'infinity'", "'-infinity'"],
  },
  { type: 'time', arrow: 'Time64<MICROSECOND>', values: ["'00:00:00'", "'08:05:00.25'", "'23:59:59.999999'", "'24:00:00'"] },
  {
    type: 'interval',
    arrow: 'Utf8',
    values: ["'1 year 2 months -3 days 04:05:06.789'", "'0 days'", "'3000000 hours'", "'-2 hours'", "'14 months'"],
  },
  {
    type: 'uuid',
    arrow: 'Utf8',
    values: ["'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'", "'0123abcd-4567-89ef-8123-456789abcdef'"],
  },
  {
    type: 'blob',
    arrow: 'Binary',
    values: ["'\\x00\\xFF'::blob", "''::blob", "'a longer blob than twelve bytes \\xC3'::blob"],
    text: 'hex(v)',
  },
  {
    type: 'varchar[]',
    arrow: 'List<Utf8>',
    values: ['[]', "['a']", "['北京', null, '', 'a text that lies on the heap']", '[null]'],
    text: 'to_json(v)::varchar',
  },
  { type: 'integer[]', arrow: 'List<Int32>', values: ['[]', '[1, null, -3]', '[2147483647]'], text: 'to_json(v)::varchar' },
  { type: 'double[]', arrow: 'List<Float64>', values: ['[]', '[1.5, null]'], text: 'to_json(v)::varchar' },
  { type: "enum('x', 'y')[]", arrow: 'List<Dictionary<Uint8, Utf8>>', values: ["['y', null, 'x']", '[]'], text: 'to_json(v)::varchar' },
  { type: 'integer[2]', arrow: 'List<Int32>', values: ['[1, 2]', '[null, 4]'], text: 'to_json(v)::varchar' },
  {
    type: 'varchar[][]',
    arrow: 'List<List<Utf8>>',
    values: ["[['a', 'b'], null, []]", "[['text on the heap of the vector']]"],
    text: 'to_json(v)::varchar',
  },
  {
    type: 'struct(a integer, b varchar, c date)',
    arrow: 'Struct<{a:Int32, b:Utf8, c:Date32<DAY>}>',
    values: ["{a: 1, b: 'x', c: '2020-02-29'}", '{a: null, b: null, c: null}', "{a: -5, b: 'a text that lies on the heap', c: null}"],
    text: 'to_json(v)::varchar',
  },
  { type: 'map(varchar, integer)', arrow: 'Utf8', values: ["map {'a': 1}"], text: "replace(v::varchar, 'a=1', '''a'': 1')" },
  { type: 'json', arrow: 'Utf8', values: [`'{"a": [1, 2, "北京"]}'`] },
]

/** A cell in the words of DuckDB's cast, except numbers, which are compared as numbers. */
function cellText(cell: CellValue): unknown {
  if (cell === null || typeof cell === 'string') return cell
  if (typeof cell === 'boolean' || typeof cell === 'bigint') return String(cell)
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('hex').toUpperCase()
  return typeof cell === 'object' ? JSON.stringify(cell) : cell
}

function expectedCell(text: string | null, cell: CellValue): unknown {
  if (typeof cell !== 'number' || text === null) return text
  return Number(text.replace('inf', 'Infinity'))
}

async function makeTable({ type, values }: TypeCase, rows: number): Promise<void> {
  await database.run(`create or replace table samples (k integer, v ${type})`)
  for (const [k, value] of values.entries()) await database.run(`insert into samples values (${k}, (${value})::${type})`)
  await database.run(`create or replace table t as
    select range::integer as row, v from range(${rows})
    left join samples on range % ${values.length} = k and not (range % 5 = 3 or range between 4000 and 4400)`)
}

describe.each(cases)('$type', (typeCase) => {
  it('comes through value by value, with NULLs, over several chunks', async () => {
    await makeTable(typeCase, 5000)
    const { bytes, rowCount } = await database.arrow('select v from t order by row')
    const expected = await database.rows<{ text: string | null }>(`select ${typeCase.text ?? 'v::varchar'} as text from t order by row`)
    const column = readArrowTable(bytes).column('v')
    expect(rowCount).toBe(5000)
    const cells = column.values()
    const differences = expected.flatMap(({ text }, row) => {
      const cell = cells[row] ?? null
      return Object.is(cellText(cell), expectedCell(text, cell)) ? [] : [{ row, cell, text }]
    })
    expect(differences.slice(0, 5)).toEqual([])
    expect(cells).toHaveLength(5000)
    expect(cells.filter((cell) => cell === null).length).toBeGreaterThan(1000)
    expect(column.at(4999)).toEqual(cells[4999])
  })

  it('keeps its type with zero rows, and when every value is NULL', async () => {
    await makeTable(typeCase, 10)
    const empty = tableFromIPC((await database.arrow('select v from t where row < 0')).bytes)
    const nothing = tableFromIPC((await database.arrow('select samples.v from t left join samples on k = -1')).bytes)
    expect([empty.numRows, nothing.numRows]).toEqual([0, 10])
    expect([empty, nothing].map(({ schema }) => schema.fields[0]?.type.toString())).toEqual([typeCase.arrow, typeCase.arrow])
    expect(nothing.getChild('v')?.nullCount).toBe(10)
  })
})
