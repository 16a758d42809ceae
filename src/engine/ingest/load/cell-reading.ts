import type { CellType } from '../../../contract/imports.ts'
import { quoteLiteral } from '../../database/identifier.ts'

/** How the text of a cell becomes a typed value. `canFail`: a filled cell may come out as null, which makes its row unusable. */
export interface CellReading {
  readonly value: (cell: string) => string
  readonly canFail: boolean
  /** Of ids: where their text may not be what they are read as. */
  readonly mayDiffer?: (cell: string) => string
}

const times = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p', 'T%H:%M:%S', 'T%H:%M']
const yearFirst = ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%d %b %Y', '%d-%b-%Y', '%b %d, %Y', '%b %d %Y', '%d %B %Y', '%B %d, %Y', '%B %d %Y']
// Two-digit years come first: `%Y` would read 24 as the year 24.
const dayFirst = ['%d/%m/%y', '%d-%m-%y', '%d.%m.%y', '%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', ...yearFirst]
const monthFirst = ['%m/%d/%y', '%m-%d-%y', '%m.%d.%y', '%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y', ...yearFirst]
const monthsOnly = ['%Y-%m', '%Y/%m', '%Y.%m', '%b %Y', '%B %Y', '%Y']

function formatList(dates: readonly string[]): string {
  const all = [...dates.flatMap((date) => times.map((time) => date + time)), ...monthsOnly]
  return `[${all.map(quoteLiteral).join(', ')}]`
}

const formatLists = { ymd: formatList(yearFirst), dmy: formatList(dayFirst), mdy: formatList(monthFirst) }

/** A cell's text without blanks around it. Looking for them is most of what reading a text costs: spared where the reader saw that there are none. */
export function textReading(mayBePadded = true): CellReading {
  return { value: (cell) => (mayBePadded ? `meta.trimmed(${cell})` : cell), canFail: false }
}

const ownFormats = new Set(['ymd', 'dmy', 'mdy', 'serial', 'epoch-ms', 'epoch-s', 'compact', 'quarter', 'zoned', 'number', 'number-comma'])

