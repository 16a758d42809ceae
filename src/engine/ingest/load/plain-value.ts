import type { ValueType } from '../recognise/change-vocabulary.ts'
import { cellReading } from './cell-reading.ts'

/** How the dates of a file with parts like 03/04/2024 are to be read; null where nothing tells. */
export type PartOrder = 'dmy' | 'mdy' | null

export interface PlainReading {
  readonly zone: string
  readonly order: PartOrder
  /** SQL of what the shares of the file are divided by: 75 and 0.75 are the same probability. */
  readonly shareScale: string
}

/** SQL that turns a value as a source wrote it into the text model.field_change holds; null for what is not of this type. */
export function plainValue(type: ValueType, raw: string, { zone, order, shareScale }: PlainReading): string {
  switch (type) {
    case 'decimal':
      return `meta.plain_decimal(${cellReading('decimal', undefined, 'DECIMAL(18,4)', zone).value(raw)})`
    case 'share':
      return `meta.plain_decimal((meta.parse_number(${raw}) / ${shareScale})::decimal(18, 6))`
    case 'integer':
      return `(${cellReading('integer', undefined, 'BIGINT', zone).value(raw)})::varchar`
    case 'boolean':
      return `meta.parse_boolean(${raw})::varchar`
    case 'date':
      return `(${moment(raw, 'DATE', zone, order)})::varchar`
    case 'timestamp':
      return `(${moment(raw, 'TIMESTAMP', zone, order)})::varchar`
    case 'currency':
      return `meta.parse_currency(${raw})`
    default:
      return raw
  }
}

export const partsFirst = String.raw`\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b.*`

function moment(raw: string, sqlType: string, zone: string, order: PartOrder): string {
  const written = (format: string | undefined): string => cellReading('timestamp', format, sqlType, zone).value(raw)
  const parts = order === null ? `null::${sqlType}` : written(order)
  return `case when regexp_full_match(${raw}, '\\d{12,13}') then ${written('epoch-ms')} when regexp_full_match(${raw}, '${partsFirst}') then ${parts} else ${written(undefined)} end`
}

/** SQL of the text of a value that is typed already, by its SQL type. */
export function plainText(expression: string, sqlType: string): string {
  const isNumber = sqlType.startsWith('DECIMAL') || sqlType === 'DOUBLE'
  return isNumber ? `meta.plain_decimal(${expression})` : `(${expression})::varchar`
}
