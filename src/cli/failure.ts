import { CommanderError } from 'commander'
import { errorText } from '../contract/error-text.ts'
import { HelmdeckError, type ErrorCode } from '../contract/errors.ts'
import { say, type Terminal } from './terminal.ts'

export const exitCodes = { done: 0, refused: 1, usage: 2, bug: 70, later: 75 } as const

/** What goes by: the same command may succeed in a while, with nothing changed (EX_TEMPFAIL of sysexits). */
const passing: ReadonlySet<ErrorCode> = new Set(['source-unreachable', 'source-limit', 'pull-running'])

/** A mistake in how the command was called. */
export class UsageError extends Error {}

/** Says on stderr what went wrong and gives the exit code for it. */
export function reportFailure(terminal: Terminal, error: unknown, asJson: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof UsageError) {
    terminal.err(asJson ? json('usage', error.message, {}) : `helmdeck: ${error.message}\n`)
    return exitCodes.usage
  }
  const known = error instanceof HelmdeckError ? error : new HelmdeckError('internal', {}, { cause: error })
  const message = say(terminal, errorText(known.code, known.details))
  terminal.err(asJson ? json(known.code, message, known.details) : `helmdeck: ${known.code}: ${message}\n`)
  if (passing.has(known.code)) return exitCodes.later
  if (known.code !== 'internal') return exitCodes.refused
  if (known.cause instanceof Error && !asJson) terminal.err(`${known.cause.stack}\n`)
  return exitCodes.bug
}

function json(code: string, message: string, details: object): string {
  return `${JSON.stringify({ error: { code, message, details } })}\n`
}
