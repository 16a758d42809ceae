import { errorText } from '../../contract/error-text.ts'
import type { HelmdeckError } from '../../contract/errors.ts'
import type { FileProposal } from '../../contract/imports.ts'

/** A refusal as it stands in a proposal or an outcome, with the sentence every host says for it. */
export function problemOf({ code, details }: HelmdeckError): NonNullable<FileProposal['problem']> {
  return { code, message: errorText(code, details), details }
}
