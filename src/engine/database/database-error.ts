import { HelmdeckError } from '../../contract/errors.ts'
import type { ErrorCode } from '../../contract/errors.ts'

/** A statement that failed by our mistake. The SQL stands beside the message, never in it. */
export class DatabaseError extends Error {
  readonly sql: string

  constructor(message: string, sql: string, cause: unknown) {
    super(message, { cause })
    this.name = 'DatabaseError'
    this.sql = sql
  }
}

const actionable: readonly (readonly [ErrorCode, RegExp])[] = [
  ['cancelled', /^INTERRUPT Error/i],
  ['query-too-large', /^Out of Memory Error: (?!.*max_temp_directory_size)/i],
  ['disk-full', /No space left on device|Disk quota exceeded|File too large|\bENOSPC\b|\bEFBIG\b|max_temp_directory_size/i],
  ['workspace-in-use', /Could not set lock on file|Conflicting lock is held|being used by another process/i],
  ['workspace-unwritable', /: Permission denied|Read-only file system|Operation not permitted|\b(EACCES|EROFS|EPERM)\b/i],
  ['workspace-missing', /Cannot open file .*: No such file or directory/i],
  ['not-a-workspace', /not a valid DuckDB database file|database file.* is corrupt/i],
]

/** What DuckDB reported, as an error the user can act on where there is one, else as a DatabaseError. */
export function databaseError(cause: unknown, sql: string): Error {
  if (cause instanceof HelmdeckError || cause instanceof DatabaseError) return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  const code = actionable.find(([, pattern]) => pattern.test(message))?.[0]
  if (code !== undefined) return new HelmdeckError(code, {}, { cause })
  return new DatabaseError(withoutQueryText(message), sql, cause)
}

/** DuckDB ends its messages with the line of SQL it stumbled over. */
function withoutQueryText(message: string): string {
  return message.replace(/\n+LINE \d+:[\s\S]*$/, '')
}
