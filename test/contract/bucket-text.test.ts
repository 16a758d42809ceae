import { expect, it } from 'vitest'
import type { Grain } from '../../src/contract/report-spec.ts'
import { bucketLabel } from '../../src/contract/bucket-text.ts'

it.each<[Grain, string, string]>([
  ['fiscal_year', '2026-01-01', 'FY2026'],
  ['fiscal_year', '2025-04-01', 'FY2026'],
  // Years of whole weeks: the retail year of February 2023 began on 29 January, that of 2024 on 4 February.
  ['fiscal_year', '2023-01-29', 'FY2024'],
  ['fiscal_year', '2024-02-04', 'FY2025'],
  ['fiscal_year', '2025-12-29', 'FY2026'],
  ['fiscal_month', '2025-12-29', 'Jan 2026'],
  ['fiscal_month', '2026-01-26', 'Feb 2026'],
  ['fiscal_month', '2026-04-01', 'Apr 2026'],
  ['fiscal_quarter', '2026-03-30', 'Apr 2026'],
  ['month', '2026-01-01', 'Jan 2026'],
  ['week', '2025-12-29', '2025-12-29'],
])('%s from %s is called %s', (grain, start, label) => {
  expect(bucketLabel(start, grain, 'en')).toBe(label)
})
