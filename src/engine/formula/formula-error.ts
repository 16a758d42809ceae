import type { FormulaReason } from '../../contract/formula-text.ts'
import { HelmdeckError, type ErrorDetails } from '../../contract/errors.ts'
import type { Span } from './syntax-tree.ts'

/** A formula that can't be used: `invalid-formula` {reason, position, length, near, didYouMean …}; positions count UTF-16 units from 0. */
export function formulaError(reason: FormulaReason, { from, to }: Span, details: ErrorDetails = {}): HelmdeckError {
  return new HelmdeckError('invalid-formula', { reason, position: from, length: Math.max(0, to - from), ...details })
}

/** The same error with the text it speaks of, cut to what a sentence can hold. */
export function withNear(error: unknown, text: string): unknown {
  if (!(error instanceof HelmdeckError) || error.code !== 'invalid-formula' || error.details['near'] !== undefined) return error
  const { position, length } = error.details
  if (typeof position !== 'number' || typeof length !== 'number') return error
  const near = readable(text.slice(position, position + Math.min(length, 60)))
  return new HelmdeckError('invalid-formula', { ...error.details, ...(near === '' ? {} : { near }) })
}

/** Text that may be shown: no control characters, no halves of a pair, at most 40 characters. */
export function readable(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim()
  const characters = [...clean]
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : clean
}
