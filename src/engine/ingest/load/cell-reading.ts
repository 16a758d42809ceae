import type { CellType } from '../../../contract/imports.ts'
import { quoteLiteral } from '../../database/identifier.ts'

/** How one cell becomes a typed value. `canFail`: a filled cell may come out as null, which makes its row unusable. */
export interface CellReading {
  /** The type DuckDB's CSV reader gives the cell; VARCHAR where the text is converted afterwards. */
  readonly read: string
  readonly value: (cell: string) => string
  readonly canFail: boolean
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

export function textReading(): CellReading {
  return { read: 'VARCHAR', value: (cell) => `meta.trimmed(${cell})`, canFail: false }
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
 * format DuckDB reads the cell itself; `shows` is the type its values show then. `zone` is the workspace's time zone:
 * moments with a zone become its wall clock.
 */
export function cellReading(
  type: CellType,
  format: string | undefined,
  sqlType: string,
  zone: string,
  shows: CellType = type,
): CellReading {
  if (type === 'text') return textReading()
  if (type === 'boolean') return { read: 'VARCHAR', value: (cell) => `meta.parse_boolean(${cell})`, canFail: true }
  if (isDate(type)) return format === undefined ? nativeMoment(shows, sqlType) : writtenMoment(format, sqlType, zone)
  // As DOUBLE the reader would take `NaN` and `inf` for numbers.
  if (format === undefined)
    return sqlType === 'DOUBLE'
      ? { read: 'DECIMAL(28,8)', value: (cell) => `${cell}::DOUBLE`, canFail: false }
      : { read: sqlType, value: (cell) => cell, canFail: false }
  return { read: 'VARCHAR', value: (cell) => writtenNumber(cell, format, sqlType), canFail: true }
}

/** The reading that takes over where DuckDB's own reader met a cell it could not read. */
export function patientReading(type: CellType, sqlType: string, zone: string): CellReading {
  return isDate(type) ? writtenMoment('ymd', sqlType, zone) : cellReading(type, 'number', sqlType, zone)
}

function nativeMoment(shows: CellType, sqlType: string): CellReading {
  return { read: shows === 'timestamp' ? 'TIMESTAMP' : 'DATE', value: (cell) => `meta.calendar_moment(${cell})::${sqlType}`, canFail: true }
}

function writtenNumber(cell: string, format: string, sqlType: string): string {
  if (format === 'number-comma') return `try_cast(meta.parse_number_comma(${cell}) as ${sqlType})`
  const factor = /^number-(\d+)$/.exec(format)?.[1]
  return `try_cast(meta.parse_number(${cell})${factor === undefined ? '' : ` * ${factor}`} as ${sqlType})`
}

function writtenMoment(format: string, sqlType: string, zone: string): CellReading {
  const moment = momentExpression(format, zone)
  return { read: 'VARCHAR', value: (cell) => `meta.calendar_moment(${moment(cell)})::${sqlType}`, canFail: true }
}

function momentExpression(format: string, zone: string): (cell: string) => string {
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
