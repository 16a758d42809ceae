import type { ErrorCode } from './errors.ts'

/** What any method may fail with. */
export const readErrors: readonly ErrorCode[] = ['engine-unavailable', 'cancelled', 'invalid-request', 'internal']

/** What a question of the data may fail with. */
export const reportErrors: readonly ErrorCode[] = [
  ...readErrors,
  'invalid-report',
  'unknown-metric',
  'unknown-field',
  'unreachable-dimension',
  'missing-data',
  'missing-exchange-rate',
  'query-too-long',
  'query-too-large',
  'not-available',
  'invalid-formula',
  // Of a segment it names.
  'invalid-study',
]

/** What a method that changes the workspace may fail with. */
export const writeErrors: readonly ErrorCode[] = [...readErrors, 'disk-full', 'workspace-unwritable']
