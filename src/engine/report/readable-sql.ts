import { quoteLiteral } from '../database/identifier.ts'
import type { Statement } from './cells-sql.ts'

/** A statement with its values written out, for reading; what runs takes them as parameters. */
export function readableSql({ sql, params }: Statement): string {
  return sql.replaceAll(/\$(p\d+)::([a-z]+)/g, (whole, name: string, type: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (value === null) return 'null'
    return type === 'varchar' ? quoteLiteral(String(value).replaceAll('\0', '\u2400')) : String(value)
  })
}
