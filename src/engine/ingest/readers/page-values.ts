import type { PageColumn, SourceRecord } from './page-format.ts'

/** What stands at a place of a record; undefined where there is no such place. */
export function valueAt(record: unknown, place: readonly string[]): unknown {
  let value = record
  for (const name of place) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Array.isArray(value) ? value[Number(name)] : (value as Readonly<Record<string, unknown>>)[name]
  }
  return value
}

/**
 * A value as a cell: nothing is empty, lists are joined by `;`, other structures stay JSON. Tryton's typed values (decimals as
 * text, naive UTC moments as parts) become plain decimals, days and moments with a zone.
 */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isInteger(value) ? value.toString() : decimalText(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(cellOf).join(';')
  return typedText(value as Readonly<Record<string, unknown>>)
}

/** 1e21 and 1e-7 would be no plain numbers. */
function decimalText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

function typedText(value: Readonly<Record<string, unknown>>): string {
  const part = (name: string, length = 2): string => (plain(value[name]) || '0').padStart(length, '0')
  const time = (): string => {
    const fraction = value['microsecond'] ? `.${part('microsecond', 6)}` : ''
    return `${part('hour')}:${part('minute')}:${part('second')}${fraction}`
  }
  switch (value['__class__']) {
    case 'Decimal':
      return plain(value['decimal'])
    case 'date':
      return `${part('year', 4)}-${part('month')}-${part('day')}`
    case 'datetime':
      return `${part('year', 4)}-${part('month')}-${part('day')}T${time()}Z`
    case 'time':
      return time()
    case 'timedelta':
      return plain(value['seconds'])
    default:
      return JSON.stringify(value)
  }
}

/** A flag, or anything that is there. */
export function isYes(cell: string): boolean {
  return !/^(|0|no|false|null)$/i.test(cell)
}

/** The cell of one column. */
export function columnCell(column: PageColumn, record: SourceRecord): string {
  if (column.constant !== undefined) return column.constant
  const cells = column.from.map((place) => cellOf(valueAt(record, place)))
  if (column.as === 'flag') return String(cells.some(isYes))
  const found = cells.find((cell) => cell !== '') ?? ''
  if (found === '') return ''
  return `${column.prefix ?? ''}${column.map?.[found] ?? found}`
}

/** A column for every field of the records so far, parts of structures as fields of their own. */
export function addFields(columns: Map<string, PageColumn>, value: SourceRecord, place: readonly string[] = []): void {
  for (const [name, part] of Object.entries(value)) {
    const from = [...place, name]
    const isWhole = typeof part !== 'object' || part === null || Array.isArray(part) || '__class__' in part || from.length > 3
    if (!isWhole) addFields(columns, part as SourceRecord, from)
    else if (!columns.has(from.join('.'))) columns.set(from.join('.'), { header: from.join('.'), from: [from], as: 'value' })
  }
}
