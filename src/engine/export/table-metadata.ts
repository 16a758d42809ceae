import type { ReportResult } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { StudyResult, StudyTable } from '../../contract/study-result.ts'

type Metadata = Record<string, string>

/** What was asked and how its numbers are defined, each as text or JSON under a name of its own. */
export function reportMetadata(title: string, spec: ReportSpec, result: ReportResult, definitions: ReadonlyMap<string, string>): Metadata {
  const metrics = [...new Set(spec.values.map(({ metric }) => metric))]
  const named = metrics.flatMap((id) => (definitions.has(id) ? [`${JSON.stringify(id)}:${definitions.get(id) ?? ''}`] : []))
  const currency = result.columns.find((column) => column.currency !== undefined)?.currency
  return {
    'helmdeck.title': title,
    'helmdeck.period': JSON.stringify(result.period),
    'helmdeck.as_of': result.asOf,
    ...(currency === undefined ? {} : { 'helmdeck.currency': currency }),
    'helmdeck.filters': JSON.stringify(spec.filters),
    'helmdeck.having': JSON.stringify(spec.having),
    'helmdeck.definitions': `{${named.join(',')}}`,
    'helmdeck.columns': JSON.stringify(result.columns),
    'helmdeck.n': JSON.stringify(result.n),
    'helmdeck.rows_in_all': String(result.trueRowCount),
    'helmdeck.notes': JSON.stringify(result.warnings.map(({ text }) => text)),
    'helmdeck.spec': JSON.stringify(spec),
  }
}

export function studyMetadata(title: string, result: StudyResult, { columns }: StudyTable): Metadata {
  return {
    'helmdeck.title': title,
    'helmdeck.study': result.study,
    'helmdeck.period': JSON.stringify(result.period),
    'helmdeck.as_of': result.asOf,
    ...(result.currency === null ? {} : { 'helmdeck.currency': result.currency }),
    'helmdeck.filters': JSON.stringify(result.params['filters'] ?? []),
    'helmdeck.params': JSON.stringify(result.params),
    'helmdeck.definitions': JSON.stringify(result.definition),
    'helmdeck.columns': JSON.stringify(columns),
    'helmdeck.notes': JSON.stringify(result.caveats),
  }
}
