import { z } from 'zod'

/** Everything a user can act on. Anything else is our bug and shown as `internal`. */
export const errorCodes = [
  'engine-unavailable',
  'cancelled',
  'invalid-request',
  'not-available',
  'not-a-workspace',
  'workspace-missing',
  'workspace-in-use',
  'workspace-newer',
  'workspace-unwritable',
  'workspace-damaged',
  'disk-full',
  'file-missing',
  'file-empty',
  'file-header-only',
  'file-binary',
  'file-truncated',
  'file-encrypted',
  'file-encoding',
  'file-unsupported',
  'file-unreadable',
  'upload-incomplete',
  'image-refused',
  'invalid-recipe',
  'invalid-report',
  'invalid-study',
  'unknown-metric',
  'unknown-field',
  'unreachable-dimension',
  'missing-data',
  'missing-exchange-rate',
  'query-too-long',
  'query-too-large',
  'document-missing',
  'template-unusable',
  'deck-unknown',
  'document-conflict',
  'settings-unreadable',
  'invalid-formula',
  'field-in-use',
  'load-missing',
  'source-missing',
  'backup-missing',
  'backup-damaged',
  'connection-missing',
  'invalid-connection',
  'secret-missing',
  'no-secret-store',
  'source-unreachable',
  'source-login-refused',
  'authorization-failed',
  'authorization-revoked',
  'source-forbidden',
  'source-limit',
  'source-unreadable',
  'source-failed',
  'pull-running',
  'port-in-use',
  'internal',
] as const
export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>

/** Values that fill the sentence of an error: file names, columns, numbers. Never secrets, never paths a browser did not send. */
export const ErrorDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
export type ErrorDetails = z.infer<typeof ErrorDetails>

/** An error as it crosses the process boundary. */
export const WireError = z.object({ code: ErrorCode, message: z.string(), details: ErrorDetails })
export type WireError = z.infer<typeof WireError>

/** An error a user can act on. `code` selects the sentence (see error-text.ts), `details` fill it. */
export class HelmdeckError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown; message?: string }) {
    super(options?.message ?? code, options?.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'HelmdeckError'
    this.code = code
    this.details = details
  }
}