/** Is this a way of writing this product knows: one of its own names, a unit (`number-10000`) or a format of strptime? */
export function isFormat(format: string): boolean {
  return ownFormats.has(format) || /^number-[1-9]\d{0,8}$/.test(format) || /^(?=.*%)(?:[^%']|%-?[YymdHMSfpIjbBaA])+$/.test(format)
}

function isDate(type: CellType): boolean {
  return type === 'date' || type === 'timestamp'
}

/**
 * The reading for a column of `type`, written as `format` says, going into a column of the SQL type `sqlType`. Without a
 * format the values are written plainly; a cell further down the file that isn't is read with patience, unless `isStrict`.
 * `zone` is the workspace's time zone: moments with a zone become its wall clock.
 */
export function cellReading(type: CellType, format: string | undefined, sqlType: string, zone: string, isStrict = false): CellReading {
  if (type === 'text') return textReading()
  if (type === 'boolean') return { value: (cell) => `meta.parse_boolean(${cell})`, canFail: true }
  if (format !== undefined)
    return isDate(type) ? writtenMoment(format, sqlType, zone) : numberReading((cell) => writtenNumber(cell, format, sqlType))
  if (isDate(type)) return plainMoment(sqlType, zone, isStrict)
  return numberReading((cell) => plainNumber(cell, sqlType, isStrict))
}

function numberReading(value: CellReading['value']): CellReading {
  return { value, canFail: true }
}

// DuckDB's own casts are trusted with these only: they take 1.5 for 2, 0x10 for 16, drop a time from a DATE and a zone from a TIMESTAMP, and know `infinity`.
const plainWhole = String.raw`\s*-?(0|[1-9]\d{0,17})\s*`
const plainDecimal = String.raw`\s*[+-]?(\d{1,15}(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?\s*`
const plainDay = String.raw`\s*\d{4}-\d{1,2}-\d{1,2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?\s*`

function isWhole(sqlType: string): boolean {
  return sqlType === 'BIGINT' || sqlType === 'INTEGER'
}

function plainNumber(cell: string, sqlType: string, isStrict: boolean): string {
  const plain = quoteLiteral(isWhole(sqlType) ? plainWhole : plainDecimal)
  const patient = isStrict ? '' : ` else ${writtenNumber(cell, 'number', sqlType)}`
  return `case when regexp_full_match(${cell}, ${plain}) then try_cast(${cell} as ${sqlType})${patient} end`
}

function plainMoment(sqlType: string, zone: string, isStrict: boolean): CellReading {
  const patient = (cell: string): string => (isStrict ? '' : ` else ${momentExpression('ymd', zone)(cell)}`)
  return {
    value: (cell) =>
      `meta.calendar_moment(case when regexp_full_match(${cell}, ${quoteLiteral(plainDay)}) then try_cast(${cell} as timestamp)${patient(cell)} end)::${sqlType}`,
    canFail: true,
  }
}

function writtenNumber(cell: string, format: string, sqlType: string): string {
  if (format === 'number-comma') return toNumber(`meta.parse_number_comma(${cell})`, sqlType)
  const factor = /^number-(\d+)$/.exec(format)?.[1]
  return toNumber(`meta.parse_number(${cell})${factor === undefined ? '' : ` * ${factor}`}`, sqlType)
}

/** A cast would round a fraction; a number with one is no whole number. */
function toNumber(number: string, sqlType: string): string {
  return isWhole(sqlType)
    ? `list_transform([${number}], lambda n: case when n = trunc(n) then try_cast(n as ${sqlType}) end)[1]`
    : `try_cast(${number} as ${sqlType})`
}

function writtenMoment(format: string, sqlType: string, zone: string): CellReading {
  const moment = momentExpression(format, zone)
  return { value: (cell) => `meta.calendar_moment(${moment(cell)})::${sqlType}`, canFail: true }
}

// strptime takes `infinity` and `epoch` for 1900-01-01, whatever the format.
function momentExpression(format: string, zone: string): (cell: string) => string {
  const moment = anyMoment(format, zone)
  return (cell) => `case when regexp_matches(${cell}, '\\d') then ${moment(cell)} end`
}

function anyMoment(format: string, zone: string): (cell: string) => string {
  const inZone = (moment: string): string => `timezone(${quoteLiteral(zone)}, ${moment})`
  switch (format) {
    case 'serial':
      return (cell) =>
        `case when try_cast(${cell} as double) between 1 and 2958465 then timestamp '1899-12-30' + to_seconds(round(try_cast(${cell} as double) * 86400)::bigint) end`
    case 'epoch-ms':
      return (cell) => inZone(`meta.from_epoch(try_cast(${cell} as double) / 1000)`)
    case 'epoch-s':
      return (cell) => inZone(`meta.from_epoch(try_cast(${cell} as double))`)
    case 'compact':
      return (cell) => `try_strptime(${cell}, '%Y%m%d')`
    case 'quarter':
      return (cell) => `meta.parse_quarter(${cell})`
    case 'zoned':
      return (cell) =>
        `coalesce(${inZone(`try_cast(meta.bare_zone(${cell}) as timestamptz)`)}, try_strptime(meta.bare_moment(${cell}), ${formatLists.ymd}))`
    default:
      return (cell) => writtenDay(cell, format, zone)
  }
}

function writtenDay(cell: string, format: string, zone: string): string {
  if (format === 'dmy' || format === 'mdy') return `try_strptime(meta.bare_moment(${cell}), ${formatLists[format]})`
  if (format !== 'ymd') return `try_strptime(trim(${cell}), ${quoteLiteral(format)})`
  const day = `case when regexp_matches(${cell}, '\\d{4}') then try_strptime(meta.bare_moment(${cell}), ${formatLists.ymd}) end`
  const isZoned = `regexp_matches(${cell}, '\\d:\\d.*(Z|[+-]\\d{2}:?\\d{2})$')`
  const zoned = `case when ${isZoned} then timezone(${quoteLiteral(zone)}, try_cast(meta.bare_zone(${cell}) as timestamptz)) end`
  return `coalesce(${day}, ${zoned})`
}
