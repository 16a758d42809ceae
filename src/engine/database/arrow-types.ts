import { DuckDBTypeId, DuckDBVector } from '@duckdb/node-api'
import type { DuckDBType } from '@duckdb/node-api'
import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  Struct,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import type { DataType } from 'apache-arrow'
import type { ColumnPlan } from './column-builder.ts'
import { BooleanBuilder, FixedBuilder, widenDecimal } from './fixed-builders.ts'
import type { FixedArray } from './fixed-builders.ts'
import { ListBuilder, StructBuilder } from './nested-builders.ts'
import { TextBuilder, WrittenBuilder } from './text-builders.ts'
import type { VectorSource } from './vector-source.ts'

type View = (bytes: Uint8Array) => FixedArray

/**
 * The Arrow type of each DuckDB type: the same where Arrow has it. HUGEINT becomes Decimal128(38, 0), ENUM a dictionary,
 * UUID and INTERVAL (whose microseconds do not fit Arrow's nanoseconds) their text, and so do the types the model
 * never uses: UHUGEINT, BIT, BIGNUM, TIME WITH TIME ZONE, MAP, UNION, VARIANT.
 */
export function columnPlan(type: DuckDBType): ColumnPlan {
  return simplePlan(type.typeId) ?? composedPlan(type)
}

function simplePlan(typeId: DuckDBTypeId): ColumnPlan | null {
  switch (typeId) {
    case DuckDBTypeId.BOOLEAN:
      return boolean()
    case DuckDBTypeId.TINYINT:
      return fixed(new Int8(), 1, bytesView(Int8Array))
    case DuckDBTypeId.SMALLINT:
      return fixed(new Int16(), 2, bytesView(Int16Array))
    case DuckDBTypeId.INTEGER:
      return fixed(new Int32(), 4, bytesView(Int32Array))
    case DuckDBTypeId.BIGINT:
      return fixed(new Int64(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.UTINYINT:
      return fixed(new Uint8(), 1, bytesView(Uint8Array))
    case DuckDBTypeId.USMALLINT:
      return fixed(new Uint16(), 2, bytesView(Uint16Array))
    case DuckDBTypeId.UINTEGER:
      return fixed(new Uint32(), 4, bytesView(Uint32Array))
    case DuckDBTypeId.UBIGINT:
      return fixed(new Uint64(), 8, bytesView(BigUint64Array))
    case DuckDBTypeId.HUGEINT:
      return fixed(new Decimal(0, 38, 128), 16, bytesView(Uint32Array))
    case DuckDBTypeId.FLOAT:
      return fixed(new Float32(), 4, bytesView(Float32Array))
    case DuckDBTypeId.DOUBLE:
      return fixed(new Float64(), 8, bytesView(Float64Array))
    case DuckDBTypeId.DATE:
      return fixed(new DateDay(), 4, bytesView(Int32Array))
    case DuckDBTypeId.TIME:
      return fixed(new TimeMicrosecond(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.TIME_NS:
      return fixed(new TimeNanosecond(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.TIMESTAMP:
      return fixed(new TimestampMicrosecond(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.TIMESTAMP_TZ:
      return fixed(new TimestampMicrosecond('UTC'), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.TIMESTAMP_S:
      return fixed(new TimestampSecond(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.TIMESTAMP_MS:
      return fixed(new TimestampMillisecond(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.TIMESTAMP_NS:
      return fixed(new TimestampNanosecond(), 8, bytesView(BigInt64Array))
    case DuckDBTypeId.VARCHAR:
      return text(new Utf8())
    case DuckDBTypeId.BLOB:
      return text(new Binary())
    case DuckDBTypeId.UUID:
      return written(uuidText)
    default:
      return null
  }
}

function composedPlan(type: DuckDBType): ColumnPlan {
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL:
      return decimal(type.width, type.scale)
    case DuckDBTypeId.ENUM:
      return dictionary(type.values, type.internalTypeId)
    case DuckDBTypeId.LIST:
      return list(columnPlan(type.valueType), null)
    case DuckDBTypeId.ARRAY:
      return list(columnPlan(type.valueType), type.length)
    case DuckDBTypeId.STRUCT:
      return struct(type.entryNames, type.entryTypes.map(columnPlan))
    default:
      return written((source) => driverText(source, type))
  }
}

interface TypedArrayConstructor {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): unknown
}

function bytesView(constructor: TypedArrayConstructor): View {
  return (bytes) => new constructor(bytes.buffer, bytes.byteOffset, bytes.byteLength / constructor.BYTES_PER_ELEMENT) as FixedArray
}

function fixed(type: DataType, width: number, view: View): ColumnPlan {
  return { type, builder: (rows) => new FixedBuilder({ type, width, view }, rows) }
}

function boolean(): ColumnPlan {
  const type = new Bool()
  return { type, builder: () => new BooleanBuilder(type) }
}

/** BLOB has the layout of VARCHAR in DuckDB and in Arrow. */
function text(type: Utf8 | Binary): ColumnPlan {
  return { type, builder: (rows) => new TextBuilder(type as Utf8, rows) }
}

function written(write: (source: VectorSource) => (row: number) => string): ColumnPlan {
  const type = new Utf8()
  return { type, builder: () => new WrittenBuilder(type, write) }
}

function decimal(precision: number, scale: number): ColumnPlan {
  const type = new Decimal(scale, precision, 128)
  const layout = { type, width: 16, view: bytesView(Uint32Array) }
  const width = precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : null
  return { type, builder: (rows) => new FixedBuilder(width === null ? layout : { ...layout, widen: widenDecimal[width] }, rows) }
}

function dictionary(values: readonly string[], codes: DuckDBTypeId): ColumnPlan {
  const texts = vectorFromArray(values, new Utf8())
  const [index, width, view] =
    codes === DuckDBTypeId.UTINYINT
      ? ([new Uint8(), 1, bytesView(Uint8Array)] as const)
      : codes === DuckDBTypeId.USMALLINT
        ? ([new Uint16(), 2, bytesView(Uint16Array)] as const)
        : ([new Uint32(), 4, bytesView(Uint32Array)] as const)
  const type = new Dictionary(new Utf8(), index)
  return { type, builder: (rows) => new FixedBuilder({ type, width, view, dictionary: texts }, rows) }
}

function list(items: ColumnPlan, arrayLength: number | null): ColumnPlan {
  const type = new List(new Field('item', items.type, true))
  return { type, builder: (rows) => new ListBuilder(type, items.builder(rows * (arrayLength ?? 1)), arrayLength) }
}

function struct(names: readonly string[], plans: readonly ColumnPlan[]): ColumnPlan {
  const type = new Struct(plans.map((plan, index) => new Field(names[index] ?? '', plan.type, true)))
  return {
    type,
    builder: (rows) =>
      new StructBuilder(
        type,
        plans.map((plan) => plan.builder(rows)),
      ),
  }
}

/** DuckDB keeps a UUID as 128 bits with the highest bit flipped, so that it sorts as a number. */
function uuidText(source: VectorSource): (row: number) => string {
  const words = source.words(16)
  const word = (index: number): string => (words[index] ?? 0).toString(16).padStart(8, '0')
  return (row) => {
    const first = ((words[row * 4 + 3] ?? 0) ^ 0x8000_0000) >>> 0
    const [second, third] = [word(row * 4 + 2), word(row * 4 + 1)]
    return `${first.toString(16).padStart(8, '0')}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${word(row * 4)}`
  }
}

function driverText(source: VectorSource, type: DuckDBType): (row: number) => string {
  const vector = DuckDBVector.create(source.vector, source.size, type)
  return (row) => String(vector.getItem(row))
}
