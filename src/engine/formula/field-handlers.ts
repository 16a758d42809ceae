import type { ApiHandlers } from '../../contract/api.ts'
import type { Missing } from '../../contract/catalog.ts'
import type { FieldEntry } from '../../contract/fields.ts'
import { missingOfDimension, missingOfMetric } from '../catalog/availability.ts'
import type { WorkspaceData } from '../catalog/workspace-data.ts'
import type { EngineContext } from '../engine-context.ts'
import { checkFormula, problemOf } from './check-formula.ts'
import { completeFormula } from './complete.ts'
import { FieldCompiler } from './field-compiler.ts'
import { readUsage, type Usage } from './field-use.ts'
import { previewField } from './preview-field.ts'
import { reportContext } from '../report/report-handlers.ts'
import { fieldGround } from './save-field.ts'
import { fieldId, localText, userId, type StoredField } from './stored-fields.ts'

/** The user's fields, and help while a formula is written. They are saved, undone and removed as documents of kind `field`. */
export function fieldHandlers(context: EngineContext): ApiHandlers['fields'] {
  const compilerFor = async (name: string | undefined): Promise<FieldCompiler> => {
    const { data, fields } = await fieldGround(context)
    // The field that is being written leads to nothing yet: whoever names it would lead back to it.
    return new FieldCompiler(data, fields, name === undefined ? null : userId(name))
  }
  return {
    async list() {
      const { full, fields } = await fieldGround(context)
      const usage = await readUsage(context.documents, fields)
      return { fields: fields.map((field) => entryOf(field, full, usage)) }
    },
    check: async ({ formula, use, name }) => checkFormula(formula, use, await compilerFor(name)),
    complete: async ({ formula, position, use, name }) => completeFormula(formula, position, use, await compilerFor(name)),
    preview: async (request, { signal }) => await previewField(context.database, await reportContext(context), request, signal),
  }
}

function entryOf(field: StoredField, data: WorkspaceData, usage: Usage): FieldEntry {
  const { name, version, body } = field
  const id = fieldId(field)
  const metric = data.user.metrics.get(id)
  const dimension = data.user.dimensions.get(id)
  const problem = data.user.problems.get(id)
  const missing: Missing[] = metric ? missingOfMetric(metric, data) : dimension ? missingOfDimension(dimension, data) : []
  return {
    id,
    name,
    version,
    body,
    kind: body.kind,
    label: localText(body.label),
    description: localText(body.description),
    type: metric?.type ?? dimension?.type ?? null,
    unit: metric?.unit ?? null,
    available: problem === undefined && missing.length === 0,
    missing,
    problem: problem === undefined ? null : problemOf({ ...problem, field: id }),
    usedBy: usage(id),
  }
}
