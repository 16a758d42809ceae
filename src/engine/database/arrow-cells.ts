import { DataType, TimeUnit } from 'apache-arrow'
import type { Data, Decimal, Dictionary, List, Struct } from 'apache-arrow'
import { dayText, timeText, timestampText } from './calendar-text.ts'
import type { UnitsPerSecond } from './calendar-text.ts'

export type CellKind = 'text' | 'integer' | 'decimal' | 'double' | 'boolean' | 'date' | 'time' | 'timestamp' | 'bytes' | 'list' | 'struct'
export type CellValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly CellValue[]
  | { readonly [field: string]: CellValue }
export type CellReader = (index: number) => CellValue

export function kindOf(type: DataType): CellKind {
  if (DataType.isDictionary(type)) return kindOf(type.dictionary)
  if (DataType.isUtf8(type)) return 'text'
  if (DataType.isInt(type)) return 'integer'
  if (DataType.isDecimal(type)) return 'decimal'
  if (DataType.isFloat(type)) return 'double'
  if (DataType.isBool(type)) return 'boolean'
  if (DataType.isDate(type)) return 'date'
  if (DataType.isTime(type)) return 'time'
  if (DataType.isTimestamp(type)) return 'timestamp'
  if (DataType.isBinary(type)) return 'bytes'
  if (DataType.isList(type)) return 'list'
  if (DataType.isStruct(type)) return 'struct'
  throw new Error(`no cell is read from Arrow's type ${type.typeId}`)
}

/** Reads the cells of one batch of a column straight from its buffers; null where the bitmap says so. */
export function cellReader(data: Data): CellReader {
  const read = valueReader(data)
  const bits = data.nullBitmap
  if (data.nullCount === 0 || bits === undefined || bits.length === 0) return read
  return (index) => (isSet(bits, data.offset + index) ? read(index) : null)
}

function valueReader(data: Data): CellReader {
  const { type, values } = data
  if (DataType.isDictionary(type)) return dictionaryReader(data as Data<Dictionary>)
  if (DataType.isUtf8(type)) return textReader(data)
  if (DataType.isBinary(type)) return (index) => (values as Uint8Array).slice(data.valueOffsets[index], data.valueOffsets[index + 1])
  if (DataType.isBool(type)) return (index) => isSet(values as Uint8Array, data.offset + index)
  if (DataType.isInt(type) || DataType.isFloat(type)) return (index) => (values as Float64Array | BigInt64Array)[index] ?? null
  if (DataType.isDecimal(type)) return decimalReader(values as Uint32Array, type)
  if (DataType.isDate(type)) return (index) => dayText((values as Int32Array)[index] ?? 0)
  if (DataType.isTime(type)) return (index) => timeText((values as BigInt64Array)[index] ?? 0n, perSecond(type.unit))
  if (DataType.isTimestamp(type)) return timestampReader(values as BigInt64Array, perSecond(type.unit), type.timezone)
  if (DataType.isList(type)) return listReader(data as Data<List>)
  if (DataType.isStruct(type)) return structReader(data as Data<Struct>)
  throw new Error(`no cell is read from Arrow's type ${type.typeId}`)
}

function isSet(bits: Uint8Array, index: number): boolean {
  return ((bits[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0
}

function perSecond(unit: TimeUnit): UnitsPerSecond {
  if (unit === TimeUnit.SECOND) return 1n
  if (unit === TimeUnit.MILLISECOND) return 1_000n
  return unit === TimeUnit.MICROSECOND ? 1_000_000n : 1_000_000_000n
}

function textReader(data: Data): CellReader {
  const bytes = data.values as Uint8Array
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const offsets = data.valueOffsets
  return (index) => text.toString('utf8', offsets[index], offsets[index + 1])
}

function dictionaryReader(data: Data<Dictionary>): CellReader {
  const codes = data.values as Uint32Array
  const texts = (data.dictionary?.toArray() ?? []) as readonly string[]
  return (index) => texts[codes[index] ?? 0] ?? null
}

function timestampReader(values: BigInt64Array, units: UnitsPerSecond, zone: string | null | undefined): CellReader {
  const suffix = zone === null || zone === undefined ? '' : '+00'
  return (index) => timestampText(values[index] ?? 0n, units, suffix)
}

function decimalReader(words: Uint32Array, type: Decimal): CellReader {
  const low = new BigUint64Array(words.buffer, words.byteOffset, words.length >>> 1)
  const high = new BigInt64Array(words.buffer, words.byteOffset, words.length >>> 1)
  return (index) => decimalText(((high[index * 2 + 1] ?? 0n) << 64n) | (low[index * 2] ?? 0n), type.scale)
}

/** `-5` with scale 2 is `-0.05`. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString()
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function listReader(data: Data<List>): CellReader {
  const [items] = data.children
  if (items === undefined) throw new Error('a list without items')
  const read = cellReader(items)
  const offsets = data.valueOffsets
  return (index) => {
    const start = offsets[index] ?? 0
    return Array.from({ length: (offsets[index + 1] ?? start) - start }, (_, item) => read(start + item))
  }
}

function structReader(data: Data<Struct>): CellReader {
  const fields = data.type.children.map((field, index) => {
    const child = data.children[index]
    if (child === undefined) throw new Error(`a struct without its field ${field.name}`)
    return [field.name, cellReader(child)] as const
  })
  return (index) => Object.fromEntries(fields.map(([name, read]) => [name, read(index)]))
}
