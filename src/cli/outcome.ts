import { errorText } from '../contract/error-text.ts'
import type { ErrorCode, ErrorDetails } from '../contract/errors.ts'
import type { FileOutcome, UnmatchedReason } from '../contract/imports.ts'
import type { Language } from '../contract/text.ts'

/** What became of one file, as `helmdeck import --json` and `helmdeck loads --json` print it. */
export interface OutcomeJson {
  readonly name: string
  /** null = it was not looked into. */
  readonly recognisedAs: FileOutcome['recognisedAs'] | null
  readonly status: FileOutcome['status']
  readonly rowsRead: number
  readonly loaded: number
  readonly updated: number
  readonly unchanged: number
  readonly older: number
  readonly vanished: number
  readonly quarantined: number
  readonly matched: FileOutcome['matched']
  /** Ids that were read in another form than they are written in. */
  readonly keys?: readonly { readonly column: string; readonly ids: number; readonly text: string }[]
  readonly openQuestions: readonly {
    readonly id: string
    readonly column: string
    readonly text: string
    readonly choices: readonly { readonly value: string; readonly label: string; readonly example?: string }[]
  }[]
  /** Where the file is a history: what it gave, and how many of its rows speak of something unknown. */
  readonly histories?: {
    readonly entity: string | null
    readonly visits: number
    readonly changes: number
    readonly records: number
    readonly gaps: number
    readonly unmatched: readonly { readonly reason: UnmatchedReason; readonly text: string; readonly rows: number }[]
  }
  readonly problem: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } | null
}

export function outcomeJson(outcome: FileOutcome, language: Language): OutcomeJson {
  const { name, recognisedAs, status, rowsRead, loaded, updated, unchanged, older, vanished, quarantined, matched, problem } = outcome
  return {
    name,
    recognisedAs,
    status,
    rowsRead,
    loaded,
    updated,
    unchanged,
    older,
    vanished,
    quarantined,
    matched,
    ...(outcome.keys === undefined ? {} : { keys: outcome.keys.map(({ column, ids, text }) => ({ column, ids, text: text[language] })) }),
    openQuestions: outcome.openQuestions.map(({ id, column, text, choices }) => ({
      id,
      column,
      text: text[language],
      choices: choices.map((choice) => ({
        value: choice.value,
        label: choice.label[language],
        ...(choice.example === undefined ? {} : { example: choice.example }),
      })),
    })),
    ...(outcome.histories === undefined
      ? {}
      : {
          histories: {
            ...outcome.histories,
            unmatched: outcome.histories.unmatched.map(({ reason, text, rows }) => ({ reason, text: text[language], rows })),
          },
        }),
    problem: problem && { code: problem.code, message: problem.message[language], details: problem.details },
  }
}

/** In a folder, but of no format that is read. */
export function skippedOutcome(name: string): OutcomeJson {
  return untouched(name, 'skipped', null)
}

export function refusedOutcome(name: string, code: ErrorCode, details: ErrorDetails, language: Language): OutcomeJson {
  return untouched(name, 'refused', { code, message: errorText(code, details)[language], details })
}

function untouched(name: string, status: OutcomeJson['status'], problem: OutcomeJson['problem']): OutcomeJson {
  const counts = { rowsRead: 0, loaded: 0, updated: 0, unchanged: 0, older: 0, vanished: 0, quarantined: 0 }
  return { name, recognisedAs: null, status, ...counts, matched: [], openQuestions: [], problem }
}
