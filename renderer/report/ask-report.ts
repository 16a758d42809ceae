import { reportData, type ReportData } from '../../src/charts/report-data.ts'
import type { Api } from '../../src/contract/api.ts'
import type { CancelSignal } from '../../src/contract/method.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { arrowRows } from '../grid/arrow-rows.ts'

/** Asks the engine and reads the rows of its answer. */
export async function askReport(api: Api, spec: ReportSpec, options: { signal?: CancelSignal } = {}): Promise<ReportData> {
  const { bytes, ...result } = await api.reports.run({ spec }, options)
  return reportData(result, arrowRows(bytes))
}
