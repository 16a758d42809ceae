import { destination, pino } from 'pino'
import type { EngineLog } from '../engine/engine-context.ts'

/** Lines of JSON on stderr; HELMDECK_LOG sets the level. Tokens and secrets are never among the details, redaction is the second wall. */
export function createLog(level = process.env['HELMDECK_LOG'] ?? 'warn'): EngineLog {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: { paths: ['token', '*.token', 'secret', '*.secret', 'password', '*.password'], censor: '***' },
    },
    destination({ fd: 2, sync: true }),
  )
}
