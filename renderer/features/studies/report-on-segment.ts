import type { SegmentField } from '../../../src/contract/fields.ts'
import { startNewReport } from '../reports/new-report.ts'
import { emptyReport } from '../reports/report-editor.ts'

const counts = { lead: 'lead_count', opportunity: 'opportunity_count', account: 'customer_count' } as const

/** Opens a new report that counts the things of a segment by it. */
export function reportOn(field: string, of: SegmentField['of']): void {
  startNewReport({ ...emptyReport, spec: { ...emptyReport.spec, rows: [{ field }], values: [{ metric: counts[of] }] } })
}
