import { quoteLiteral } from '../../database/identifier.ts'
import type { TableSource } from '../readers/table-source.ts'
import { nullWords } from './column-evidence.ts'

/** The name of a column of a rendition inside SQL: by position, since headers may hold anything. */
export function cellName(index: number): string {
  return `c${index}`
}

/** `read_csv(...)` over a rendition: `row_number` and one column per header, `types` by position and text otherwise. */
export function renditionSql(
  table: Pick<TableSource, 'headers' | 'rendition'>,
  types: ReadonlyMap<number, string> = new Map(),
  rejects?: { table: string; scan: string },
): string {
  const columns = ["'row_number': 'BIGINT'", ...table.headers.map((_, index) => `'${cellName(index)}': '${types.get(index) ?? 'VARCHAR'}'`)]
  const options = [
    quoteLiteral(table.rendition.path),
    'auto_detect = false',
    'header = true',
    `delim = ${quoteLiteral(table.rendition.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `nullstr = [${nullWords.map(quoteLiteral).join(', ')}]`,
    'max_line_size = 16000000',
    `columns = {${columns.join(', ')}}`,
    ...(rejects
      ? [
          'store_rejects = true',
          'rejects_limit = 0',
          `rejects_table = ${quoteLiteral(rejects.table)}`,
          `rejects_scan = ${quoteLiteral(rejects.scan)}`,
        ]
      : []),
  ]
  return `read_csv(${options.join(', ')})`
}
