import { quoteLiteral } from '../../database/identifier.ts'
import type { TableSource } from '../readers/table-source.ts'
import { nullWords } from './column-evidence.ts'

/** The name of a column of a rendition inside SQL: by position, since headers may hold anything. */
export function cellName(index: number): string {
  return `c${index}`
}

/** `read_csv(...)` over a rendition: `row_number` and every cell as text, by position. */
export function renditionSql(table: Pick<TableSource, 'headers' | 'rendition'>): string {
  const columns = ["'row_number': 'BIGINT'", ...table.headers.map((_, index) => `'${cellName(index)}': 'VARCHAR'`)]
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
  ]
  return `read_csv(${options.join(', ')})`
}
