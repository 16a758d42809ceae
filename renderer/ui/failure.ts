import { errorText } from '../../src/contract/error-text.ts'
import { HelmdeckError, type ErrorCode, type ErrorDetails } from '../../src/contract/errors.ts'
import type { LocalText } from '../../src/contract/text.ts'

/** What the screen needs to know about anything that was thrown. */
export interface Failure {
  readonly code: ErrorCode
  readonly text: LocalText
  readonly details: ErrorDetails
}

/** Anything but a HelmdeckError is our own bug, and is shown as one. */
export function failureOf(thrown: unknown): Failure {
  const code = thrown instanceof HelmdeckError ? thrown.code : 'internal'
  const details = thrown instanceof HelmdeckError ? thrown.details : { message: thrown instanceof Error ? thrown.message : String(thrown) }
  return { code, details, text: errorText(code, details) }
}

/** The engine is gone: the frame's banner says so, and everything is asked again when it is back. */
export function isAway(thrown: unknown): boolean {
  return thrown instanceof HelmdeckError && thrown.code === 'engine-unavailable'
}

/** A cancelled question is nobody's failure. */
export function isCancelled(thrown: unknown): boolean {
  return thrown instanceof HelmdeckError && thrown.code === 'cancelled'
}
