import { HelmdeckError } from '../../contract/errors.ts'

export interface SampleRequest {
  /** Leads that came up to `until`. */
  readonly rows: number
  readonly seed: number
  /** The last day of the company's history, which begins 39 full months earlier. */
  readonly until: string
}

/** Beyond it the numbers of things no longer fit the ids that the exports give them. */
const mostRows = 12_000_000
const festivals = { first: '2014-01-01', last: '2035-12-31' }

export const defaultSample: SampleRequest = { rows: 20_000, seed: 1, until: '2026-09-30' }

/** Throws `invalid-request` where no company can be made of it. */
export function checkSampleRequest({ rows, seed, until }: SampleRequest): void {
  if (!Number.isInteger(rows) || rows < 1 || rows > mostRows) refuse('rows', `a whole number from 1 to ${mostRows}`)
  if (!Number.isSafeInteger(seed) || seed < 0) refuse('seed', 'a whole number, 0 or more')
  if (!isDay(until) || until < festivals.first || until > festivals.last)
    refuse('until', `a day from ${festivals.first} to ${festivals.last}`)
}

/** The day a number of days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(Date.parse(`${text}T00:00:00Z`)) && dayAfter(text, 0) === text
}

function refuse(field: string, problem: string): never {
  throw new HelmdeckError('invalid-request', { field, problem })
}
