import type { Catalog } from '../../../src/contract/catalog.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { dimensionFields, type FieldGroup } from '../reports/field-list.ts'
import { filtersOf } from './param-fault.ts'
import type { Params, StudyForm } from './params/study-form.ts'

/** The dimensions that a study's things can be filtered and broken down by, as the report builder groups them. */
export function fittingFields(catalog: Catalog, form: StudyForm, params: Params): FieldGroup[] {
  const metric = form.metric?.(params)
  const all = dimensionFields(catalog, ReportSpec.parse({ values: [{ metric: metric ?? '-' }], filters: filtersOf(params) }))
  return all
    .map((group) => ({ ...group, fields: group.fields.filter((field) => field.refusal === null && field.id !== 'date') }))
    .filter((group) => group.fields.length > 0)
}
