import { describe, expect, it } from 'vitest'
import { addTally, closingLine, emptyTally, isGreen, tallyReport } from '../tally.ts'

const report = (passed: number, failed: number, pending: number, todo = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
  testResults: failed > 0 ? [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] : [],
})

describe('the closing line of npm test', () => {
  it('adds up what passed, failed and was skipped over all suites', () => {
    const total = [tallyReport(report(3, 0, 1, 1), true), tallyReport(report(4, 2, 0), false)].reduce(addTally, emptyTally)
    expect(closingLine(total)).toBe('7 passed, 2 failed, 2 skipped')
    expect(isGreen(total)).toBe(false)
  })

  it('counts a file that did not load as one failure', () => {
    const broken = { ...report(5, 0, 0), testResults: [{ status: 'failed', assertionResults: [] }] }
    expect(tallyReport(broken, false)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })

  it('counts a run that ended badly without a report as one failure', () => {
    expect(tallyReport(null, false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('counts an error outside any test, where every test passed, as one failure', () => {
    expect(tallyReport(report(5, 0, 0), false)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })

  it('is not green when nothing ran', () => {
    expect(isGreen(emptyTally)).toBe(false)
    expect(isGreen({ passed: 0, failed: 0, skipped: 12 })).toBe(false)
    expect(isGreen({ passed: 1, failed: 0, skipped: 12 })).toBe(true)
  })
})
