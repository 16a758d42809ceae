import type { FieldDocument, FieldPreview } from '../../contract/fields.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { ReportSpec } from '../../contract/report-spec.ts'
import type { Database } from '../database/database.ts'
import { dimensionValues } from '../report/dimension-values.ts'
import { explain } from '../report/explain.ts'
import type { ReportContext } from '../report/run-report.ts'
import { fieldId, type StoredField } from './stored-fields.ts'

interface PreviewRequest {
  readonly body: FieldDocument
  readonly name?: string | undefined
  readonly limit: number
}

/** No field can be called so, since names begin with a letter. */
const unsaved = '-unsaved'

/**
 * What a field would say if it were saved: a metric's value over all days with the rows it counts, a dimension's most frequent values with
 * their rows. Saves nothing. Fails as reports do, with `invalid-formula` where the formula is wrong.
 */
export async function previewField(
  database: Database,
  context: ReportContext,
  { body, name = unsaved, limit }: PreviewRequest,
  signal: CancelSignal,
): Promise<FieldPreview> {
  const draft: StoredField = { name, version: 0, body }
  const id = fieldId(draft)
  const withDraft = { ...context, fields: [...(context.fields ?? []).filter((field) => fieldId(field) !== id), draft] }
  if (body.kind !== 'metric') {
    const values = await dimensionValues(database, withDraft, { field: id, search: '', limit }, { signal })
    return { value: null, n: null, values }
  }
  const spec = ReportSpec.parse({ values: [{ metric: id }] })
  const { value, n } = await explain(database, withDraft, { spec, cell: { row: {}, value: id }, offset: 0, limit: 1 }, { signal })
  return { value, n, values: [] }
}
