import type { ChartKind } from '../../contract/documents.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'

/** A dimension's first values in the workspace's own order, which give them their colours; none where it can't be asked. */
export type KnownValues = (field: string) => Promise<readonly (string | null)[] | undefined>

/** Kinds whose marks are the values of the first row dimension, each in its own colour. */
const colouredByRow: readonly ChartKind[] = ['doughnut', 'treemap', 'sankey']

/** Values that keep the colours they have on the screen. */
export async function coloursOf(spec: ReportSpec, chart: ChartKind, known: KnownValues) {
  const across = spec.columns[0]?.field
  const [row] = spec.rows
  const down = colouredByRow.includes(chart) && row?.grain === undefined ? row?.field : undefined
  return {
    known: across === undefined ? undefined : await known(across),
    knownRows: down === undefined ? undefined : await known(down),
  }
}
