export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The part of Vitest's JSON report that is counted. */
export interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[]
}

export const emptyTally: Tally = { passed: 0, failed: 0, skipped: 0 }

export function addTally(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped }
}

/**
 * Counts one Vitest run. A file that failed as a whole (it didn't load, or a hook threw) has no failed test of its own and counts as one
 * failure; so does a run that ended badly with nothing else to show for it, for example an error outside any test or no report at all.
 */
export function tallyReport(report: VitestReport | null, exitedWell: boolean): Tally {
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = (report?.numFailedTests ?? 0) + brokenFiles
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && !exitedWell ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
}

export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
}

/** A run in which nothing ran proves nothing. */
export function isGreen(tally: Tally): boolean {
  return tally.failed === 0 && tally.passed > 0
}
