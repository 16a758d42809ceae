import type { ReportSpecInput } from '../../src/contract/report-spec.ts'

/**
 * A question in up to three wordings with one answer. SQL names its columns `r0 …` (what rows are broken down by), `c0 …` (columns),
 * `v0 …` (values) and, where it has totals, `level` (how many of `r` a row is broken down by) and `across` (1: by `c` too).
 */
export interface Question {
  readonly id: string
  readonly title: string
  /** As the product is asked; null where the catalogue cannot ask it yet. Several: one after the other. */
  readonly specs: readonly ReportSpecInput[] | null
  /** Written by hand over the keyed tables: the limit. */
  readonly keyed: readonly string[]
  /** Written by hand, without keys or tricks, over the product's own marts; the check where the product can't be asked. */
  readonly plain: readonly string[] | null
}

/** The last months up to a month's last day, as days, day numbers and month numbers. */
export interface Span {
  readonly from: string
  readonly to: string
  readonly firstDay: number
  readonly lastDay: number
  readonly lastMonth: number
}

export const monthStart = (month: string): string => `make_date(${month} // 12, ${month} % 12 + 1, 1)`
